package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSpace;
import io.leasehold.dhcp.codec.option.SubOptions;
import io.leasehold.dhcp.codec.option.VendorInformation;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import io.leasehold.dhcp.codec.value.UserClass;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What vendors and users put into options: 43, 77, 124 and 125. */
class VendorClassTest {

  private static final OptionKey<String> TOKEN = OptionKey.of(1, "token", OptionFormat.TEXT);
  private static final OptionSpace ACME = OptionSpace.withPadAndEnd("acme", TOKEN);
  private static final OptionKey<SubOptions> ACME_OPTIONS = OptionKey.of(43, "acme", ACME.format());
  private static final OptionKey<String> MARK = OptionKey.of(224, "mark", OptionFormat.TEXT);

  private final Lab lab = new Lab();

  private void mark(String className, Condition condition) {
    lab.server(
        server ->
            server.clientClass(
                ClientClass.builder(className).when(condition).option(MARK, className).build()));
  }

  private boolean isMarked(Ask ask) {
    return lab.offer(ask.asking(MARK.code())).has(MARK.code());
  }

  // Vendor options are encapsulated as code, length and value; pads and the end say nothing.
  @Test
  @Tag("CLS-04")
  void cls04Encapsulated() {
    RequestValue token =
        RequestValue.of(
            "token",
            facts -> facts.message().option(ACME_OPTIONS).flatMap(it -> it.raw(TOKEN.code())));
    mark("acme", token.is("x"));
    lab.s1(s1 -> s1.option(ACME_OPTIONS, ACME.empty().with(TOKEN, "secret")));
    assertThat(isMarked(discover(A).raw(43, 0, 1, 1, 'x', 255, 1, 1))).isTrue();
    assertThat(isMarked(discover(A).raw(43, 255, 1, 1, 'x'))).isFalse();
    assertThat(lab.offer(discover(A).asking(43)).message().options().raw(43))
        .contains(Octets.of(1, 6, 's', 'e', 'c', 'r', 'e', 't'));
  }

  // Each of several user classes counts, and those that mean nothing here do not.
  @Test
  @Tag("CLS-05")
  void cls05UserClasses() {
    mark("bar", Condition.userClass("bar"));
    assertThat(isMarked(discover(A).raw(77, 3, 'f', 'o', 'o', 3, 'b', 'a', 'r'))).isTrue();
    assertThat(isMarked(discover(B).raw(77, 3, 'f', 'o', 'o'))).isFalse();
  }

  // A user class that is written without its length is one class.
  @Test
  @Tag("CLS-06")
  void cls06UncountedUserClass() {
    mark("ipxe", Condition.userClass("iPXE"));
    assertThat(isMarked(discover(A).raw(77, 'i', 'P', 'X', 'E'))).isTrue();
    assertThat(isMarked(discover(A).option(DhcpOptions.USER_CLASS, UserClass.of("iPXE")))).isTrue();
    assertThat(isMarked(discover(B).raw(77, 'i', 'P', 'X'))).isFalse();
  }

  // What each enterprise says of the client is asked for by the enterprise.
  @Test
  @Tag("CLS-07")
  void cls07VendorClassOfEnterprise() {
    mark("modem", RequestValue.vendorClass(EnterpriseNumber.CABLELABS).is("docsis3"));
    EnterpriseData cisco = data(EnterpriseNumber.CISCO, "phone");
    EnterpriseData modem = data(EnterpriseNumber.CABLELABS, "docsis3");
    assertThat(isMarked(discover(A).option(DhcpOptions.V_I_VENDOR_CLASS, List.of(cisco, modem))))
        .isTrue();
    EnterpriseData other = data(EnterpriseNumber.CISCO, "docsis3");
    assertThat(isMarked(discover(B).option(DhcpOptions.V_I_VENDOR_CLASS, List.of(other))))
        .isFalse();
  }

  private static EnterpriseData data(EnterpriseNumber enterprise, String text) {
    return new EnterpriseData(enterprise, Octets.ofText(text));
  }

  // Two enterprises share one option, with a block for each.
  @Test
  @Tag("CLS-08")
  void cls08BlockForEachEnterprise() {
    SubOptions token = OptionSpace.of("any").empty().withRaw(1, Octets.of(7));
    lab.s1(
        s1 ->
            s1.option(
                DhcpOptions.V_I_VENDOR_SPECIFIC_INFORMATION,
                VendorInformation.of(EnterpriseNumber.CISCO, token)
                    .with(EnterpriseNumber.CABLELABS, token)));
    Lab.Answer offer = lab.offer(discover(A).asking(125));
    assertThat(offer.codes()).containsOnlyOnce(125);
    assertThat(offer.message().options().raw(125))
        .contains(Octets.parse("00000009 03 010107 0000118b 03 010107"));
  }
}
