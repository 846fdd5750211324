package io.leasehold.dhcp.server;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.admin.Leases;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.runtime.Lanes;
import io.leasehold.dhcp.server.internal.runtime.PlatformThreads;
import io.leasehold.dhcp.server.internal.runtime.StallGuard;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.probe.AddressProbe;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A DHCPv4 server on the network: a {@link DhcpEngine}, transports, and the threads between them.
 *
 * <pre>{@code
 * try (LeaseStore store = H2LeaseStore.open(Path.of("leases"));
 *     DhcpServer server =
 *         DhcpServer.builder(config).store(store).transport(transport).start()) {
 *   …
 * }
 * }</pre>
 *
 * <p>Several servers in one process do not know of each other. Safe for use by any thread.
 */
public final class DhcpServer implements AutoCloseable {

  private final Set<Ipv4Address> localAddresses;
  private final StallGuard store;
  private final DhcpEngine engine;
  private final Lanes lanes;

  private DhcpServer(Builder builder) {
    store = new StallGuard(builder.store, builder.storeTimeout, builder.threads);
    try {
      Set<Ipv4Address> addresses = new HashSet<>();
      builder.transports.forEach(transport -> addresses.addAll(transport.localAddresses()));
      localAddresses = Set.copyOf(addresses);
      engine =
          builder
              .engine
              .store(store)
              .localAddresses(localAddresses)
              .clock(builder.clock)
              .threads(builder.threads)
              .build();
      lanes =
          new Lanes(
              builder.lanes,
              builder.inboxCapacity,
              builder.transports,
              builder.threads,
              engine::handle,
              engine::housekeep,
              engine.reports(),
              builder.clock);
    } catch (Throwable e) {
      // The transports are the server's already, and nobody else would close them.
      builder.transports.forEach(transport -> closeAfter(e, transport));
      store.close();
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, Transport transport) {
    try {
      transport.close();
    } catch (Throwable e) {
      failure.addSuppressed(e);
    }
  }

  /** Returns a builder of a server with an in-memory store and the usual policy. */
  public static Builder builder(ServerConfig config) {
    return new Builder(config);
  }

  /** Returns the addresses at which the server can be reached, of all its transports. */
  public Set<Ipv4Address> localAddresses() {
    return localAddresses;
  }

  /**
   * Returns how the server is doing; {@link ServerListener#onStateChange} tells when it changes.
   */
  public ServerState state() {
    return engine.reports().state().state();
  }

  /**
   * Returns what has become of the addresses of each pool, in the order of the configuration. Costs
   * next to nothing, however large the pools are.
   */
  public List<PoolUsage> poolUsage() {
    return engine.poolUsage();
  }

  /** Returns the leases, to be looked at and changed by the operator. */
  public Leases leases() {
    return engine.leases();
  }

  /** Returns how many datagrams have been decided on, by type and by reason. */
  public ServerCounters counters() {
    return engine.counters();
  }

  /**
   * Returns what the decision on a datagram would be and how it would come about, and changes
   * nothing, as {@link DhcpEngine#explain} does.
   */
  public Decision explain(InboundDatagram datagram) {
    return engine.explain(datagram);
  }

  /** Returns the configuration that datagrams meet now. */
  public ServerConfig config() {
    return engine.config();
  }

  /**
   * Replaces the configuration, while datagrams are handled, as {@link DhcpEngine#reconfigure}
   * does. The transports stay as they are.
   *
   * @throws RuntimeException what the store throws; then the configuration stays as it was
   */
  public void reconfigure(ServerConfig config) {
    engine.reconfigure(config);
  }

  /**
   * Returns the leases in force that the configuration would not give out, as {@link
   * DhcpEngine#misfits} does.
   */
  public List<Misfit> misfits() {
    return engine.misfits();
  }

  /**
   * Takes no more datagrams in, answers those that wait, and closes the transports. The store stays
   * open: who opened it closes it. A call that is stuck in it is left behind, on a thread that does
   * not keep the process alive. A second call does nothing.
   *
   * @throws IllegalStateException when a store, policy, probe or listener calls it on a thread of
   *     the server
   */
  @Override
  public void close() {
    lanes.close();
    store.close();
  }

  /** Collects the parts of a server. For one thread. */
  public static final class Builder {

    private final DhcpEngine.Builder engine;
    private final List<Transport> transports = new ArrayList<>();
    private LeaseStore store = new InMemoryLeaseStore();
    private Duration storeTimeout = Duration.ofSeconds(2);
    private Clock clock = Clock.systemUTC();
    private ServerThreads threads = new PlatformThreads();
    private int lanes = Math.min(4, Runtime.getRuntime().availableProcessors());
    private int inboxCapacity = 4096;

    private Builder(ServerConfig config) {
      engine = DhcpEngine.builder(config);
    }

    /** Adds a transport, which the server then owns and closes. */
    public Builder transport(Transport transport) {
      transports.add(Objects.requireNonNull(transport, "transport"));
      return this;
    }

    /** Sets where leases are kept; in memory unless set. */
    public Builder store(LeaseStore store) {
      this.store = Objects.requireNonNull(store, "store");
      return this;
    }

    /**
     * Sets how long a call of the store may take, more than nothing; 2 seconds unless set. The
     * requests that wait for a call that takes longer meet silence ({@link
     * SilenceReason#STORE_FAILED}). A client is patient for four seconds (RFC 2131 section 4.1).
     */
    public Builder storeTimeout(Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("storeTimeout " + time + ": expected more than nothing");
      }
      storeTimeout = time;
      return this;
    }

    /**
     * Sets what is asked for reservations that are not in the configuration; nothing unless set.
     */
    public Builder reservations(ReservationSource source) {
      engine.reservations(source);
      return this;
    }

    /** Sets who decides who gets what; {@link LeasePolicy#USUAL} unless set. */
    public Builder policy(LeasePolicy policy) {
      engine.policy(policy);
      return this;
    }

    /**
     * Has free addresses probed before they are offered, on threads of their own ({@link
     * Setting#PROBE_STOCK}, {@link Setting#PROBE_LIFETIME}); none are unless set.
     */
    public Builder probe(AddressProbe probe) {
      engine.probe(probe);
      return this;
    }

    /** Adds one who is told; nobody is unless added. They are told in the order of the calls. */
    public Builder listener(ServerListener listener) {
      engine.listener(listener);
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
      engine.random(random);
      return this;
    }

    /** Sets where threads come from and how they wait; threads of the JDK unless set. */
    public Builder threads(ServerThreads threads) {
      this.threads = Objects.requireNonNull(threads, "threads");
      return this;
    }

    /**
     * Sets how many threads handle datagrams, 1 or more; one a processor, at most 4, unless set.
     */
    public Builder lanes(int count) {
      lanes = positive("lanes", count);
      return this;
    }

    /** Sets how many datagrams may wait for each thread, 1 or more; 4096 unless set. */
    public Builder inboxCapacity(int datagrams) {
      inboxCapacity = positive("inboxCapacity", datagrams);
      return this;
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " " + value + ": expected 1 or more");
      }
      return value;
    }

    /**
     * Reads all leases of the store and starts the server.
     *
     * @throws IllegalStateException when there is no transport
     */
    public DhcpServer start() {
      if (transports.isEmpty()) {
        throw new IllegalStateException(
            "a server without transport: call transport(…), or drive a DhcpEngine yourself");
      }
      return new DhcpServer(this);
    }
  }
}
