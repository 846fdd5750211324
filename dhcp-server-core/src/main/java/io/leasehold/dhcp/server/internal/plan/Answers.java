package io.leasehold.dhcp.server.internal.plan;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.ClientName;
import io.leasehold.dhcp.server.internal.Draft;
import io.leasehold.dhcp.server.internal.LeaseTimes;
import io.leasehold.dhcp.server.internal.Plan;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The plans that several kinds of request end in. */
final class Answers {

  /** What is further ahead was stored before the clock was put back. */
  private static final Duration MAX_AHEAD = Duration.ofMinutes(1);

  private Answers() {}

  static Plan offer(Situation situation, Ipv4Address address, Optional<String> remark) {
    Draft draft =
        new Draft(
            MessageType.OFFER,
            address,
            LeaseTimeRule.initial(situation, address),
            situation.terms(),
            NameRule.of(situation, address),
            "");
    Duration lifetime = situation.placed().offerLifetime();
    if (lifetime.isZero()) {
      return new Plan.Answer(draft, Optional.empty(), Optional.empty(), List.of(), remark);
    }
    Instant end = LeaseTimeRule.end(situation.now(), lifetime);
    Optional<LeaseChange> change =
        isKept(situation, address, end)
            ? Optional.empty()
            : Optional.of(new LeaseChange(offeredLease(situation, address, draft.name(), end)));
    return new Plan.Answer(
        draft, Optional.empty(), change, freedOffers(situation, address), remark);
  }

  /** Returns whether the client's own lease keeps the address for it, so that no offer need. */
  private static boolean isKept(Situation situation, Ipv4Address address, Instant offerEnd) {
    Duration affinity = situation.config().settings().value(Setting.LEASE_AFFINITY);
    return situation
        .ownLeaseOf(address)
        .filter(
            lease ->
                lease.isBoundAt(situation.now())
                    || (lease.state() != LeaseState.OFFERED
                        && !lease.endsAt().plus(affinity).isBefore(offerEnd)))
        .isPresent();
  }

  /**
   * Binds an address to the client; other addresses that the client has on the link become free.
   */
  static Plan bind(Situation situation, Ipv4Address address) {
    return bind(situation, address, Optional.empty());
  }

  static Plan bind(Situation situation, Ipv4Address address, Optional<String> remark) {
    LeaseTimes times =
        switch (situation.request().kind()) {
          case DISCOVER, SELECTING -> LeaseTimeRule.initial(situation, address);
          default -> LeaseTimeRule.full(situation, address);
        };
    return bind(situation, address, times, remark);
  }

  /** Binds an address to a client that will never ask again, as BOOTP knows no lease times. */
  static Plan bindForGood(Situation situation, Ipv4Address address, Optional<String> remark) {
    return situation
        .ownLeaseOf(address)
        .filter(lease -> lease.isBoundAt(situation.now()) && lease.endsAt().equals(Lease.NEVER))
        .map(lease -> confirm(situation, lease))
        .orElseGet(() -> bind(situation, address, LeaseTimes.FOR_GOOD, remark));
  }

  private static Plan bind(
      Situation situation, Ipv4Address address, LeaseTimes times, Optional<String> remark) {
    // Who asks all servers for an address at once (RFC 4039) may take that of another one.
    boolean isChosen = situation.request().kind() != RequestKind.DISCOVER;
    List<LeaseChange> afterwards =
        freedOthers(
            situation,
            address,
            other ->
                (isChosen && other.isBoundAt(situation.now()))
                    || other.isOfferedAt(situation.now()));
    Draft draft = ack(situation, address, times);
    return new Plan.Answer(
        draft,
        Optional.empty(),
        Optional.of(new LeaseChange(boundLease(situation, address, times, draft.name()))),
        afterwards,
        remark);
  }

  /** Ends what the client is offered on its link in the store, but for one address. */
  static List<LeaseChange> freedOffers(Situation situation, Ipv4Address kept) {
    return freedOthers(situation, kept, other -> other.isOfferedAt(situation.now()));
  }

  private static List<LeaseChange> freedOthers(
      Situation situation, Ipv4Address kept, Predicate<Lease> which) {
    List<LeaseChange> freed = new ArrayList<>();
    for (Lease other : situation.ownLeasesOnLink()) {
      // Machines that share a hardware address may differ in an identifier that is not sent here.
      boolean isCertainlyOwn = other.clientIdentifier().equals(situation.client().identifier());
      if (isCertainlyOwn && which.test(other) && !other.address().equals(kept)) {
        freed.add(freed(situation, other));
      }
    }
    return freed;
  }

  private static Lease boundLease(
      Situation situation, Ipv4Address address, LeaseTimes times, ClientName name) {
    Instant end = LeaseTimeRule.end(situation.now(), times);
    Lease.Builder lease = lease(situation, address, name).nameUpdates(name.updates()).endsAt(end);
    laterPromise(situation, address, end)
        .ifPresent(promise -> lease.startsAt(promise.startsAt()).endsAt(promise.endsAt()));
    return lease.build();
  }

  /**
   * Returns the client's lease as it is stored, if that has been since this request was taken up,
   * or by a clock that is ahead, and if it ends later: nobody knows whether the client, which was
   * told of that end, hears of another one.
   */
  private static Optional<Lease> laterPromise(
      Situation situation, Ipv4Address address, Instant end) {
    Instant now = situation.now();
    return situation
        .ownLeaseOf(address)
        .filter(lease -> lease.isBoundAt(now))
        .filter(lease -> lease.startsAt().isAfter(now))
        .filter(lease -> lease.startsAt().isBefore(now.plus(MAX_AHEAD)))
        .filter(lease -> lease.endsAt().isAfter(end));
  }

  /** Returns what is stored of an offer; nothing is in the DNS before it is taken. */
  private static Lease offeredLease(
      Situation situation, Ipv4Address address, ClientName name, Instant end) {
    return lease(situation, address, name).state(LeaseState.OFFERED).endsAt(end).build();
  }

  private static Lease.Builder lease(Situation situation, Ipv4Address address, ClientName name) {
    Client client = situation.client();
    return Lease.builder(address)
        .version(situation.leases().leaseOf(address).map(Lease::version).orElse(0L) + 1)
        .clientIdentifier(client.identifier())
        .hardwareAddress(client.hardwareAddress())
        .hostName(name.hostName())
        .relayAgentInformation(relayAgentInformation(situation, address))
        .startsAt(situation.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Returns the option 82 that a lease is stored with: that of the request, or, as no relay agent
   * sees a renewal, the one before.
   */
  static Optional<Octets> relayAgentInformation(Situation situation, Ipv4Address address) {
    return situation
        .request()
        .message()
        .options()
        .raw(DhcpOptions.RELAY_AGENT_INFORMATION.code())
        .or(() -> situation.ownLeaseOf(address).flatMap(Lease::relayAgentInformation));
  }

  /** Confirms a lease that the store has, without changing it. */
  static Plan confirm(Situation situation, Lease stored) {
    return new Plan.Answer(
        ack(situation, stored.address(), LeaseTimeRule.remaining(situation, stored)),
        Optional.of(new Committed(stored)),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  private static Draft ack(Situation situation, Ipv4Address address, LeaseTimes times) {
    return new Draft(
        MessageType.ACK, address, times, situation.terms(), NameRule.of(situation, address), "");
  }

  /** Answers a client that gets parameters, and no address. */
  static Plan withoutAddress(Situation situation, Terms terms) {
    MessageType type =
        situation.request().kind() == RequestKind.DISCOVER ? MessageType.OFFER : MessageType.ACK;
    Draft draft =
        new Draft(type, Ipv4Address.UNSPECIFIED, LeaseTimes.NONE, terms, ClientName.NONE, "");
    return new Plan.Answer(draft, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  static Plan nak(Situation situation, String why) {
    return nak(situation, why, Optional.empty());
  }

  static Plan nak(Situation situation, String why, Optional<LeaseChange> change) {
    if (situation.terms().has(Departure.NO_NAK)) {
      // Nor is anything freed: a client that is told nothing goes on using what it has.
      return Plan.silent(SilenceReason.NAK_WITHHELD, why);
    }
    Draft draft =
        new Draft(
            MessageType.NAK,
            Ipv4Address.UNSPECIFIED,
            LeaseTimes.NONE,
            situation.terms(),
            ClientName.NONE,
            why);
    return new Plan.Answer(draft, Optional.empty(), change, List.of(), Optional.empty());
  }

  /** A DHCPREQUEST that says nothing of an address: there is nothing to grant. */
  static Plan incomplete(Situation situation) {
    if (situation.config().settings().value(Setting.GRANT_INCOMPLETE_REQUESTS)) {
      return OfferPlan.plan(situation);
    }
    String why = "neither address request (50) nor ciaddr";
    return situation.link().isPresent()
        ? nak(situation, why)
        : Plan.silent(SilenceReason.INCOMPLETE, why);
  }

  /** Ends a lease or an offer now. */
  static LeaseChange freed(Situation situation, Lease lease) {
    LeaseState state =
        lease.state() == LeaseState.OFFERED ? LeaseState.OFFERED : LeaseState.RELEASED;
    return new LeaseChange(lease.next(state, situation.now().truncatedTo(ChronoUnit.SECONDS)));
  }
}
