package io.leasehold.dhcp.server.internal.allocate;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PoolAddresses;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32;

/**
 * Which addresses are free and which are held for an offer, in memory. It is a hint: the store
 * decides, and {@link #record} corrects the book.
 *
 * <p>Safe for use by any thread; no method blocks, and of foreign code only the source of
 * randomness is called.
 */
public final class AddressBook {

  private final Topology topology;
  private final int generation;
  // The book of the configuration that holds, which those before it have in common with it.
  private final AtomicReference<AddressBook> newest;
  private final boolean probing;
  private final RandomGenerator random;
  private final Duration affinity;
  private final Map<Link, List<PoolIndex>> poolsOfLinks = new LinkedHashMap<>();
  private final TreeMap<Ipv4Address, PoolIndex> poolsByFirstAddress = new TreeMap<>();
  private final Set<Ipv4Address> excluded = new HashSet<>();
  private final Set<Ipv4Address> learned = new HashSet<>();
  private final Set<Ipv4Address> reserved = new HashSet<>();

  private final Holds holds;
  private Optional<AddressBook> heir = Optional.empty();
  // What is free here, as far as this book knows, and given out by its successor.
  private final Set<Ipv4Address> lost = new HashSet<>();

  /**
   * Makes the book of a configuration, without leases.
   *
   * @param probing whether addresses have to be probed before they are given out
   * @param random chooses among addresses, where it is the strategy
   */
  public AddressBook(Topology topology, boolean probing, RandomGenerator random) {
    this(topology, probing, random, 0, new AtomicReference<>());
    takeOffice();
  }

  private AddressBook(
      Topology topology,
      boolean probing,
      RandomGenerator random,
      int generation,
      AtomicReference<AddressBook> newest) {
    this.topology = topology;
    this.probing = probing;
    this.random = random;
    this.generation = generation;
    this.newest = newest;
    holds = new Holds(topology.config().settings().value(Setting.OFFER_HOLD_TIME), this::putBack);
    affinity = topology.config().settings().value(Setting.LEASE_AFFINITY);
    int stock = topology.config().settings().value(Setting.PROBE_STOCK);
    Duration lifetime = topology.config().settings().value(Setting.PROBE_LIFETIME);
    for (Link link : topology.links()) {
      List<PoolIndex> pools = new ArrayList<>();
      for (PoolAddresses addresses : link.pools()) {
        PoolIndex index = new PoolIndex(addresses, new ProbedStock(stock, lifetime));
        pools.add(index);
        poolsByFirstAddress.put(addresses.range().first(), index);
      }
      reserved.addAll(link.reservedAddresses());
      poolsOfLinks.put(link, pools);
    }
    reserved.forEach(address -> poolOf(address).ifPresent(pool -> pool.reserve(address)));
    topology.infrastructure().forEach(this::keepOut);
  }

  /**
   * Returns the book of another configuration, with all that is held and ready. From now on it is
   * told all that this one is told. What is stored it has to be told by others, and then {@link
   * #takeOffice}.
   */
  public AddressBook appointHeir(Topology other, Instant now) {
    // Large pools take a while, in which nobody has to wait.
    AddressBook next = new AddressBook(other, probing, random, generation + 1, newest);
    handOver(next, now);
    return next;
  }

  private synchronized void handOver(AddressBook next, Instant now) {
    holds.lapse(now);
    learned.forEach(next::learn);
    holds.all().forEach(hold -> next.takeOver(hold, now));
    poolsByFirstAddress.values().forEach(pool -> pool.probed().forEach(next::takeOverProbed));
    heir = Optional.of(next);
  }

  /** Ends what {@link #appointHeir} began, as there is to be no other configuration after all. */
  public synchronized void disownHeir() {
    heir = Optional.empty();
    lost.forEach(this::putBack);
    lost.clear();
  }

  /**
   * Has all books before this one ask and tell it, as batches that began with them may still be on
   * their way.
   */
  public void takeOffice() {
    newest.set(this);
  }

  private Optional<AddressBook> successor() {
    AddressBook last = newest.get();
    return last.generation > generation ? Optional.of(last) : heir;
  }

  private synchronized void takeOver(Holds.Hold hold, Instant now) {
    topology
        .linkOf(hold.address())
        .ifPresent(
            link -> {
              take(hold.address());
              holds.takeOver(hold, link, now);
            });
  }

  private synchronized void takeOverProbed(Ipv4Address address, Instant probedAt) {
    if (isGivenOut(address) && !holds.has(address)) {
      poolOf(address)
          .ifPresent(
              pool -> {
                pool.take(address);
                pool.probed().add(address, probedAt);
              });
    }
  }

  /** Notes an address that no client may have, as it is the server's. */
  public synchronized void exclude(Ipv4Address address) {
    if (learn(address)) {
      successor().ifPresent(next -> next.exclude(address));
    }
  }

  private synchronized boolean learn(Ipv4Address address) {
    keepOut(address);
    return learned.add(address);
  }

  private void keepOut(Ipv4Address address) {
    if (excluded.add(address)) {
      take(address);
    }
  }

  /** Returns whether no client may have {@code address}. */
  public synchronized boolean isExcluded(Ipv4Address address) {
    return excluded.contains(address);
  }

  /**
   * Notes what is stored for an address, unless something later is known. A hold of the address
   * ends, unless it was made with this in view.
   */
  public synchronized void record(Lease lease) {
    successor().ifPresent(next -> next.record(lease));
    Ipv4Address address = lease.address();
    Optional<PoolIndex> pool = poolOf(address).filter(index -> isGivenOut(address));
    if (pool.filter(index -> index.version(address) > lease.version()).isPresent()) {
      return;
    }
    holds.endOlder(address, lease.version());
    take(address);
    long reusable = reusableFrom(lease).getEpochSecond();
    pool.ifPresent(index -> index.lease(address, lease.version(), reusable, lease.state()));
    if (holds.has(address)) {
      take(address);
    }
  }

  private Instant reusableFrom(Lease lease) {
    return switch (lease.state()) {
      case BOUND, RELEASED ->
          lease.endsAt().isBefore(Lease.NEVER) ? lease.endsAt().plus(affinity) : lease.endsAt();
      case OFFERED, QUARANTINED, REVOKED -> lease.endsAt();
    };
  }

  /** Returns the address that is held for a client. */
  public synchronized Optional<Ipv4Address> heldFor(Client client, Link link, Instant now) {
    holds.lapse(now);
    return holds.heldFor(client, link);
  }

  /** Returns whether {@code address} is held for somebody else. */
  public synchronized boolean isHeldForOther(Ipv4Address address, Client client, Instant now) {
    holds.lapse(now);
    return holds.hasForOther(address, client)
        || successor().filter(next -> next.isHeldForOther(address, client, now)).isPresent();
  }

  /**
   * Finds a free address of the link's pools and holds it for a client.
   *
   * @param relay what the client must not get: the address of its relay agent
   * @param suitable tells the pools that the client may have addresses of
   * @param everywhere whether addresses whose leases have ended will do, too; their clients may be
   *     about to ask for them
   */
  public synchronized Optional<Ipv4Address> holdFree(
      Client client,
      Link link,
      Optional<Ipv4Address> relay,
      Predicate<Pool> suitable,
      boolean everywhere,
      Instant now) {
    holds.lapse(now);
    Optional<Ipv4Address> free = takeFree(client, link, relay, suitable, everywhere, now);
    while (free.isPresent() && isGone(free.get(), client, version(free.get()), now)) {
      lost.add(free.get());
      free = takeFree(client, link, relay, suitable, everywhere, now);
    }
    free.ifPresent(address -> put(address, client, link, version(address), now));
    return free;
  }

  /** Finds an address as {@link #holdFree} would, and holds nothing. */
  public synchronized Optional<Ipv4Address> findFree(
      Client client,
      Link link,
      Optional<Ipv4Address> relay,
      Predicate<Pool> suitable,
      boolean everywhere,
      Instant now) {
    holds.lapse(now);
    if (probing) {
      return findProbed(link, relay, suitable, now);
    }
    Optional<Ipv4Address> free = takeFree(client, link, relay, suitable, everywhere, now);
    free.ifPresent(this::putBack);
    return free;
  }

  private Optional<Ipv4Address> takeFree(
      Client client,
      Link link,
      Optional<Ipv4Address> relay,
      Predicate<Pool> suitable,
      boolean everywhere,
      Instant now) {
    if (probing) {
      Optional<Ipv4Address> ready = findProbed(link, relay, suitable, now);
      ready.ifPresent(this::take);
      return ready;
    }
    Optional<Ipv4Address> free = takeFromPools(client, link, suitable, everywhere, now);
    if (free.isPresent() && free.equals(relay)) {
      free = takeFromPools(client, link, suitable, everywhere, now);
      putBack(relay.get());
    }
    return free;
  }

  private Optional<Ipv4Address> findProbed(
      Link link, Optional<Ipv4Address> relay, Predicate<Pool> suitable, Instant now) {
    return first(
        poolsOfLinks.get(link),
        suitable,
        pool -> pool.probed().find(address -> !relay.equals(Optional.of(address)), now));
  }

  private Optional<Ipv4Address> takeFromPools(
      Client client, Link link, Predicate<Pool> suitable, boolean everywhere, Instant now) {
    List<PoolIndex> pools = poolsOfLinks.get(link);
    Optional<Ipv4Address> free =
        first(pools, suitable, pool -> pool.takeNeverLeased(start(pool, Optional.of(client))));
    return everywhere && free.isEmpty()
        ? first(pools, suitable, pool -> pool.takeEnded(now.getEpochSecond()))
        : free;
  }

  /** Returns the number of the address from which on the search for a free one starts. */
  private long start(PoolIndex pool, Optional<Client> client) {
    long size = pool.addresses().range().size();
    return switch (pool.addresses().strategy()) {
      case LOWEST -> 0;
      case HASHED -> client.map(it -> hash(it) % size).orElseGet(pool::afterLast);
      case RANDOM -> random.nextLong(size);
      case LEAST_RECENTLY_USED -> pool.afterLast();
    };
  }

  /** Returns what is the same for a client on every server, and after every restart. */
  private static long hash(Client client) {
    CRC32 hash = new CRC32();
    hash.update(client.key().value().toByteArray());
    return hash.getValue();
  }

  private static Optional<Ipv4Address> first(
      List<PoolIndex> pools,
      Predicate<Pool> suitable,
      Function<PoolIndex, Optional<Ipv4Address>> take) {
    for (PoolIndex pool : pools) {
      if (suitable.test(pool.addresses().pool())) {
        Optional<Ipv4Address> taken = take.apply(pool);
        if (taken.isPresent()) {
          return taken;
        }
      }
    }
    return Optional.empty();
  }

  /** Returns whether addresses have to be probed before they are given out. */
  public boolean isProbing() {
    return probing;
  }

  /**
   * Returns the addresses that are to be probed now: those in stock whose probes are getting old,
   * and as many free ones, which are taken out, as the stocks of the pools lack.
   */
  public synchronized List<Ipv4Address> takeToProbe(Instant now) {
    holds.lapse(now);
    List<Ipv4Address> all = new ArrayList<>();
    List<Ipv4Address> oneOfEach;
    // In turn, as the first of a stock are more urgent than the last.
    do {
      oneOfEach =
          poolsByFirstAddress.values().stream()
              .flatMap(pool -> takeToProbe(pool, now).stream())
              .toList();
      all.addAll(oneOfEach);
    } while (!oneOfEach.isEmpty());
    return all;
  }

  private Optional<Ipv4Address> takeToProbe(PoolIndex pool, Instant now) {
    ProbedStock stock = pool.probed();
    Optional<Ipv4Address> next = stock.findAgeing(now);
    if (next.isEmpty() && stock.isLacking()) {
      next =
          pool.takeNeverLeased(start(pool, Optional.empty()))
              .or(() -> pool.takeEnded(now.getEpochSecond()));
    }
    next.ifPresent(stock::begin);
    return next;
  }

  /**
   * Notes that nobody has answered a probe of an address that was to be probed.
   *
   * @param begun when the probe began
   */
  public synchronized void addProbed(Ipv4Address address, Instant begun) {
    poolOf(address).ifPresent(pool -> pool.probed().finish(address, begun));
  }

  /** Notes that somebody has answered a probe of an address: it is in stock no more. */
  public synchronized void removeProbed(Ipv4Address address) {
    poolOf(address).ifPresent(pool -> pool.probed().fail(address));
  }

  /**
   * Notes that nothing more is done about an address that was to be probed. Where that has put it
   * nowhere, it is to be probed another time.
   */
  public synchronized void putBackUnprobed(Ipv4Address address) {
    if (poolOf(address).filter(pool -> pool.probed().abandon(address)).isPresent()) {
      putBack(address);
    }
  }

  /**
   * Holds an address of one of the links for a client, from now on for the whole hold time, in the
   * place of the one that was held for it there.
   *
   * @param version of the lease of the address, as the store had it; 0 where it had none
   * @return false where the address is held for somebody else, or has been leased meanwhile
   */
  public synchronized boolean hold(Ipv4Address address, Client client, long version, Instant now) {
    if (isGone(address, client, version, now)
        || successor().filter(next -> !next.hold(address, client, version, now)).isPresent()) {
      return false;
    }
    topology.linkOf(address).ifPresent(link -> put(address, client, link, version, now));
    return true;
  }

  private synchronized boolean isGone(
      Ipv4Address address, Client client, long version, Instant now) {
    return version(address) > version
        || isHeldForOther(address, client, now)
        || successor().filter(next -> next.isGone(address, client, version, now)).isPresent();
  }

  private long version(Ipv4Address address) {
    return poolOf(address).map(pool -> pool.version(address)).orElse(0L);
  }

  /** Returns what has become of the addresses of each pool. */
  public synchronized List<PoolUsage> usage(Instant now) {
    return poolsOfLinks.keySet().stream().flatMap(link -> usage(link, now).stream()).toList();
  }

  /** Returns what has become of the addresses of each pool of a link. */
  public synchronized List<PoolUsage> usage(Link link, Instant now) {
    holds.lapse(now);
    List<PoolUsage> usage = new ArrayList<>();
    for (PoolIndex pool : poolsOfLinks.get(link)) {
      usage.add(pool.usage(link.network().name(), now.getEpochSecond()));
    }
    return usage;
  }

  /** Ends the hold of a client on an address, if there is one. */
  public synchronized void release(Ipv4Address address, Client client) {
    holds.end(address, client);
    successor().ifPresent(next -> next.release(address, client));
  }

  private void put(Ipv4Address address, Client client, Link link, long version, Instant now) {
    take(address);
    holds.put(address, client, link, version, now);
  }

  private void take(Ipv4Address address) {
    poolOf(address).ifPresent(pool -> pool.take(address));
  }

  private void putBack(Ipv4Address address) {
    poolOf(address).filter(pool -> isGivenOut(address)).ifPresent(pool -> pool.putBack(address));
  }

  private boolean isGivenOut(Ipv4Address address) {
    return !excluded.contains(address) && !reserved.contains(address);
  }

  private Optional<PoolIndex> poolOf(Ipv4Address address) {
    return Optional.ofNullable(poolsByFirstAddress.floorEntry(address))
        .map(Map.Entry::getValue)
        .filter(pool -> pool.contains(address));
  }
}
