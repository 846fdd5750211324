package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The free addresses of a pool of which a probe has shown that nobody uses them, and those that are
 * being probed. What a probe has shown is good for a while; an address is probed again when half of
 * that has passed, and stays in stock meanwhile. For one thread.
 */
final class ProbedStock {

  private final int size;
  private final Duration lifetime;
  // When the probe of each began, in the order in which they were taken out of the pool.
  private final Map<Ipv4Address, Instant> ready = new LinkedHashMap<>();
  private final Set<Ipv4Address> beingProbed = new HashSet<>();

  /**
   * Makes an empty stock.
   *
   * @param size how many addresses it is to have
   * @param lifetime how long a probe is good for
   */
  ProbedStock(int size, Duration lifetime) {
    this.size = size;
    this.lifetime = lifetime;
  }

  /**
   * Returns whether there are fewer addresses than there are to be, those being probed included.
   */
  boolean isLacking() {
    return count() < size;
  }

  /** Returns how many addresses are in stock, or will be once they have been probed. */
  long count() {
    return ready.size() + beingProbed.stream().filter(each -> !ready.containsKey(each)).count();
  }

  /** Returns an address that can be given out, and leaves it in stock. */
  Optional<Ipv4Address> find(Predicate<Ipv4Address> suitable, Instant now) {
    return ready.entrySet().stream()
        .filter(entry -> isWithin(lifetime, entry.getValue(), now))
        .map(Map.Entry::getKey)
        .filter(suitable)
        .findFirst();
  }

  /** Returns an address in stock whose probe is getting old, and that nobody probes yet. */
  Optional<Ipv4Address> findAgeing(Instant now) {
    return ready.entrySet().stream()
        .filter(entry -> !isWithin(lifetime.dividedBy(2), entry.getValue(), now))
        .map(Map.Entry::getKey)
        .filter(address -> !beingProbed.contains(address))
        .findFirst();
  }

  /** One that was probed later than now was probed before the clock was put back. */
  private static boolean isWithin(Duration time, Instant probedAt, Instant now) {
    return !probedAt.isAfter(now) && now.isBefore(probedAt.plus(time));
  }

  /** Notes that an address, in stock or taken out of the pool, is being probed. */
  void begin(Ipv4Address address) {
    beingProbed.add(address);
  }

  /** Notes that nobody has answered a probe, unless the address was taken away meanwhile. */
  void finish(Ipv4Address address, Instant begun) {
    if (beingProbed.remove(address)) {
      ready.put(address, begun);
    }
  }

  /** Notes that somebody has answered a probe: the address is not given out. */
  void fail(Ipv4Address address) {
    ready.remove(address);
  }

  /**
   * Notes that nothing more is done about an address that was to be probed.
   *
   * @return whether it is to be put back into the pool
   */
  boolean abandon(Ipv4Address address) {
    return beingProbed.remove(address) && !ready.containsKey(address);
  }

  /** Puts in stock what another stock had. */
  void add(Ipv4Address address, Instant probedAt) {
    ready.put(address, probedAt);
  }

  /** Takes an address away, wherever it is. */
  void remove(Ipv4Address address) {
    ready.remove(address);
    beingProbed.remove(address);
  }

  /** Names every address in stock, with the time at which its probe began. */
  void forEach(BiConsumer<Ipv4Address, Instant> visitor) {
    ready.forEach(visitor);
  }
}
