package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.testkit.properties.Message.Kind;
import io.leasehold.dhcp.testkit.properties.Message.Target;
import io.leasehold.dhcp.testkit.properties.Setup.Line;
import io.leasehold.dhcp.testkit.properties.Setup.Rules;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** What the properties are tried with. */
final class Generators {

  private Generators() {}

  static Arbitrary<Setup> setups() {
    return setups(AllocationStrategy.values());
  }

  static Arbitrary<Setup> setups(AllocationStrategy... strategies) {
    return Combinators.combine(
            lines().list().ofSize(Setup.NETWORKS.size()), rules(Arbitraries.of(strategies)))
        .as(Setup::new);
  }

  private static Arbitrary<Line> lines() {
    Arbitrary<Integer> hosts = Arbitraries.integers().between(9, 15);
    return Combinators.combine(
            Arbitraries.integers().between(1, 4),
            Arbitraries.integers().between(10, 13).set().ofMaxSize(2).map(List::copyOf),
            Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true)),
            Combinators.combine(Arbitraries.of(Machine.class), hosts)
                .as(Tuple::of)
                .list()
                .ofMaxSize(2)
                .map(Generators::reservations))
        .as(Line::new);
  }

  /** Keeps of those that are for one host, or of one address, the first. */
  private static Map<Machine, Integer> reservations(List<Tuple2<Machine, Integer>> pairs) {
    Map<Machine, Integer> reservations = new HashMap<>();
    Set<Object> seen = new HashSet<>();
    for (Tuple2<Machine, Integer> pair : pairs) {
      if (seen.add(pair.get1().hostKey()) && seen.add(pair.get2())) {
        reservations.put(pair.get1(), pair.get2());
      }
    }
    return Map.copyOf(reservations);
  }

  private static Arbitrary<Rules> rules(Arbitrary<AllocationStrategy> strategies) {
    Arbitrary<Boolean> flags = Arbitraries.of(false, true);
    return Combinators.combine(
            strategies,
            flags,
            flags,
            flags,
            flags,
            flags,
            Arbitraries.of(Duration.ofSeconds(100), Duration.ofHours(1)),
            Arbitraries.of(Duration.ZERO, Duration.ofMinutes(10)))
        .flatAs(
            (strategy, authoritative, rapid, bootp, dynamicBootp, adopt, time, affinity) ->
                Arbitraries.of(Duration.ZERO, Duration.ofSeconds(30))
                    .map(
                        cache ->
                            new Rules(
                                strategy,
                                authoritative,
                                rapid,
                                bootp,
                                dynamicBootp,
                                adopt,
                                time,
                                affinity,
                                cache)));
  }

  static Arbitrary<List<Step>> steps(Arbitrary<Setup> setups, int most) {
    Arbitrary<Machine> machines = Arbitraries.of(Machine.class);
    Arbitrary<Place> places = places();
    Arbitrary<Trouble> troubles =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.just(Trouble.NONE)),
            Tuple.of(1, Arbitraries.of(Trouble.class)));
    Arbitrary<Step> obtain = Combinators.combine(machines, places).as(Step.Obtain::new);
    Arbitrary<Step> send =
        Combinators.combine(messages(), troubles)
            .as((message, trouble) -> new Step.Send(List.of(message), trouble));
    Arbitrary<Step> batch =
        Combinators.combine(messages().list().ofMinSize(2).ofMaxSize(6), troubles)
            .as(Step.Send::new);
    Arbitrary<Step> pass =
        Arbitraries.of(
                Duration.ofMillis(700),
                Duration.ofSeconds(20),
                Setup.HOLD,
                Duration.ofSeconds(100),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Setup.QUARANTINE)
            .map(Step.Pass::new);
    Arbitrary<Step> back =
        Arbitraries.of(Duration.ofMillis(1), Duration.ofSeconds(50), Duration.ofHours(1))
            .map(Step.TurnBack::new);
    return Arbitraries.frequencyOf(
            Tuple.of(20, send),
            Tuple.of(8, obtain),
            Tuple.of(8, batch),
            Tuple.of(6, pass),
            Tuple.of(1, back),
            Tuple.of(1, targets().map(Step.OtherServerLeases::new)),
            Tuple.of(1, Arbitraries.just(new Step.Restart())),
            Tuple.of(1, Arbitraries.just(new Step.Housekeep())),
            Tuple.of(2, setups.map(Step.Reconfigure::new)))
        .list()
        .ofMaxSize(most);
  }

  private static Arbitrary<Place> places() {
    return Arbitraries.frequency(
        Tuple.of(6, Place.DIRECT),
        Tuple.of(2, Place.RELAYED),
        Tuple.of(3, Place.SHARED),
        Tuple.of(1, Place.SHARED_TOO),
        Tuple.of(1, Place.NOWHERE));
  }

  static Arbitrary<Message> messages() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequencyOf(
            Tuple.of(
                3,
                Arbitraries.of(Kind.DISCOVER, Kind.SELECT, Kind.RENEW, Kind.DECLINE, Kind.RELEASE)),
            Tuple.of(2, Arbitraries.of(Kind.class)));
    Arbitrary<Optional<Duration>> times =
        Arbitraries.of(Duration.ofSeconds(50), Duration.ofDays(7)).optional(0.2);
    Arbitrary<Message> messages =
        Combinators.combine(
                kinds, Arbitraries.of(Machine.class), places(), targets(), times, noise())
            .as(
                (kind, machine, place, target, time, noise) ->
                    new Message(
                        kind,
                        machine,
                        place,
                        target,
                        time,
                        kind == Kind.NOISE ? noise : Octets.EMPTY));
    return messages.filter(message -> isPossible(message));
  }

  /** BOOTP clients have no identifier, and so need a hardware address. */
  private static boolean isPossible(Message message) {
    return message.kind() != Kind.BOOTP || message.machine().identity().hardware().isPresent();
  }

  private static Arbitrary<Target> targets() {
    return Combinators.combine(
            Arbitraries.of(Target.Sort.class),
            Arbitraries.integers().between(0, Target.count() - 1))
        .as(Target::new);
  }

  /** Options that may be those of a message, or nearly so. */
  private static Arbitrary<Octets> noise() {
    Arbitrary<Octets> octets = octets(20);
    Arbitrary<Octets> options =
        Combinators.combine(
                Arbitraries.of(50, 51, 52, 54, 55, 57, 61, 80, 81, 82, 118),
                Arbitraries.oneOf(
                    octets(6),
                    Arbitraries.just(Place.SERVER.octets()),
                    targets().map(target -> target.byNumber().octets())))
            .as((code, value) -> Octets.of(code, value.length()).concat(value))
            .list()
            .ofMaxSize(4)
            .map(list -> list.stream().reduce(Octets.EMPTY, Octets::concat));
    Arbitrary<Octets> typed =
        Combinators.combine(Arbitraries.integers().between(0, 18), options)
            .as((type, rest) -> Octets.of(53, 1, type).concat(rest));
    return Arbitraries.oneOf(octets.map(it -> Octets.of(0).concat(it)), typed);
  }

  static Arbitrary<Octets> octets(int most) {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(most).map(Octets::wrap);
  }
}
