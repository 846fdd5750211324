package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.MessageType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What becomes of a datagram on its way: it may be lost, late, there twice, or damaged. */
@FunctionalInterface
public interface Impairment {

  /** Everything arrives once, after a tenth of a millisecond. */
  Impairment NONE = transit -> List.of(Delivery.of(transit));

  /**
   * What arrives.
   *
   * @param delay how long it takes
   * @param payload what there is then
   */
  record Delivery(Duration delay, Octets payload) {

    private static final Duration USUAL_DELAY = Duration.ofNanos(100_000);

    /** Returns a datagram as it was sent, after the usual delay. */
    public static Delivery of(Transit transit) {
      return new Delivery(USUAL_DELAY, transit.payload());
    }
  }

  /** Returns what arrives of a datagram: nothing where it is lost, several where it is copied. */
  List<Delivery> deliver(Transit transit);

  /** Returns this, and then what {@code next} does to all that arrives. */
  default Impairment then(Impairment next) {
    return transit -> {
      List<Delivery> deliveries = new ArrayList<>();
      for (Delivery first : deliver(transit)) {
        Transit arrived =
            new Transit(
                transit.sent(), transit.from(), transit.to(), transit.segment(), first.payload());
        Duration more = first.delay().minus(Delivery.USUAL_DELAY);
        for (Delivery second : next.deliver(arrived)) {
          deliveries.add(new Delivery(second.delay().plus(more), second.payload()));
        }
      }
      return deliveries;
    };
  }

  /** Loses what {@code which} says. */
  static Impairment drop(Predicate<Transit> which) {
    return transit -> which.test(transit) ? List.of() : NONE.deliver(transit);
  }

  /** Has what {@code which} says arrive later. */
  static Impairment delay(Predicate<Transit> which, Duration time) {
    return transit ->
        which.test(transit)
            ? List.of(new Delivery(Delivery.USUAL_DELAY.plus(time), transit.payload()))
            : NONE.deliver(transit);
  }

  /** Has what {@code which} says arrive twice. */
  static Impairment duplicate(Predicate<Transit> which) {
    return transit ->
        which.test(transit)
            ? List.of(Delivery.of(transit), Delivery.of(transit))
            : NONE.deliver(transit);
  }

  /** Damages what {@code which} says. */
  static Impairment corrupt(Predicate<Transit> which, UnaryOperator<Octets> damage) {
    return transit ->
        which.test(transit)
            ? List.of(new Delivery(Delivery.USUAL_DELAY, damage.apply(transit.payload())))
            : NONE.deliver(transit);
  }

  /**
   * Returns what is true of one datagram only: the nth, from 1, of those that {@code which} says.
   */
  static Predicate<Transit> nth(int n, Predicate<Transit> which) {
    int[] count = {0};
    return transit -> which.test(transit) && ++count[0] == n;
  }

  /** Returns what is true of messages of a type, on each part of their way. */
  static Predicate<Transit> isA(MessageType type) {
    return transit -> transit.message().flatMap(DhcpMessage::messageType).equals(Optional.of(type));
  }

  /** Returns what is true of what a server has sent. */
  static Predicate<Transit> fromServers() {
    return transit -> transit.from().startsWith("server ");
  }

  /** Returns what is true of what gets to a server. */
  static Predicate<Transit> toServers() {
    return transit -> transit.to().startsWith("server ");
  }
}
