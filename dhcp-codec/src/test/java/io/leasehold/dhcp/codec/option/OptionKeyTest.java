package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link OptionKey}. */
class OptionKeyTest {

  private static final OptionKey<String> ACME_TOKEN =
      OptionKey.of(224, "acme-token", OptionFormat.TEXT);

  @Test
  void aVendorsOwnOptionIsReadAndWritten() {
    // A key that no table knows works like a row of the table.
    OptionSet options = OptionSet.builder().put(ACME_TOKEN, "s3cret").build();

    assertThat(options.raw(224)).contains(Octets.ofText("s3cret"));
    assertThat(options.get(ACME_TOKEN)).contains("s3cret");
    assertThat(ACME_TOKEN).hasToString("acme-token (224)");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 255, 256})
  void codesWithoutAValueAreRefused(int code) {
    // PAD and END carry no value, and a code is one octet.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionKey.of(code, "acme-token", OptionFormat.TEXT))
        .withMessage("option \"acme-token\": expected a code of 1 to 254, found " + code);
  }

  @Test
  void aValueThatDoesNotFitIsNamedWithTheOption() {
    // The refusal has the option, the value and what is expected.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DhcpOptions.MTU_INTERFACE.encode(65_536))
        .withMessage(
            "option MTU Interface (26), value \"65536\": expected 0 to 65535, found 65536");
  }
}
