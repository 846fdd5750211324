package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A DISCOVER that is answered by a DHCPACK (RFC 4039). */
class RapidCommitTest {

  private static final int RAPID_COMMIT = 80;

  private final Lab lab = new Lab();

  private static Ask rapid(Ask ask) {
    return ask.raw(RAPID_COMMIT);
  }

  private Lab rapidLab() {
    return lab.s1(s1 -> s1.set(Setting.RAPID_COMMIT, true));
  }

  // The binding is committed, and the DHCPACK has the option and the xid of the DISCOVER.
  @Test
  @Tag("RAPID-01")
  void rapid01Acknowledged() {
    Answer answer = rapidLab().ack(rapid(discover(A)).xid(77));
    assertThat(answer.message().options().raw(RAPID_COMMIT)).contains(Octets.EMPTY);
    assertThat(answer.message().xid()).isEqualTo(77);
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
  }

  // Several in one batch, about one address: it goes to one of them.
  @Test
  @Tag("RAPID-01")
  void rapid01OneBatch() {
    List<String> addresses =
        rapidLab()
            .engine()
            .handle(
                List.of(
                    rapid(discover(A).wanting("192.0.2.12")).datagram(),
                    rapid(discover(B).wanting("192.0.2.12")).datagram()))
            .stream()
            .map(decision -> new Answer((Reply) decision))
            .map(Answer::yiaddr)
            .toList();
    assertThat(addresses).containsExactly("192.0.2.12", "192.0.2.11");
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.isBound("192.0.2.11", B)).isTrue();
  }

  // Where it is off, which it is unless it is set, the option is as if it were not there.
  @Test
  @Tag("RAPID-02")
  @Tag("RAPID-07")
  void rapid02Off() {
    assertThat(lab.offer(rapid(discover(A)).asking(RAPID_COMMIT)).has(RAPID_COMMIT)).isFalse();
    assertThat(lab.storedLeases()).isZero();
  }

  // No configuration puts the option into an offer, or into the answer to a REQUEST.
  @Test
  @Tag("RAPID-03")
  @Tag("RAPID-04")
  void rapid03NowhereElse() {
    rapidLab().server(server -> server.option(RAPID_COMMIT, Octets.EMPTY).alwaysSend(RAPID_COMMIT));
    assertThat(lab.offer(discover(A).asking(RAPID_COMMIT)).has(RAPID_COMMIT)).isFalse();
    assertThat(lab.ack(rapid(selecting(A, "192.0.2.10")).asking(RAPID_COMMIT)).has(RAPID_COMMIT))
        .isFalse();
  }

  // An option that has octets in it is none.
  @Test
  @Tag("RAPID-05")
  void rapid05WrongLength() {
    assertThat(rapidLab().offer(discover(A).raw(RAPID_COMMIT, 1)).has(RAPID_COMMIT)).isFalse();
    assertThat(lab.storedLeases()).isZero();
  }

  // Where there is no address there is no answer.
  @Test
  @Tag("RAPID-06")
  void rapid06NoAddress() {
    rapidLab();
    for (int last = 10; last <= 20; last++) {
      lab.bound(B, "192.0.2." + last);
    }
    assertThat(lab.silence(rapid(discover(A)))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // What was offered before, and something else that was found free, is free again.
  @Test
  @Tag("RAPID-01")
  void rapid01NothingStaysHeld() {
    rapidLab();
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.bound(A, "192.0.2.15");
    assertThat(lab.ack(rapid(discover(A))).yiaddr()).isEqualTo("192.0.2.15");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.ack(rapid(discover(A))).option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
  }

  // Several servers may have committed to the client, each an address: which one it takes is not
  // known before it says so, and it keeps all of them until then.
  @Test
  @Tag("RAPID-01")
  void rapid01NothingIsTaken() {
    rapidLab();
    lab.bound(A, "192.0.2.10");
    lab.bound(A, "192.0.2.11");
    lab.ack(rapid(discover(A)));
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
    assertThat(lab.isBound("192.0.2.11", A)).isTrue();
    lab.ack(renewing(A, "192.0.2.11"));
    assertThat(lab.isBound("192.0.2.10", A)).isFalse();
    assertThat(lab.isBound("192.0.2.11", A)).isTrue();
  }
}
