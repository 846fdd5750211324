package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.admin.Leases;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.internal.runtime.Generation;
import io.leasehold.dhcp.server.internal.runtime.LeaseAdministration;
import io.leasehold.dhcp.server.internal.runtime.PlatformThreads;
import io.leasehold.dhcp.server.internal.runtime.SupervisedStore;
import io.leasehold.dhcp.server.internal.runtime.TakingTurns;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.probe.AddressProbe;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * Turns datagrams into decisions, as RFC 2131 has it. It has no sockets, no threads and no clock of
 * its own; {@link DhcpServer} puts it on the network.
 *
 * <p>Safe for use by any thread.
 */
public final class DhcpEngine {

  private final Generation.Surroundings surroundings;
  private final TakingTurns reconfigurations;
  private final Leases leases;
  private volatile Generation current;

  /** Up to which change of the store the current generation knows what others have done. */
  private long mark;

  private DhcpEngine(Builder builder) {
    Reports reports = new Reports(builder.listeners, builder.clock);
    surroundings =
        new Generation.Surroundings(
            new SupervisedStore(builder.store, reports.state()),
            builder.reservations,
            builder.policy,
            builder.probe,
            builder.localAddresses,
            reports,
            builder.clock,
            builder.random);
    current = new Generation(builder.config, surroundings);
    reconfigurations = new TakingTurns(builder.threads);
    leases = new LeaseAdministration(() -> current, surroundings);
    Instant now = builder.clock.instant();
    // Before the leases are read: what is committed meanwhile is told again.
    mark = surroundings.store().changesSince(0).mark();
    surroundings
        .store()
        .forEach(
            lease -> {
              current.record(lease);
              reports.leases().known(lease, now);
            });
  }

  /** Returns a builder of an engine with an in-memory store and the usual policy. */
  public static Builder builder(ServerConfig config) {
    return new Builder(config);
  }

  /**
   * Decides on a batch of datagrams, with one read and one commit of the store. There are more
   * where some of them are about the same client or address, where a race is lost, where new
   * clients meet a pool of which every address was leased before, and where clients give up leases
   * for others. Blocks while the store and the policy do.
   *
   * @return the decisions, in the order of the datagrams; a DHCPACK among them is committed
   */
  public List<Decision> handle(List<InboundDatagram> datagrams) {
    return current.handle(datagrams);
  }

  /** Decides on one datagram. */
  public Decision handle(InboundDatagram datagram) {
    return handle(List.of(datagram)).get(0);
  }

  /**
   * Returns what the decision on a datagram would be, with its {@link Decision#trace}. A dry run:
   * nothing is stored, held, counted or told to the listener. It reads the store and asks the
   * policy, and throws nothing that {@link #handle} does not. A reply is not to be sent: a DHCPACK
   * among them is of a lease that is not stored. Of the addresses that are free, another may be the
   * one that is given out.
   */
  public Decision explain(InboundDatagram datagram) {
    return current.explain(datagram);
  }

  /** Returns the configuration that datagrams meet now. */
  public ServerConfig config() {
    return current.config();
  }

  /**
   * Replaces the configuration, while datagrams are handled: a batch meets the one that holds when
   * it begins, to its end. What is offered stays offered where the new configuration has the
   * address. Leases stay stored, and where they do not fit any more ({@link #misfits}), renewals
   * are refused. Reads the whole store, and blocks for as long; no datagram waits for it. Of
   * several calls at once each waits for the one before.
   *
   * @throws RuntimeException what the store throws; then the configuration stays as it was
   */
  public void reconfigure(ServerConfig config) {
    Objects.requireNonNull(config, "config");
    AtomicReference<ServerConfig> before = new AtomicReference<>();
    reconfigurations.run(
        () -> {
          before.set(current.config());
          current = current.succeededBy(config);
        });
    surroundings.reports().listener().onReconfiguration(before.get(), config);
  }

  /**
   * Returns the leases in force that the configuration would not give out: renewals of them are
   * refused, and they end by themselves. What a client sends has no say here, as it is not stored:
   * of classes nothing is known, nor of reservations from elsewhere. Reads the whole store, and
   * blocks for as long.
   */
  public List<Misfit> misfits() {
    Generation generation = current;
    Instant now = surroundings.clock().instant();
    List<Misfit> misfits = new ArrayList<>();
    surroundings
        .store()
        .forEach(
            lease -> {
              if (lease.isBoundAt(now)) {
                generation
                    .objectionTo(lease)
                    .map(why -> new Misfit(lease, why))
                    .ifPresent(misfits::add);
              }
            });
    return misfits;
  }

  /**
   * Does what is due beside the handling of datagrams: tells the listener of the leases that have
   * ended, learns what other servers have done to a store that tells ({@link
   * LeaseStore#changesSince}), and probes free addresses, where there is a probe. To be called now
   * and then, by one thread at a time; blocks while the store and the probe do, and throws what the
   * store throws.
   */
  public void housekeep() {
    housekeep(Runnable::run);
  }

  /** Does the same, but for the probes, which are left to {@code threads}. */
  void housekeep(Executor threads) {
    reports().leases().reportEnded(surroundings.store(), surroundings.clock().instant());
    followOthers();
    current.probe(threads);
  }

  /** What is too much to be told is learned as it is met: the store decides in any case. */
  private void followOthers() {
    RecentChanges changes = surroundings.store().changesSince(mark);
    changes.leases().forEach(lease -> current.record(lease));
    mark = changes.mark();
  }

  /**
   * Returns what has become of the addresses of each pool, in the order of the configuration. Costs
   * next to nothing, however large the pools are.
   */
  public List<PoolUsage> poolUsage() {
    return current.poolUsage();
  }

  /** Returns the leases, to be looked at and changed by the operator. */
  public Leases leases() {
    return leases;
  }

  /** Returns how many datagrams have been decided on, by type and by reason. */
  public ServerCounters counters() {
    return reports().counters().snapshot();
  }

  /** Returns what the engine tells the world by, for the server around it. */
  Reports reports() {
    return surroundings.reports();
  }

  /** Collects the parts of an engine. For one thread. */
  public static final class Builder {

    private final ServerConfig config;
    private LeaseStore store = new InMemoryLeaseStore();
    private ReservationSource reservations = ReservationSource.NONE;
    private LeasePolicy policy = LeasePolicy.USUAL;
    private final List<ServerListener> listeners = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private RandomGenerator random = new SecureRandom();
    private Optional<AddressProbe> probe = Optional.empty();
    private Set<Ipv4Address> localAddresses = Set.of();
    private ServerThreads threads = new PlatformThreads();

    private Builder(ServerConfig config) {
      this.config = Objects.requireNonNull(config, "config");
    }

    /** Sets where leases are kept; in memory unless set. The engine does not close it. */
    public Builder store(LeaseStore store) {
      this.store = Objects.requireNonNull(store, "store");
      return this;
    }

    /**
     * Sets what is asked for reservations that are not in the configuration; nothing unless set.
     */
    public Builder reservations(ReservationSource source) {
      this.reservations = Objects.requireNonNull(source, "source");
      return this;
    }

    /** Sets who decides who gets what; {@link LeasePolicy#USUAL} unless set. */
    public Builder policy(LeasePolicy policy) {
      this.policy = Objects.requireNonNull(policy, "policy");
      return this;
    }

    /** Adds one who is told; nobody is unless added. They are told in the order of the calls. */
    public Builder listener(ServerListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /** Sets what tells the time; the system's clock unless set. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets the source of randomness, safe for use by any thread; {@link SecureRandom} unless set.
     * Only {@link AllocationStrategy#RANDOM} uses it.
     */
    public Builder random(RandomGenerator random) {
      this.random = Objects.requireNonNull(random, "random");
      return this;
    }

    /**
     * Has free addresses probed before they are offered ({@link Setting#PROBE_STOCK}, {@link
     * Setting#PROBE_LIFETIME}), by whoever calls {@link DhcpEngine#housekeep}; none are unless set.
     */
    public Builder probe(AddressProbe probe) {
      this.probe = Optional.of(probe);
      return this;
    }

    /** Sets all addresses of the server, each of which names it in option 54; none unless set. */
    public Builder localAddresses(Set<Ipv4Address> addresses) {
      localAddresses = Set.copyOf(addresses);
      return this;
    }

    /** Sets how callers wait for each other, for the server around the engine. */
    Builder threads(ServerThreads threads) {
      this.threads = threads;
      return this;
    }

    /** Returns the engine, which has read all leases of the store. */
    public DhcpEngine build() {
      return new DhcpEngine(this);
    }
  }
}
