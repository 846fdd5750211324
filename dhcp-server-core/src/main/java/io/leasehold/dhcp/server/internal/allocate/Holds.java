package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.store.ClientKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The addresses that are held for offers: one for a client on a link. For one thread. */
final class Holds {

  /** Batches have the time of their beginning: what is further off is a clock that was put back. */
  private static final Duration MAX_TURN_BACK = Duration.ofMinutes(1);

  private final Duration time;
  private final Consumer<Ipv4Address> whenEnded;

  // All last equally long, so that the order in which they were made is that of their ends.
  private final LinkedHashMap<Ipv4Address, Hold> holds = new LinkedHashMap<>();
  private final Map<Holder, Ipv4Address> heldBy = new HashMap<>();

  private record Holder(ClientKey client, Link link) {}

  /** An address for a client, which knows the lease of it up to {@code version}. */
  record Hold(Ipv4Address address, Client client, Link link, long version, Instant until) {

    private Holder holder() {
      return new Holder(client.key(), link);
    }
  }

  /**
   * Makes room for holds.
   *
   * @param time how long each of them lasts
   * @param whenEnded is told each address that is held for nobody any more
   */
  Holds(Duration time, Consumer<Ipv4Address> whenEnded) {
    this.time = time;
    this.whenEnded = whenEnded;
  }

  /**
   * Holds an address for a client, for as long as holds last, in the place of what was held for it
   * on the link, and of another client's hold.
   */
  void put(Ipv4Address address, Client client, Link link, long version, Instant now) {
    put(new Hold(address, client, link, version, now.plus(time)));
  }

  /** Does the same with a hold of another book, which lasts no longer than one that is new. */
  void takeOver(Hold hold, Link link, Instant now) {
    Instant latest = now.plus(time);
    Instant until = hold.until.isBefore(latest) ? hold.until : latest;
    put(new Hold(hold.address, hold.client, link, hold.version, until));
  }

  private void put(Hold hold) {
    Optional.ofNullable(heldBy.put(hold.holder(), hold.address))
        .filter(before -> !before.equals(hold.address))
        .map(holds::remove)
        .ifPresent(before -> whenEnded.accept(before.address));
    Optional.ofNullable(holds.remove(hold.address))
        .filter(before -> !before.holder().equals(hold.holder()))
        .ifPresent(before -> heldBy.remove(before.holder(), hold.address));
    holds.put(hold.address, hold);
  }

  /** Returns the address that is held for a client. */
  Optional<Ipv4Address> heldFor(Client client, Link link) {
    return Optional.ofNullable(heldBy.get(new Holder(client.key(), link)));
  }

  boolean has(Ipv4Address address) {
    return holds.containsKey(address);
  }

  boolean hasForOther(Ipv4Address address, Client client) {
    Hold hold = holds.get(address);
    return hold != null && !hold.client.isSameAs(client);
  }

  /** Returns all holds, the oldest first. */
  List<Hold> all() {
    return List.copyOf(holds.values());
  }

  /** Ends the hold of an address that knows nothing of a version of its lease, if there is one. */
  void endOlder(Ipv4Address address, long version) {
    Optional.ofNullable(holds.get(address))
        .filter(hold -> hold.version < version)
        .ifPresent(this::end);
  }

  /** Ends the hold of a client on an address, if there is one. */
  void end(Ipv4Address address, Client client) {
    Hold hold = holds.get(address);
    if (hold != null && hold.client.isSameAs(client)) {
      end(hold);
    }
  }

  /** Ends those whose time is over. */
  void lapse(Instant now) {
    Instant latest = now.plus(time).plus(MAX_TURN_BACK);
    while (!holds.isEmpty()) {
      Hold oldest = holds.values().iterator().next();
      // One that ends later than any can was made before the clock was put back.
      if (oldest.until.isAfter(now) && !oldest.until.isAfter(latest)) {
        return;
      }
      end(oldest);
    }
  }

  private void end(Hold hold) {
    holds.remove(hold.address);
    heldBy.remove(hold.holder(), hold.address);
    whenEnded.accept(hold.address);
  }
}
