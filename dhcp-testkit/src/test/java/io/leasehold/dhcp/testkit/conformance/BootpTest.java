package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.server.policy.Terms.Departure.NO_ADDRESS;
import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that send no message type (RFC 951, RFC 1534, RFC 1542). */
class BootpTest {

  private static final int BOOTP_LENGTH = 300;

  private final Lab lab = new Lab();

  private static Ask bootp(HardwareAddress client) {
    return discover(client).without(DhcpOptions.DHCP_MSG_TYPE);
  }

  private Lab staticLab() {
    return lab.server(server -> server.set(Setting.BOOTP, true))
        .s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()));
  }

  private Lab dynamicLab() {
    return lab.server(server -> server.set(Setting.BOOTP, true))
        .s1(s1 -> s1.set(Setting.DYNAMIC_BOOTP, true));
  }

  private Answer reply(Ask ask) {
    Answer answer = lab.reply(ask);
    assertThat(answer.message().messageType()).isEmpty();
    return answer;
  }

  // Unless it is switched on there is no BOOTP.
  @Test
  @Tag("BOOTP-01")
  void bootp01Off() {
    assertThat(lab.silence(bootp(A))).isEqualTo(SilenceReason.BOOTP);
  }

  // Whoever has no reservation gets no address, unless that is switched on, too.
  @Test
  @Tag("BOOTP-02")
  void bootp02NoReservation() {
    assertThat(staticLab().silence(bootp(B))).isEqualTo(SilenceReason.BOOTP);
  }

  // A client gets what is reserved for it, and has it for good.
  @Test
  @Tag("BOOTP-03")
  @Tag("BOOTP-06")
  void bootp03Reservation() {
    staticLab();
    assertThat(reply(bootp(A)).yiaddr()).isEqualTo("192.0.2.30");
    assertThat(lab.stored("192.0.2.30").map(Lease::endsAt)).contains(Lease.NEVER);
    assertThat(reply(bootp(A)).yiaddr()).isEqualTo("192.0.2.30");
    assertThat(lab.stored("192.0.2.30").map(Lease::version)).contains(1L);
  }

  // Where addresses are given out, they are so at once, and for good.
  @Test
  @Tag("BOOTP-04")
  @Tag("BOOTP-06")
  void bootp04Dynamic() {
    dynamicLab();
    assertThat(reply(bootp(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.stored("192.0.2.10").map(Lease::endsAt)).contains(Lease.NEVER);
    assertThat(reply(bootp(B)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(reply(bootp(A)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Nothing of DHCP is in a reply, which is as long as BOOTP has it, or as the request was.
  @Test
  @Tag("BOOTP-05")
  void bootp05NothingOfDhcp() {
    dynamicLab()
        .server(
            server ->
                server
                    .set(Setting.BOOTP, true)
                    .option(DhcpOptions.ROOT_PATH, "x".repeat(100))
                    .alwaysSend(DhcpOptions.ROOT_PATH.code()));
    Answer answer = reply(bootp(A));
    assertThat(answer.codes()).doesNotContain(50, 51, 53, 54, 55, 57, 58, 59, 61, 17).contains(1);
    assertThat(answer.reply().payload().length()).isEqualTo(BOOTP_LENGTH);
    Answer longer = reply(bootp(B).raw(224, new int[150]));
    assertThat(longer.codes()).contains(17);
    assertThat(longer.reply().payload().length()).isLessThanOrEqualTo(400);
  }

  // The usual parameters are among the options.
  @Test
  @Tag("BOOTP-07")
  void bootp07Options() {
    Answer answer = dynamicLab().reply(bootp(A));
    assertThat(answer.codes()).containsExactly(1, 3, 6, 15);
    assertThat(answer.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("example.org");
  }

  // A reply goes to the relay agent, to ciaddr, to everybody or to the hardware address.
  @Test
  @Tag("BOOTP-08")
  void bootp08Destination() {
    dynamicLab();
    assertThat(lab.reply(bootp(A)).sentTo()).isEqualTo("hw-unicast 192.0.2.10:68");
    assertThat(lab.reply(bootp(A).with(message -> message.broadcast(true))).sentTo())
        .isEqualTo("broadcast 255.255.255.255:68");
    assertThat(lab.reply(bootp(A).ciaddr("192.0.2.10")).sentTo()).isEqualTo("192.0.2.10:68");
    lab.server(server -> server.set(Setting.BOOTP, true).set(Setting.DYNAMIC_BOOTP, true))
        .restart();
    assertThat(lab.reply(bootp(B).relayed()).sentTo()).isEqualTo("198.51.100.1:67");
  }

  // A relay agent gets its option back, as the last one.
  @Test
  @Tag("BOOTP-08")
  @Tag("RAI-01")
  void bootp08RelayAgentInformation() {
    lab.server(server -> server.set(Setting.BOOTP, true).set(Setting.DYNAMIC_BOOTP, true));
    Answer answer = reply(bootp(A).relayed().raw(82, 1, 1, 9));
    assertThat(answer.message().options().raw(82)).contains(Octets.of(1, 1, 9));
    assertThat(answer.codes()).endsWith(82);
  }

  // A policy that gives parameters only, to clients of DHCP, does not make a DHCPACK of a reply.
  @Test
  void policyWithoutAddress() {
    staticLab()
        .engine(engine -> engine.policy(request -> Verdict.grant(Terms.USUAL.with(NO_ADDRESS))));
    assertThat(reply(bootp(A)).yiaddr()).isEqualTo("192.0.2.30");
  }

  // The lease of such a client has no end, and only the client itself can release it.
  @Test
  @Tag("REL-14")
  void rel14OnlyByItself() {
    dynamicLab();
    reply(bootp(A));
    lab.clock.advance(Duration.ofDays(10_000));
    assertThat(lab.silence(release(B, "192.0.2.10"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.isBound("192.0.2.10", A)).isTrue();
    assertThat(lab.silence(release(A, "192.0.2.10"))).isEqualTo(SilenceReason.RELEASED);
  }

  // A client that names a server by its sname is answered by that one only.
  @Test
  @Tag("BOOTP-09")
  void bootp09OtherServer() {
    dynamicLab().s1(s1 -> s1.set(Setting.DYNAMIC_BOOTP, true).set(Setting.SERVER_NAME, "ours"));
    Ask named = bootp(A).with(message -> message.sname(Octets.ofText("theirs")));
    assertThat(lab.silence(named)).isEqualTo(SilenceReason.OTHER_SERVER);
    reply(bootp(A).with(message -> message.sname(Octets.ofText("ours"))));
  }

  // The boot file and the next server are in their fields.
  @Test
  @Tag("BOOTP-10")
  void bootp10BootFile() {
    staticLab()
        .s1(
            s1 ->
                s1.reservation(
                    Reservation.builder(A)
                        .address("192.0.2.30")
                        .bootFileName("/boot/unix")
                        .nextServer(Ipv4Address.parse("192.0.2.9"))
                        .build()));
    Answer answer = reply(bootp(A).with(message -> message.file(Octets.ofText("unix"))));
    assertThat(answer.message().file()).isEqualTo(Octets.ofText("/boot/unix"));
    assertThat(answer.message().siaddr()).hasToString("192.0.2.9");
  }

  // A machine that speaks BOOTP and DHCP in turn has one address.
  @Test
  @Tag("BOOTP-11")
  void bootp11SameMachine() {
    dynamicLab();
    assertThat(reply(bootp(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.ack(selecting(B, "192.0.2.15"));
    assertThat(reply(bootp(B)).yiaddr()).isEqualTo("192.0.2.15");
    assertThat(lab.stored("192.0.2.15").map(Lease::endsAt)).contains(Lease.NEVER);
    assertThat(lab.storedLeases()).isEqualTo(2);
  }

  // A client that knows its address wants the rest; it is told an address all the same.
  @Test
  @Tag("BOOTP-12")
  void bootp12Ciaddr() {
    dynamicLab();
    Answer answer = reply(bootp(A).ciaddr("192.0.2.99"));
    assertThat(answer.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(answer.message().ciaddr()).hasToString("192.0.2.99");
    assertThat(answer.has(DhcpOptions.ROUTER.code())).isTrue();
  }

  // Such clients are a class.
  @Test
  @Tag("CLS-13")
  void cls13Bootp() {
    dynamicLab().s1(s1 -> s1.set(Setting.DYNAMIC_BOOTP, true).onlyFor("old"));
    lab.server(
        server ->
            server
                .set(Setting.BOOTP, true)
                .clientClass(
                    ClientClass.builder("old")
                        .when(Condition.memberOf(ClientClass.BOOTP))
                        .build()));
    reply(bootp(A));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.NO_SUBNET);
  }
}
