package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.policy.builtin.AccessList;
import io.leasehold.dhcp.server.policy.builtin.AdaptiveLeaseTime;
import io.leasehold.dhcp.server.policy.builtin.ClientRateLimit;
import io.leasehold.dhcp.server.policy.builtin.DeclineLimit;
import io.leasehold.dhcp.server.policy.builtin.LeaseLimit;
import io.leasehold.dhcp.server.policy.builtin.Line;
import io.leasehold.dhcp.server.policy.builtin.NeverNak;
import io.leasehold.dhcp.server.policy.builtin.StickyAddresses;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the policies that come with the server do. */
class BuiltInPolicyTest {

  private static final Duration SHORT = Duration.ofMinutes(5);

  private final Lab lab = new Lab();

  private void use(LeasePolicy policy) {
    lab.engine(engine -> engine.policy(policy));
  }

  private void refuses(Ask ask) {
    assertThat(lab.silence(ask)).isEqualTo(SilenceReason.REFUSED_BY_POLICY);
  }

  private static Ask pxe(Ask ask) {
    return ask.option(DhcpOptions.CLASS_ID, Octets.ofText("PXEClient:Arch:00007"));
  }

  // Whom a condition or a list denies meets silence, and one whom it allows is served.
  @Test
  @Tag("DISC-22")
  void disc22AccessLists() {
    use(AccessList.deny(RequestValue.option(DhcpOptions.CLASS_ID).startsWith("PXE")));
    refuses(pxe(discover(A)));
    refuses(pxe(renewing(A, "192.0.2.12")));
    lab.offer(discover(A));

    Set<ClientKey> allowed = ConcurrentHashMap.newKeySet();
    use(AccessList.allow(allowed));
    lab.restart();
    refuses(discover(A));
    allowed.add(ClientKey.of(A));
    lab.offer(discover(A));
    refuses(inform(B, "192.0.2.50"));
  }

  // Where only known clients are served nobody is but who has a reservation there.
  @Test
  @Tag("DISC-22")
  void disc22KnownClientsOnly() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).hostName("a").build()));
    use(AccessList.knownClientsOnly());
    lab.offer(discover(A));
    refuses(discover(B));
    refuses(discover(A).relayed());
  }

  // A client may send its messages at once, and then one as often as the rate says.
  @Test
  @Tag("DISC-22")
  void disc22RateLimit() {
    use(new ClientRateLimit(RequestValue.hardwareAddress(), 3, Duration.ofSeconds(30)));
    for (int i = 0; i < 3; i++) {
      lab.offer(discover(A));
    }
    refuses(discover(A));
    lab.offer(discover(B));
    lab.clock.advance(Duration.ofSeconds(9));
    refuses(discover(A));
    lab.clock.advance(Duration.ofSeconds(1));
    lab.offer(discover(A));
    refuses(discover(A));
    lab.clock.advance(Duration.ofHours(-1));
    refuses(discover(A));
    lab.clock.advance(Duration.ofSeconds(10));
    lab.offer(discover(A));
  }

  // What exceeds a rate meets silence: of a client, of a line, of a network, or of one class only.
  @Test
  @Tag("ROB-08")
  void rob08RateLimits() {
    Duration minute = Duration.ofMinutes(1);
    RequestValue network =
        RequestValue.of("relay agent", facts -> Optional.of(facts.message().giaddr().octets()));
    LeasePolicy ofPhones = new ClientRateLimit(RequestValue.hardwareAddress(), 1, minute);
    use(
        new ClientRateLimit(network, 5, minute)
            .then(new ClientRateLimit(RequestValue.relayAgentOption(2), 2, minute))
            .then(request -> isPhone(request) ? ofPhones.evaluate(request) : Verdict.USUAL));
    Ask phone = discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("phone"));
    lab.offer(phone);
    refuses(phone);
    lab.offer(discover(A));
    lab.offer(behind("r", client(1)));
    lab.offer(behind("r", client(2)));
    refuses(behind("r", client(3)));
    lab.offer(behind("other", client(3)));
    lab.offer(behind("other", client(4)));
    refuses(behind("third", client(5)));
    lab.clock.advance(minute);
    lab.offer(behind("r", client(3)));
    lab.offer(phone);
  }

  private static boolean isPhone(PolicyRequest request) {
    return RequestValue.option(DhcpOptions.CLASS_ID).is("phone").holdsFor(request.facts());
  }

  // What is only explained uses nothing up, of the rate or of the addresses of a line.
  @Test
  void dryRunCountsNothing() {
    LeaseLimit limit = new LeaseLimit(Line.REMOTE_ID, 1);
    use(new ClientRateLimit(RequestValue.hardwareAddress(), 1, Duration.ofMinutes(1)).then(limit));
    for (int i = 0; i < 3; i++) {
      lab.engine().explain(behind("r", A).datagram());
    }
    lab.offer(behind("r", B));
  }

  // Of the clients behind a line so many get addresses, whether offered, leased or stored before.
  @Test
  @Tag("RAI-18")
  void rai18LeaseLimit() {
    LeaseLimit limit = new LeaseLimit(Line.REMOTE_ID, 2);
    lab.engine(engine -> engine.policy(limit).listener(limit));
    lab.offer(behind("r", client(1)));
    Lab.Answer second = lab.offer(behind("r", client(2)));
    refuses(behind("r", client(3)));
    lab.offer(behind("other", client(4)));
    lab.offer(discover(client(5)).relayed());

    lab.ack(behind("r", selecting(client(2), second.yiaddr())));
    lab.clock.advance(Duration.ofMinutes(3));
    lab.offer(behind("r", client(3)));
    refuses(behind("r", client(1)));
    lab.clock.advance(Duration.ofMinutes(3));

    LeaseLimit learned = new LeaseLimit(Line.REMOTE_ID, 1);
    lab.store.forEach(learned::learn);
    lab.engine(engine -> engine.policy(learned).listener(learned)).restart();
    refuses(behind("r", client(3)));
    lab.ack(behind("r", renewing(client(2), second.yiaddr())));
    lab.silence(behind("r", release(client(2), second.yiaddr())));
    lab.offer(behind("r", client(3)));
  }

  // BOOTP clients count, too, and who only wants parameters does not.
  @Test
  @Tag("RAI-18")
  void rai18BootpAndInform() {
    LeaseLimit limit = new LeaseLimit(Line.REMOTE_ID, 1);
    lab.server(server -> server.set(Setting.BOOTP, true).set(Setting.DYNAMIC_BOOTP, true))
        .engine(engine -> engine.policy(limit).listener(limit));
    lab.reply(behind("r", discover(A).without(DhcpOptions.DHCP_MSG_TYPE)));
    refuses(behind("r", discover(B).without(DhcpOptions.DHCP_MSG_TYPE)));
    refuses(behind("r", B));
    lab.ack(behind("r", inform(B, "198.51.100.77")));
  }

  private static Ask behind(String line, HardwareAddress client) {
    return behind(line, discover(client));
  }

  private static Ask behind(String line, Ask ask) {
    Octets id = Octets.ofText(line);
    Octets information = Octets.of(2, id.length()).concat(id);
    return ask.relayed().with(message -> message.option(82, information));
  }

  // A client that declines address after address gets none for a while, and others do.
  @Test
  @Tag("DECL-16")
  void decl16DeclineLimit() {
    DeclineLimit limit = new DeclineLimit(2, Duration.ofMinutes(10), lab.clock);
    lab.engine(engine -> engine.policy(limit).listener(limit));
    for (String address : new String[] {"192.0.2.10", "192.0.2.11"}) {
      lab.offer(discover(A));
      lab.ack(selecting(A, address));
      assertThat(lab.silence(decline(A, address))).isEqualTo(SilenceReason.DECLINED);
    }
    refuses(discover(A));
    lab.offer(discover(B));
    lab.clock.advance(Duration.ofMinutes(11));
    lab.offer(discover(A));
  }

  // Where addresses run low new leases are short, and who has one keeps the time that is left.
  @Test
  @Tag("TIME-13")
  void time13AdaptiveLeaseTime() {
    use(new AdaptiveLeaseTime(0.45, SHORT));
    lab.bound(A, "192.0.2.10");
    assertThat(time(lab.offer(discover(B)))).isEqualTo(Lab.LEASE);
    for (int host = 12; host <= 15; host++) {
      lab.bound(client(host), "192.0.2." + host);
    }
    lab.restart();
    Lab.Answer offer = lab.offer(discover(B));
    assertThat(time(offer)).isEqualTo(SHORT);
    assertThat(offer.option(DhcpOptions.RENEWAL_TIME)).isEqualTo(SHORT.dividedBy(2));
    assertThat(time(lab.ack(renewing(A, "192.0.2.10")))).isEqualTo(Lab.LEASE);
    lab.clock.advance(Duration.ofMinutes(20));
    assertThat(time(lab.ack(renewing(A, "192.0.2.10")))).isEqualTo(Duration.ofMinutes(40));
    lab.clock.advance(Duration.ofMinutes(38));
    assertThat(time(lab.ack(renewing(A, "192.0.2.10")))).isEqualTo(SHORT);
  }

  // A lease that has no end keeps none, and a part of a second that is left counts as a whole one.
  @Test
  @Tag("TIME-13")
  void time13WhatIsLeft() {
    lab.s1(s1 -> s1.leaseTimeBounds(SHORT, OptionFormat.INFINITE));
    use(adaptive(SHORT));
    lab.bound(Optional.empty(), A, "192.0.2.10", Lease.NEVER);
    lab.bound(B, "192.0.2.11");
    Ask forEver = renewing(A, "192.0.2.10").option(DhcpOptions.ADDRESS_TIME, OptionFormat.INFINITE);
    assertThat(time(lab.ack(forEver))).isEqualTo(OptionFormat.INFINITE);
    lab.clock.advance(Duration.ofMillis(1500));
    assertThat(time(lab.ack(renewing(B, "192.0.2.11")))).isEqualTo(Lab.LEASE.minusSeconds(1));
  }

  private static Duration time(Lab.Answer answer) {
    return answer.option(DhcpOptions.ADDRESS_TIME);
  }

  // What would be refused meets silence, also where a policy after it refuses.
  @Test
  void neverNak() {
    lab.nak(selecting(A, "192.0.2.200"));
    use(new NeverNak());
    lab.restart();
    assertThat(lab.silence(selecting(A, "192.0.2.200"))).isEqualTo(SilenceReason.NAK_WITHHELD);
    assertThat(lab.silence(renewing(B, "192.0.2.200"))).isEqualTo(SilenceReason.NAK_WITHHELD);
    lab.ack(selecting(A, "192.0.2.12"));
    use(new NeverNak().then(request -> Verdict.nak("no")));
    lab.restart();
    refuses(renewing(A, "192.0.2.12"));
  }

  // A lease whose refusal is withheld stays: its client is told nothing, and goes on using it.
  @Test
  void neverNakFreesNothing() {
    lab.bound(A, "192.0.2.12");
    lab.s1(s1 -> s1.reservation(Reservation.builder(B).address("192.0.2.12").build()));
    use(new NeverNak());
    lab.restart();
    assertThat(lab.silence(renewing(A, "192.0.2.12"))).isEqualTo(SilenceReason.NAK_WITHHELD);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // A new device behind a line is offered the address of the one before it, once that is free.
  @Test
  void stickyAddresses() {
    StickyAddresses sticky = new StickyAddresses(Line.CIRCUIT_ID);
    lab.engine(engine -> engine.policy(sticky).listener(sticky));
    lab.ack(atPort(7, selecting(A, "198.51.100.15")));
    assertThat(lab.offer(atPort(7, discover(B))).yiaddr()).isNotEqualTo("198.51.100.15");
    lab.silence(atPort(7, release(A, "198.51.100.15")));
    assertThat(lab.offer(atPort(8, discover(client(1)))).yiaddr()).isNotEqualTo("198.51.100.15");

    StickyAddresses learned = new StickyAddresses(Line.CIRCUIT_ID);
    lab.store.forEach(learned::learn);
    lab.engine(engine -> engine.policy(learned).listener(learned)).restart();
    assertThat(lab.offer(atPort(7, discover(B))).yiaddr()).isEqualTo("198.51.100.15");
    lab.ack(atPort(8, selecting(client(1), "198.51.100.16")));
    lab.silence(atPort(8, release(client(1), "198.51.100.16")));
    lab.restart();
    assertThat(lab.offer(atPort(7, discover(client(1)))).yiaddr()).isEqualTo("198.51.100.16");
  }

  private static Ask atPort(int port, Ask ask) {
    return ask.relayed().with(message -> message.option(82, Octets.of(1, 1, port)));
  }

  // Of two policies the first goes before, in batches too, and the second is asked what is granted.
  @Test
  void twoPolicies() {
    LeasePolicy odd = AccessList.deny(Set.of(ClientKey.of(A)));
    use(odd.then(new ClientRateLimit(RequestValue.constant(Octets.of(1)), 1, SHORT)));
    List<Decision> decisions =
        lab.engine().handle(List.of(discover(A).datagram(), discover(B).datagram()));
    assertThat(((Silence) decisions.get(0)).detail()).contains("deny list");
    assertThat(decisions.get(1)).isInstanceOf(Reply.class);
    refuses(discover(client(1)));
  }

  // What both set is as the first has it, of two longest lease times the shorter holds, and what
  // one sets alone holds as well.
  @Test
  void termsOfTwoPolicies() {
    Terms first = Terms.USUAL.withAddress(Ipv4Address.parse("192.0.2.14")).withOptions(mtu(1400));
    Terms second =
        Terms.USUAL
            .withAddress(Ipv4Address.parse("192.0.2.15"))
            .withOptions(mtu(1500))
            .withTimers(Duration.ofSeconds(60), Duration.ofSeconds(90));
    Terms longer = Terms.USUAL.withLongestLeaseTime(SHORT.plusSeconds(1));
    for (LeasePolicy order :
        List.of(
            granting(first).then(granting(second)).then(adaptive(SHORT)).then(granting(longer)),
            granting(first.over(longer)).then(granting(second).then(adaptive(SHORT))))) {
      use(order);
      lab.restart();
      Lab.Answer offer = lab.offer(discover(A));
      assertThat(offer.yiaddr()).isEqualTo("192.0.2.14");
      assertThat(offer.option(DhcpOptions.MTU_INTERFACE)).isEqualTo(1400);
      assertThat(time(offer)).isEqualTo(SHORT);
      assertThat(offer.option(DhcpOptions.RENEWAL_TIME)).isEqualTo(Duration.ofSeconds(60));
    }
  }

  private static LeasePolicy granting(Terms terms) {
    return request -> Verdict.grant(terms);
  }

  private static LeasePolicy adaptive(Duration time) {
    return new AdaptiveLeaseTime(0, time);
  }

  private static OptionSet mtu(int octets) {
    return OptionSet.builder().put(DhcpOptions.MTU_INTERFACE, octets).build();
  }
}
