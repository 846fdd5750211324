package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A store that forgets everything with the process: for tests, and for networks that can do
 * without. Closing it keeps the leases, so that a test can hand it to the next server.
 *
 * <p>Safe for use by any thread.
 */
public final class InMemoryLeaseStore implements LeaseStore {

  /** How many changes are remembered for servers that share the store. */
  private static final int RECENT = 4096;

  // Leases have numbers, which stay those of their addresses.
  private Lease[] leases;
  private int size;
  private final LeaseNumbers byAddress;
  private final Map<ClientKey.Kind, LeaseNumbers> byClient = new EnumMap<>(ClientKey.Kind.class);
  private final int[] recent = new int[RECENT];
  private long changes;

  /** Makes a store without leases. */
  public InMemoryLeaseStore() {
    this(64);
  }

  /**
   * Makes a store without leases.
   *
   * @param expected how many there is room for, 1 to 2^28, before the store grows
   * @throws IllegalArgumentException when it is out of range
   */
  public InMemoryLeaseStore(int expected) {
    if (expected < 1 || expected > 1 << 28) {
      throw new IllegalArgumentException("expected leases " + expected + ": expected 1 to 2^28");
    }
    leases = new Lease[expected];
    byAddress = new LeaseNumbers(expected);
    for (ClientKey.Kind kind : ClientKey.Kind.values()) {
      byClient.put(kind, new LeaseNumbers(expected));
    }
  }

  /** Makes a store that holds {@code leases}; of several for one address it keeps the last. */
  public InMemoryLeaseStore(Iterable<Lease> leases) {
    this();
    putAll(leases);
  }

  /**
   * Stores leases, each in the place of the one before it and all at once, whatever versions they
   * have: for who restores leases, or has compared already.
   */
  public synchronized void putAll(Iterable<Lease> restored) {
    restored.forEach(this::put);
  }

  @Override
  public synchronized Optional<Lease> findByAddress(Ipv4Address address) {
    int number = numberOf(address);
    return number == LeaseNumbers.NONE ? Optional.empty() : Optional.of(leases[number]);
  }

  /**
   * As {@link #findByAddress}, for several addresses, in their order, of which one may be there
   * several times. Among many leases this is several times faster, as the processor fetches what it
   * needs for all of them side by side.
   */
  public synchronized List<Optional<Lease>> findByAddresses(List<Ipv4Address> addresses) {
    // Each loop reads memory at one place for each address, none of which needs another.
    int[] numbers = new int[addresses.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = byAddress.chainOf(hashOf(addresses.get(i)));
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = byAddress.firstOf(numbers[i], hashOf(addresses.get(i)));
    }
    Lease[] found = new Lease[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      found[i] = numbers[i] == LeaseNumbers.NONE ? null : leases[numbers[i]];
    }
    List<Optional<Lease>> result = new ArrayList<>(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      Ipv4Address address = addresses.get(i);
      boolean isFound = found[i] == null || found[i].address().equals(address);
      result.add(isFound ? Optional.ofNullable(found[i]) : findByAddress(address));
    }
    return result;
  }

  @Override
  public synchronized List<Lease> findByClient(ClientKey client) {
    LeaseNumbers numbers = byClient.get(client.kind());
    List<Lease> found = new ArrayList<>();
    int number = numbers.first(mix(client.hashCode()));
    while (number != LeaseNumbers.NONE) {
      if (leases[number].keys().contains(client)) {
        found.add(leases[number]);
      }
      number = numbers.after(number);
    }
    return List.copyOf(found);
  }

  @Override
  public synchronized CommitResult commit(LeaseChange change) {
    Lease lease = change.lease();
    Optional<Lease> current = findByAddress(lease.address());
    if (current.map(Lease::version).orElse(0L) != change.expectedVersion()) {
      return new Conflict(current);
    }
    put(lease);
    return new Committed(lease);
  }

  /** As {@link #putAll}, for one lease. */
  public synchronized void put(Lease lease) {
    int number = numberOf(lease.address());
    if (number == LeaseNumbers.NONE) {
      number = size++;
      if (number == leases.length) {
        leases = Arrays.copyOf(leases, size * 2);
      }
      leases[number] = lease;
      byAddress.add(number, hashOf(lease.address()));
      addKeys(number);
    } else if (lease.hasKeysOf(leases[number])) {
      leases[number] = lease;
    } else {
      for (ClientKey key : leases[number].keys()) {
        byClient.get(key.kind()).remove(number);
      }
      leases[number] = lease;
      addKeys(number);
    }
    recent[(int) (changes++ % RECENT)] = number;
  }

  /** Returns hashes side by side for the addresses of a network, as most are read together. */
  private static int hashOf(Ipv4Address address) {
    return mix(address.bits() >>> 8) + (address.bits() & 0xff);
  }

  private static int mix(int hash) {
    int product = hash * 0x9e37_79b9;
    return product ^ product >>> 16;
  }

  private void addKeys(int number) {
    for (ClientKey key : leases[number].keys()) {
      byClient.get(key.kind()).add(number, mix(key.hashCode()));
    }
  }

  private int numberOf(Ipv4Address address) {
    int number = byAddress.first(hashOf(address));
    while (number != LeaseNumbers.NONE && !leases[number].address().equals(address)) {
      number = byAddress.after(number);
    }
    return number;
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    List<Lease> all;
    synchronized (this) {
      all = List.of(Arrays.copyOf(leases, size));
    }
    all.forEach(visitor);
  }

  @Override
  public synchronized LeaseSnapshot readAll(LeaseQuery query) {
    return LeaseStore.super.readAll(query);
  }

  @Override
  public synchronized List<CommitResult> commitAll(List<LeaseChange> changes) {
    return LeaseStore.super.commitAll(changes);
  }

  @Override
  public synchronized RecentChanges changesSince(long mark) {
    if (mark < 0 || mark > changes || changes - mark > RECENT) {
      return new RecentChanges(changes, false, List.of());
    }
    Set<Integer> changed = new HashSet<>();
    for (long change = mark; change < changes; change++) {
      changed.add(recent[(int) (change % RECENT)]);
    }
    return new RecentChanges(
        changes, true, changed.stream().map(number -> leases[number]).toList());
  }
}
