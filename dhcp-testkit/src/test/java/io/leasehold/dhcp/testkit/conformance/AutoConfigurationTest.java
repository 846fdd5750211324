package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stateless auto-configuration (option 116, RFC 2563). */
class AutoConfigurationTest {

  private static final int CODE = DhcpOptions.AUTO_CONFIG.code();

  private final Lab lab = new Lab();

  // Where there is an address it is offered, and nothing is said of auto-configuration.
  @Test
  @Tag("AUTO-01")
  void auto01AddressThere() {
    lab.s1(s1 -> s1.set(Setting.AUTO_CONFIGURE, false));
    Lab.Answer offer = lab.offer(discover(A).option(DhcpOptions.AUTO_CONFIG, true));
    assertThat(offer.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(offer.has(CODE)).isFalse();
  }

  // Where there is none the client hears whether it may give itself one, and nothing is held.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Tag("AUTO-02")
  @Tag("AUTO-03")
  void auto02NoAddress(boolean allowed) {
    fillWith(allowed);
    Lab.Answer offer = lab.offer(discover(A).option(DhcpOptions.AUTO_CONFIG, true));
    assertThat(offer.message().yiaddr().isUnspecified()).isTrue();
    assertThat(offer.option(DhcpOptions.AUTO_CONFIG)).isEqualTo(allowed);
    assertThat(offer.option(DhcpOptions.DHCP_MSG_TYPE)).isEqualTo(MessageType.OFFER);
    assertThat(offer.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(Ask.SERVER);
    assertThat(offer.has(DhcpOptions.ADDRESS_TIME.code())).isFalse();
    assertThat(offer.sentTo()).isEqualTo("broadcast 255.255.255.255:68");
  }

  // What the policy adds to replies is in this one, too.
  @Test
  @Tag("AUTO-02")
  void auto02WithOptionsOfPolicy() {
    OptionSet options = OptionSet.builder().put(DhcpOptions.MTU_INTERFACE, 1400).build();
    lab.engine(engine -> engine.policy(request -> Verdict.grant(Terms.USUAL.withOptions(options))));
    fillWith(false);
    Lab.Answer offer = lab.offer(discover(A).option(DhcpOptions.AUTO_CONFIG, true));
    assertThat(offer.option(DhcpOptions.AUTO_CONFIG)).isFalse();
    assertThat(offer.option(DhcpOptions.MTU_INTERFACE)).isEqualTo(1400);
  }

  // Nor does it in one that is granted as if it were a DISCOVER.
  @Test
  @Tag("AUTO-05")
  void auto05IncompleteRequest() {
    lab.server(server -> server.set(Setting.GRANT_INCOMPLETE_REQUESTS, true));
    fillWith(false);
    assertThat(lab.silence(Ask.request(A).option(DhcpOptions.AUTO_CONFIG, true)))
        .isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // A client that does not ask for that meets silence.
  @Test
  @Tag("AUTO-04")
  void auto04NotAsked() {
    fillWith(false);
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // The option does nothing in a REQUEST.
  @Test
  @Tag("AUTO-05")
  void auto05Request() {
    lab.s1(s1 -> s1.set(Setting.AUTO_CONFIGURE, false));
    Lab.Answer ack = lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.AUTO_CONFIG, true));
    assertThat(ack.has(CODE)).isFalse();
    lab.nak(selecting(Ask.B, "192.0.2.12").option(DhcpOptions.AUTO_CONFIG, true));
  }

  // A value that the RFC does not know is as no option.
  @ParameterizedTest
  @ValueSource(ints = {2, 255})
  @Tag("AUTO-06")
  void auto06Nonsense(int value) {
    fillWith(false);
    assertThat(lab.silence(discover(A).raw(CODE, value))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    assertThat(lab.silence(discover(A).raw(CODE, 0, 1))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // Where nothing is configured the option does nothing.
  @Test
  @Tag("AUTO-07")
  void auto07Off() {
    fill();
    assertThat(lab.silence(discover(A).option(DhcpOptions.AUTO_CONFIG, true)))
        .isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  private void fillWith(boolean allowed) {
    lab.s1(s1 -> s1.set(Setting.AUTO_CONFIGURE, allowed));
    fill();
  }

  private void fill() {
    for (int host = 10; host <= 20; host++) {
      lab.bound(Ask.client(host), "192.0.2." + host);
    }
  }
}
