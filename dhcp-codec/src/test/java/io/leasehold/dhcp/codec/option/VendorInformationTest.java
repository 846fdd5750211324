package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link VendorInformation}, the value of option 125. */
class VendorInformationTest {

  private static final OptionKey<String> TOKEN = OptionKey.of(1, "token", OptionFormat.TEXT);
  private static final OptionSpace ACME_SPACE = OptionSpace.of("acme", TOKEN);
  private static final EnterpriseNumber ACME = new EnterpriseNumber(99_999);

  private static VendorInformation information(String octets) {
    return VendorInformation.FORMAT.decode(Octets.parse(octets)).orElseThrow();
  }

  @Test
  void aVendorsPartIsReadInItsSpace() {
    // Whoever knows the vendor brings the space; nothing is registered.
    VendorInformation information =
        VendorInformation.of(ACME, ACME_SPACE.empty().with(TOKEN, "abc"))
            .with(
                EnterpriseNumber.CABLELABS,
                CableLabsOptions.VENDOR_SPACE
                    .empty()
                    .with(CableLabsOptions.OPTION_REQUEST, List.of(2)));

    assertThat(VendorInformation.FORMAT.encode(information))
        .isEqualTo(Octets.parse("0001869f 05 0103616263 0000118b 03 010102"));
    assertThat(information.subOptions(ACME, ACME_SPACE).orElseThrow().get(TOKEN)).contains("abc");
    assertThat(information.data(EnterpriseNumber.CABLELABS)).contains(Octets.parse("010102"));
    assertThat(information.data(EnterpriseNumber.CISCO)).isEmpty();
    assertThat(information)
        .hasToString("enterprise 99999: 0103616263; CableLabs (4491): {Option Request: 2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0001869f 02 0105", "0000118b 02 0105", "0000118b 00"})
  void anyDataIsKept(String octets) {
    // What is no sub-options is data all the same, and so is nothing.
    assertThat(VendorInformation.FORMAT.encode(information(octets)))
        .isEqualTo(Octets.parse(octets));
  }

  @Test
  void dataThatIsNoSubOptionsHasNone() {
    // It is shown in hexadecimal.
    VendorInformation information = information("0000118b 02 0105");

    assertThat(information.subOptions(EnterpriseNumber.CABLELABS, CableLabsOptions.VENDOR_SPACE))
        .isEmpty();
    assertThat(information).hasToString("CableLabs (4491): 0105");
  }

  @Test
  void ofTwoPartsOfOneVendorTheFirstAnswers() {
    // RFC 3925 leaves open what two parts mean; both are kept.
    VendorInformation information = information("0001869f 03 010161 0001869f 03 010162");

    assertThat(information.subOptions(ACME, ACME_SPACE).orElseThrow().get(TOKEN)).contains("a");
    assertThat(information.parts()).hasSize(2);
  }

  @Test
  void nobodysInformationIsNone() {
    // There is at least one vendor, and 255 octets for each.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new VendorInformation(List.of()))
        .withMessageContaining("at least one enterprise");
    SubOptions tooMuch =
        ACME_SPACE
            .empty()
            .withRaw(1, Octets.wrap(new byte[200]))
            .withRaw(2, Octets.wrap(new byte[200]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VendorInformation.of(ACME, tooMuch))
        .withMessage("length of the data of enterprise 99999 404: expected 0 to 255");
  }
}
