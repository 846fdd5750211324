package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.ReplyRules;
import io.leasehold.dhcp.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An engine with its store, policy and clock, to which steps happen. After each the promises are
 * checked, by what the clients were told and what is stored, not by what the engine thinks. For one
 * thread.
 */
final class World {

  /** After this, all that ends has ended, however often the clock was put back. */
  private static final Duration LONG = Duration.ofDays(4);

  private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00.500Z"));
  private final Beliefs beliefs = new Beliefs();
  // What another server has leased, and clients have yet to notice.
  private final List<Lease> leasedElsewhere = new ArrayList<>();
  private final TroubledStore store = new TroubledStore(clock, leasedElsewhere::add);
  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<Machine, Ipv4Address> offered = new EnumMap<>(Machine.class);
  private final Map<Machine, Ipv4Address> leased = new EnumMap<>(Machine.class);
  private final List<Decision> transcript = new ArrayList<>();
  private final boolean explains;
  private Setup setup;
  private DhcpEngine engine;
  private Trouble trouble = Trouble.NONE;
  // Whether a lease for ever may have ended by a commit that threw: the engine learns of it when it
  // reads the store, which it has no reason to do.
  private boolean missesAnEnd;

  /**
   * Begins without leases.
   *
   * @param explains whether each message is explained before it is handled
   */
  World(Setup setup, boolean explains) {
    this.setup = setup;
    this.explains = explains;
    engine = start();
  }

  private DhcpEngine start() {
    return DhcpEngine.builder(setup.config())
        .store(store)
        .clock(clock)
        .random(random)
        .policy(this::verdict)
        .listener(this::told)
        .build();
  }

  private Verdict verdict(PolicyRequest request) {
    return switch (request.isDryRun() ? Trouble.NONE : trouble) {
      case POLICY_THROWS -> throw new IllegalStateException("no policy");
      case POLICY_IS_SILENT -> Verdict.silence("not today");
      case POLICY_REFUSES -> Verdict.nak("not today");
      case POLICY_WANTS_NO_NAK -> Verdict.grant(Terms.USUAL.with(Departure.NO_NAK));
      case POLICY_WANTS_NO_EXTENSION -> Verdict.grant(Terms.USUAL.with(Departure.NO_EXTENSION));
      default -> Verdict.USUAL;
    };
  }

  private void told(LeaseEvent event) {
    if (trouble == Trouble.LISTENER_THROWS) {
      throw new IllegalStateException("no ear for " + event);
    }
  }

  /** Returns what has been answered so far. */
  List<Decision> transcript() {
    return transcript;
  }

  World runAll(List<Step> steps) {
    steps.forEach(this::run);
    return this;
  }

  void run(Step step) {
    if (step instanceof Step.Send send) {
      send(send.messages(), send.trouble());
    } else if (step instanceof Step.Obtain obtain) {
      obtain(obtain.machine(), obtain.place());
    } else if (step instanceof Step.Pass pass) {
      clock.advance(pass.time());
      beliefs.pass(pass.time());
    } else if (step instanceof Step.TurnBack back) {
      clock.advance(back.time().negated());
      beliefs.turnedBack(back.time());
    } else if (step instanceof Step.OtherServerLeases other) {
      store.otherServerLeases(other.target().byNumber());
      noticeLeasedElsewhere();
    } else if (step instanceof Step.Restart) {
      beliefs.restarted();
      engine = start();
    } else if (step instanceof Step.Reconfigure other) {
      setup = other.setup();
      engine.reconfigure(setup.config());
    } else if (step instanceof Step.Housekeep) {
      engine.housekeep();
    }
    beliefs.checkStored(stored(), clock.instant());
  }

  private Map<Ipv4Address, Lease> stored() {
    Map<Ipv4Address, Lease> leases = new HashMap<>();
    store.forEach(
        lease -> assertThat(leases.put(lease.address(), lease)).as("a second lease").isNull());
    return leases;
  }

  private Ipv4Address resolve(Message message) {
    Message.Target target = message.target();
    Machine machine = message.machine();
    Optional<Ipv4Address> known =
        switch (target.sort()) {
          case OFFERED -> Optional.ofNullable(offered.get(machine));
          case LEASED -> Optional.ofNullable(leased.get(machine));
          case OFFERED_TO_ANOTHER -> ofAnother(offered, machine, target.number());
          case LEASED_TO_ANOTHER -> ofAnother(leased, machine, target.number());
          case BY_NUMBER -> Optional.empty();
        };
    return known.orElseGet(target::byNumber);
  }

  private static Optional<Ipv4Address> ofAnother(
      Map<Machine, Ipv4Address> addresses, Machine machine, int number) {
    return addresses.entrySet().stream()
        .filter(entry -> entry.getKey() != machine)
        .map(Map.Entry::getValue)
        .skip(number % 3)
        .findFirst();
  }

  private void obtain(Machine machine, Place place) {
    Message.Target target = new Message.Target(Message.Target.Sort.OFFERED, 0);
    Heard answer =
        send(List.of(Message.of(Message.Kind.DISCOVER, machine, place, target)), Trouble.NONE)
            .get(0);
    if (answer.offered().isPresent()) {
      Heard ack =
          send(List.of(Message.of(Message.Kind.SELECT, machine, place, target)), Trouble.NONE)
              .get(0);
      assertThat(ack.granted())
          .as("what %s is granted: %s", machine, ack)
          .isEqualTo(answer.offered());
    }
  }

  private List<Heard> send(List<Message> messages, Trouble newTrouble) {
    List<InboundDatagram> datagrams =
        messages.stream().map(message -> message.datagram(resolve(message))).toList();
    Map<Ipv4Address, Lease> before = stored();
    List<Heard> heard = exchange(datagrams, newTrouble);
    if (messages.size() == 1 && newTrouble.isHarmless()) {
      new Expectations(setup, beliefs, before, clock.instant())
          .check(messages.get(0), heard.get(0), store.commits());
    }
    notice(heard, before);
    for (int i = 0; i < messages.size(); i++) {
      Machine machine = messages.get(i).machine();
      heard.get(i).offered().ifPresent(address -> offered.put(machine, address));
      heard.get(i).granted().ifPresent(address -> leased.put(machine, address));
    }
    return heard;
  }

  /** Has the engine handle a batch, and checks what can be said of each decision by itself. */
  List<Heard> exchange(List<InboundDatagram> datagrams, Trouble newTrouble) {
    store.begin(Trouble.NONE);
    List<Heard> explained = new ArrayList<>();
    if (explains) {
      datagrams.forEach(datagram -> explained.add(new Heard(datagram, engine.explain(datagram))));
      assertThat(store.commits()).as("commits of explanations").isZero();
    }
    store.begin(newTrouble);
    trouble = newTrouble;
    List<Decision> decisions = engine.handle(datagrams);
    trouble = Trouble.NONE;
    store.endTrouble();
    assertThat(decisions).hasSameSizeAs(datagrams).doesNotContainNull();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      Decision decision = decisions.get(i);
      transcript.add(decision);
      Heard each = new Heard(datagrams.get(i), decision);
      heard.add(each);
      each.reply()
          .ifPresent(
              reply ->
                  assertThat(ReplyRules.objections(each.message(), reply, Place.SERVER)).isEmpty());
      SilenceRules.check(each, newTrouble, store.threw());
      if (each.namesOtherServer() && !each.isA(MessageType.INFORM)) {
        assertThat(each.reply()).as("reply to what is another server's: %s", each).isEmpty();
      }
    }
    if (explained.size() == 1 && newTrouble.isHarmless()) {
      assertThat(explained.get(0))
          .as("what was foretold: %s", heard)
          .matches(heard.get(0)::isAlike);
    }
    return heard;
  }

  /** Has the clients notice what they are told, in whatever order the engine told them. */
  private void notice(List<Heard> heard, Map<Ipv4Address, Lease> before) {
    heard.forEach(each -> beliefs.heardOf(each.client()));
    if (heard.size() > 1) {
      store.answered().forEach(lease -> beliefs.changed(lease.address()));
      noticeLeft(heard);
    }
    noticeGivenUp(heard);
    noticeUnanswered(before);
    for (int i = 0; i < heard.size(); i++) {
      Heard each = heard.get(i);
      if (each.granted().isPresent()) {
        Ipv4Address address = each.granted().get();
        checkFits(each, address);
        Lease durable = checkDurable(each, address, Optional.ofNullable(before.get(address)));
        // In which order a batch gave an address, and took it back, is not known here.
        boolean isBelieved =
            heard.stream()
                .noneMatch(
                    other ->
                        other.givenUp().filter(address::equals).isPresent()
                            && other.client().touches(each.client()));
        if (isBelieved) {
          beliefs.granted(each.client(), Identity.of(durable), address, each.grantedTime());
        } else {
          beliefs.forget(address);
        }
      }
    }
    if (heard.size() > 1) {
      // It may have been stored after others were decided on, and a client of a batch that is given
      // two addresses is left with one of them.
      noticeUnanswered(before);
      noticeLeft(heard);
    }
    noticeLeasedElsewhere();
    for (Heard each : heard) {
      each.offered().ifPresent(address -> noticeOffer(each, address, heard));
      if (each.silence().filter(SilenceReason.DECLINED::equals).isPresent()) {
        each.message().option(DhcpOptions.ADDRESS_REQUEST).ifPresent(beliefs::declined);
      }
    }
  }

  private void noticeGivenUp(List<Heard> heard) {
    heard.forEach(each -> each.givenUp().ifPresent(it -> beliefs.gaveUp(each.client(), it)));
  }

  private void noticeLeft(List<Heard> heard) {
    heard.forEach(each -> each.granted().ifPresent(it -> beliefs.leavesOthers(each.client(), it)));
  }

  private void noticeUnanswered(Map<Ipv4Address, Lease> before) {
    for (Lease lease : store.unanswered()) {
      beliefs.storedUnseen(lease, clock.instant());
      Optional.ofNullable(before.get(lease.address()))
          .ifPresent(
              known -> {
                beliefs.perhapsHeld(lease.address(), known.endsAt().plus(setup.rules().affinity()));
                missesAnEnd |= isForEver(known);
              });
    }
  }

  private void noticeLeasedElsewhere() {
    leasedElsewhere.forEach(
        lease -> beliefs.leasedElsewhere(lease, TroubledStore.OTHER_SERVERS_TIME));
    leasedElsewhere.clear();
  }

  private void noticeOffer(Heard offer, Ipv4Address address, List<Heard> batch) {
    checkFits(offer, address);
    boolean isLastWord =
        batch.stream().filter(each -> each.client().touches(offer.client())).count() == 1
            && store.answered().stream().noneMatch(lease -> lease.address().equals(address));
    if (isLastWord) {
      beliefs.checkNobodyElseHas(offer.client(), address);
      Optional<Lease> lease =
          store.findByAddress(address).filter(it -> clock.instant().isBefore(it.endsAt()));
      lease.ifPresent(
          it ->
              assertThat(it.state())
                  .as("%s, as it is offered", it)
                  .isNotEqualTo(LeaseState.QUARANTINED));
      lease
          .filter(it -> it.state() == LeaseState.BOUND)
          .ifPresent(
              it ->
                  assertThat(Identity.of(it))
                      .as("client of %s, as it is offered to %s", it, offer.client())
                      .matches(offer.client()::isSameAs, "the same client"));
    }
    beliefs.offered(offer.client(), address, clock.instant());
    if (!isLastWord) {
      beliefs.changed(address);
    }
  }

  /** Checks that the client may have the address where it is. */
  private void checkFits(Heard heard, Ipv4Address address) {
    assertThat(setup.objectionTo(heard.client(), address)).as("objection to %s", heard).isEmpty();
    boolean isWhereItsAddressIs = !heard.message().ciaddr().isUnspecified();
    if (!isWhereItsAddressIs) {
      Place.clueOf(heard.message())
          .ifPresent(
              clue ->
                  assertThat(Setup.segmentOf(address))
                      .as("segment of %s for %s", address, heard)
                      .isEqualTo(Setup.segmentOf(clue)));
    }
  }

  /** Returns the lease that the client was told of, which the store has said to be stored. */
  private Lease checkDurable(Heard heard, Ipv4Address address, Optional<Lease> before) {
    List<Lease> durable = new ArrayList<>(store.answered());
    before.ifPresent(durable::add);
    // What a commit stored before it threw is found by the next round of the batch.
    store.findByAddress(address).ifPresent(durable::add);
    Duration time = heard.grantedTime();
    Instant end = time.equals(Heard.FOR_EVER) ? Lease.NEVER : clock.instant().plus(time);
    Optional<Lease> told =
        durable.stream()
            .filter(
                lease ->
                    lease.address().equals(address)
                        && lease.state() == LeaseState.BOUND
                        && heard.client().isSameAs(Identity.of(lease))
                        && !lease.endsAt().isBefore(end))
            .max(Comparator.comparing(Lease::version));
    assertThat(told).as("what is stored for %s, of %s", heard, durable).isPresent();
    return told.get();
  }

  /**
   * Checks that nothing is lost: once all leases, holds and quarantines have ended, the pools are
   * free but for what BOOTP clients have for ever, and new clients can have all of it.
   */
  void checkNothingIsLost() {
    run(new Step.Pass(LONG));
    if (missesAnEnd) {
      run(new Step.Restart());
    }
    Map<Ipv4Address, Lease> stored = stored();
    List<Set<Ipv4Address>> free = new ArrayList<>();
    Set<Ipv4Address> all = new HashSet<>();
    for (int subnet = 0; subnet < Setup.NETWORKS.size(); subnet++) {
      Set<Ipv4Address> open = new HashSet<>(setup.openAddressesOf(subnet));
      open.removeIf(address -> stored.containsKey(address) && isForEver(stored.get(address)));
      free.add(open);
      all.addAll(open);
    }
    Set<Ipv4Address> harvest = new HashSet<>();
    for (Place place : List.of(Place.DIRECT, Place.RELAYED, Place.SHARED)) {
      harvest.addAll(new Harvest(this, place).addresses());
    }
    assertThat(harvest).as("what new clients get when all is over").isEqualTo(all);
    run(new Step.Pass(LONG));
    List<PoolUsage> usage = engine.poolUsage();
    for (int subnet = 0; subnet < usage.size(); subnet++) {
      assertThat(usage.get(subnet).free())
          .as("free of %s", usage.get(subnet))
          .isEqualTo(free.get(subnet).size());
    }
  }

  private static boolean isForEver(Lease lease) {
    return lease.state() == LeaseState.BOUND && lease.endsAt().equals(Lease.NEVER);
  }
}
