package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.request;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What differs from the default where a switch says so. */
class SwitchesTest {

  private static final int WITHOUT_IPV4 = DhcpOptions.IPV6_ONLY_PREFERRED.code();

  private final Lab lab = new Lab();

  // In strict mode a client that stops to send its identifier is another client.
  @Test
  @Tag("CID-07")
  void cid07Strict() {
    lab.server(server -> server.set(Setting.STRICT_IDENTITY, true));
    lab.ack(selecting(A, "192.0.2.12").clientId(1, 2, 3));
    assertThat(lab.offer(discover(A)).message().yiaddr()).isNotEqualTo(address("192.0.2.12"));
    lab.nak(renewing(A, "192.0.2.12"));
    lab.ack(renewing(A, "192.0.2.12").clientId(1, 2, 3));
  }

  // Clients from before RFC 6842 get no identifier back, where that is switched off.
  @Test
  @Tag("CID-10")
  void cid10NoEcho() {
    Ask ask = discover(A).clientId(1, 2, 3);
    assertThat(lab.offer(ask).message().options().contains(DhcpOptions.CLIENT_ID)).isTrue();
    lab.server(server -> server.set(Setting.ECHO_CLIENT_IDENTIFIER, false)).restart();
    assertThat(lab.offer(ask).message().options().contains(DhcpOptions.CLIENT_ID)).isFalse();
    assertThat(
            lab.nak(selecting(A, "203.0.113.9").clientId(1, 2, 3))
                .message()
                .options()
                .contains(DhcpOptions.CLIENT_ID))
        .isFalse();
  }

  // Where identifiers count for nothing the hardware address does, and identifiers come back.
  @Test
  @Tag("CID-16")
  void cid16IgnoredIdentifier() {
    lab.s1(s1 -> s1.set(Setting.IGNORE_CLIENT_IDENTIFIER, true));
    lab.ack(selecting(A, "192.0.2.12").clientId(1, 2, 3));
    Lab.Answer offer = lab.offer(discover(A).clientId(9, 9, 9));
    assertThat(offer.message().yiaddr()).isEqualTo(address("192.0.2.12"));
    assertThat(offer.message().options().contains(DhcpOptions.CLIENT_ID)).isTrue();
    assertThat(lab.offer(discover(B).clientId(1, 2, 3)).message().yiaddr())
        .isNotEqualTo(address("192.0.2.12"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().clientIdentifier()).isEmpty();
  }

  // What is reserved for an identifier is reserved for it even there.
  @Test
  @Tag("CID-16")
  void cid16ReservedForIdentifier() {
    HostKey key = HostKey.of(new ClientIdentifier(Octets.of(1, 2, 3)));
    lab.s1(
        s1 ->
            s1.set(Setting.IGNORE_CLIENT_IDENTIFIER, true)
                .reservation(Reservation.builder(key).address("192.0.2.30").build()));
    assertThat(lab.offer(discover(A).clientId(1, 2, 3)).yiaddr()).isEqualTo("192.0.2.30");
    assertThat(lab.offer(discover(B).clientId(1, 2)).yiaddr()).isNotEqualTo("192.0.2.30");
  }

  // A DECLINE without server identifier is ignored in strict mode.
  @Test
  @Tag("DECL-06")
  void decl06Strict() {
    lab.server(server -> server.set(Setting.REQUIRE_SERVER_IDENTIFIER, true));
    lab.bound(A, "192.0.2.12");
    Ask nameless = decline(A, "192.0.2.12").without(DhcpOptions.DHCP_SERVER_ID);
    assertThat(lab.silence(nameless)).isEqualTo(SilenceReason.INCOMPLETE);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.silence(decline(A, "192.0.2.12"))).isEqualTo(SilenceReason.DECLINED);
  }

  // A RELEASE without server identifier is ignored in strict mode.
  @Test
  @Tag("REL-04")
  void rel04Strict() {
    lab.server(server -> server.set(Setting.REQUIRE_SERVER_IDENTIFIER, true));
    lab.bound(A, "192.0.2.12");
    Ask nameless = release(A, "192.0.2.12").without(DhcpOptions.DHCP_SERVER_ID);
    assertThat(lab.silence(nameless)).isEqualTo(SilenceReason.INCOMPLETE);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.silence(release(A, "192.0.2.12"))).isEqualTo(SilenceReason.RELEASED);
  }

  // A client that has a lease is offered a full one, or by switch the time that is left.
  @Test
  @Tag("TIME-02")
  void time02TimeLeft() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(seconds(2600));
    assertThat(time(discover(A))).isEqualTo(Lab.LEASE);
    lab.server(server -> server.set(Setting.OFFER_REMAINING_TIME, true)).restart();
    assertThat(time(discover(A))).isEqualTo(seconds(1000));
    assertThat(time(discover(B))).isEqualTo(Lab.LEASE);
    assertThat(time(discover(A).option(DhcpOptions.ADDRESS_TIME, seconds(1800))))
        .isEqualTo(seconds(1800));
    Instant end = lab.stored("192.0.2.12").orElseThrow().endsAt();
    assertThat(lab.ack(selecting(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(seconds(1000));
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt()).isEqualTo(end);
    assertThat(lab.ack(renewing(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Lab.LEASE);
  }

  private Duration time(Ask ask) {
    return lab.offer(ask).option(DhcpOptions.ADDRESS_TIME);
  }

  // T1 and T2 are other parts of the lease time, or left out, as configured.
  @Test
  @Tag("TIME-08")
  void time08Fractions() {
    lab.s1(s1 -> s1.set(Setting.RENEWAL_FRACTION, 0.25).set(Setting.REBINDING_FRACTION, 0.75));
    Lab.Answer offer = lab.offer(discover(A));
    assertThat(offer.option(DhcpOptions.RENEWAL_TIME)).isEqualTo(seconds(900));
    assertThat(offer.option(DhcpOptions.REBINDING_TIME)).isEqualTo(seconds(2700));
    lab.s1(s1 -> s1.set(Setting.CALCULATE_TIMERS, false)).restart();
    Lab.Answer without = lab.offer(discover(A));
    assertThat(without.message().options().contains(DhcpOptions.RENEWAL_TIME)).isFalse();
    assertThat(without.message().options().contains(DhcpOptions.REBINDING_TIME)).isFalse();
  }

  // Clients that start together renew apart; each always has the same times, and T1 before T2.
  @Test
  @Tag("TIME-11")
  void time11Spread() {
    lab.s1(s1 -> s1.pool("192.0.2.100-192.0.2.199").set(Setting.TIMER_SPREAD, 0.2));
    long distinct =
        IntStream.range(0, 50)
            .mapToObj(i -> t1(Ask.client(i)))
            .peek(t1 -> assertThat(t1).isBetween(seconds(1440), seconds(1800)))
            .distinct()
            .count();
    assertThat(distinct).isGreaterThan(20);
    assertThat(t1(A)).isEqualTo(t1(A));
    Lab.Answer offer = lab.offer(discover(A));
    assertThat(offer.option(DhcpOptions.RENEWAL_TIME))
        .isLessThan(offer.option(DhcpOptions.REBINDING_TIME));
  }

  private Duration t1(HardwareAddress client) {
    return lab.offer(discover(client)).option(DhcpOptions.RENEWAL_TIME);
  }

  // While little of its time has passed a lease is confirmed and not stored anew.
  @Test
  @Tag("RNW-15")
  void rnw15Fraction() {
    lab.s1(s1 -> s1.set(Setting.RENEWAL_CACHE_FRACTION, 0.25));
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(seconds(899));
    assertThat(lab.ack(renewing(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(seconds(2701));
    lab.clock.advance(seconds(1));
    assertThat(lab.ack(renewing(A, "192.0.2.12")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Lab.LEASE);
  }

  // Nobody is told to do without IPv4 who does not ask, however much that is to be sent.
  @Test
  @Tag("V6ONLY-01")
  void v6only01NotAsked() {
    lab.s1(s1 -> withoutIpv4(s1, 1800).alwaysSend(WITHOUT_IPV4));
    assertThat(lab.offer(discover(A)).message().options().raw(WITHOUT_IPV4)).isEmpty();
    assertThat(lab.offer(discover(A).asking(1, 3)).message().options().raw(WITHOUT_IPV4)).isEmpty();
    assertThat(lab.ack(selecting(A, "192.0.2.12")).message().options().raw(WITHOUT_IPV4)).isEmpty();
  }

  // Who asks is told, with an ordinary address besides; the value goes out as it is configured.
  @Test
  @Tag("V6ONLY-02")
  @Tag("V6ONLY-05")
  @Tag("V6ONLY-08")
  void v6only02Asked() {
    lab.s1(s1 -> withoutIpv4(s1, 7));
    Lab.Answer offer = lab.offer(discover(A).asking(WITHOUT_IPV4));
    assertThat(offer.option(DhcpOptions.IPV6_ONLY_PREFERRED)).isEqualTo(seconds(7));
    assertThat(offer.message().yiaddr().isUnspecified()).isFalse();
    assertThat(
            lab.ack(selecting(A, "192.0.2.12").asking(WITHOUT_IPV4))
                .option(DhcpOptions.IPV6_ONLY_PREFERRED))
        .isEqualTo(seconds(7));
  }

  // Where it is not configured nobody is told, and others on the link are served as ever.
  @Test
  @Tag("V6ONLY-03")
  @Tag("V6ONLY-07")
  void v6only03NotConfigured() {
    lab.s1(s1 -> withoutIpv4(s1, 1800));
    Lab.Answer elsewhere = lab.offer(discover(A).relayed().asking(WITHOUT_IPV4));
    assertThat(elsewhere.message().options().raw(WITHOUT_IPV4)).isEmpty();
    assertThat(lab.offer(discover(B)).message().yiaddr().isUnspecified()).isFalse();
  }

  // Where so configured who asks gets no address: none is taken, and none is bound.
  @Test
  @Tag("V6ONLY-04")
  @Tag("V6ONLY-06")
  @Tag("DEST-08")
  void v6only04WithoutAddress() {
    lab.s1(s1 -> withoutIpv4(s1, 1800).set(Setting.IPV6_ONLY_WITHOUT_ADDRESS, true));
    Lab.Answer offer = lab.offer(discover(A).asking(WITHOUT_IPV4));
    assertThat(offer.message().yiaddr().isUnspecified()).isTrue();
    assertThat(offer.option(DhcpOptions.IPV6_ONLY_PREFERRED)).isEqualTo(seconds(1800));
    assertThat(offer.has(DhcpOptions.ADDRESS_TIME.code())).isFalse();
    assertThat(offer.sentTo()).isEqualTo("broadcast 255.255.255.255:68");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");

    Lab.Answer ack = lab.ack(renewing(A, "192.0.2.12").asking(WITHOUT_IPV4));
    assertThat(ack.message().yiaddr().isUnspecified()).isTrue();
    assertThat(ack.message().ciaddr()).isEqualTo(address("192.0.2.12"));
    assertThat(ack.option(DhcpOptions.IPV6_ONLY_PREFERRED)).isEqualTo(seconds(1800));
    assertThat(lab.storedLeases()).isZero();
    assertThat(lab.engine().poolUsage().get(0).leased()).isZero();
  }

  // Who is not told to do without IPv4, though it asks, gets an address.
  @Test
  @Tag("V6ONLY-03")
  void v6only03NeverTold() {
    UnaryOperator<Subnet.Builder> withoutAddress =
        s1 -> s1.set(Setting.IPV6_ONLY_WITHOUT_ADDRESS, true);
    lab.s1(withoutAddress);
    assertThat(lab.offer(discover(A).asking(WITHOUT_IPV4)).yiaddr()).isEqualTo("192.0.2.10");
    lab.s1(s1 -> withoutIpv4(withoutAddress.apply(s1), 1800).neverSend(WITHOUT_IPV4)).restart();
    assertThat(lab.offer(discover(A).asking(WITHOUT_IPV4)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Hops are zero in replies, or by switch those of the request.
  @Test
  @Tag("REPLY-03")
  void reply03CopiedHops() {
    Ask ask = discover(A).with(message -> message.hops(3));
    assertThat(lab.offer(ask).message().hops()).isZero();
    lab.server(server -> server.set(Setting.COPY_HOPS, true)).restart();
    assertThat(lab.offer(ask).message().hops()).isEqualTo(3);
    assertThat(lab.offer(discover(B)).message().hops()).isZero();
  }

  // A refusal is broadcast, or by switch goes to a client that has an address.
  @Test
  @Tag("RNW-10")
  void rnw10UnicastRefusal() {
    String broadcast = "broadcast 255.255.255.255:68";
    assertThat(lab.nak(renewing(A, "192.0.2.200")).sentTo()).isEqualTo(broadcast);
    lab.server(server -> server.set(Setting.UNICAST_NAK, true)).restart();
    assertThat(lab.nak(renewing(A, "192.0.2.200")).sentTo()).isEqualTo("192.0.2.200:68");
    assertThat(lab.nak(selecting(A, "192.0.2.200")).sentTo()).isEqualTo(broadcast);
    assertThat(lab.nak(selecting(A, "192.0.2.9").ciaddr("192.0.2.9").relayed()).sentTo())
        .isEqualTo("198.51.100.1:67");
  }

  // A request without any address is refused, or by switch granted like a DISCOVER.
  @Test
  @Tag("REQ-06")
  @Tag("IRB-15")
  void req06GrantedBySwitch() {
    lab.nak(request(A).server(Ask.SERVER));
    lab.nak(request(A));
    lab.server(server -> server.set(Setting.GRANT_INCOMPLETE_REQUESTS, true)).restart();
    assertThat(lab.ack(request(A).server(Ask.SERVER)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.ack(request(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.ack(request(B)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.isBound("192.0.2.11", B)).isTrue();
  }

  private static Subnet.Builder withoutIpv4(Subnet.Builder subnet, int seconds) {
    return subnet.option(DhcpOptions.IPV6_ONLY_PREFERRED, seconds(seconds));
  }

  private static Ipv4Address address(String text) {
    return Ipv4Address.parse(text);
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }
}
