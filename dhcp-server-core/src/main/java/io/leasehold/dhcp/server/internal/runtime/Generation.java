package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.place.LeaseFit;
import io.leasehold.dhcp.server.internal.place.Placer;
import io.leasehold.dhcp.server.internal.reply.Composer;
import io.leasehold.dhcp.server.internal.report.Reports;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.probe.AddressProbe;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A configuration at work: all parts of an engine that depend on it. A batch meets one generation,
 * from its beginning to its end.
 *
 * <p>Safe for use by any thread.
 */
public final class Generation {

  private final ServerConfig config;
  private final Surroundings around;
  private final AddressBook book;
  private final LeaseFit fit;
  private final Pipeline pipeline;
  private final Optional<ProbeKeeper> probeKeeper;

  /**
   * What stays when the configuration changes.
   *
   * @param store where leases are kept
   * @param reservations knows what is reserved elsewhere than in the configuration
   * @param policy who decides who gets what
   * @param probe what probes free addresses
   * @param localAddresses all addresses of the server
   * @param reports what the engine tells the world by
   * @param clock what tells the time
   * @param random chooses among addresses
   */
  public record Surroundings(
      LeaseStore store,
      ReservationSource reservations,
      LeasePolicy policy,
      Optional<AddressProbe> probe,
      Set<Ipv4Address> localAddresses,
      Reports reports,
      Clock clock,
      RandomGenerator random) {}

  /** Puts a configuration to work, without leases. */
  public Generation(ServerConfig config, Surroundings around) {
    this(
        config,
        around,
        topology -> new AddressBook(topology, around.probe.isPresent(), around.random));
    around.localAddresses.forEach(book::exclude);
  }

  private Generation(
      ServerConfig config, Surroundings around, Function<Topology, AddressBook> bookOf) {
    this.config = config;
    this.around = around;
    Topology topology = new Topology(config);
    book = bookOf.apply(topology);
    fit = new LeaseFit(topology);
    Placer placer = new Placer(topology, around.localAddresses);
    Composer composer = new Composer(config);
    pipeline =
        new Pipeline(
            topology,
            placer,
            new ReservationFinder(around.reservations, placer, around.reports.log()),
            book,
            way(new LiveEffects(around.store, book, around.reports), placer, composer, false),
            way(new DryRun(book), placer, composer, true),
            around.reports.decisions(),
            around.clock);
    probeKeeper =
        around.probe.map(
            probe ->
                new ProbeKeeper(topology, book, around.store, probe, around.reports, around.clock));
  }

  private Pipeline.Way way(Effects effects, Placer placer, Composer composer, boolean isDryRun) {
    Settlement settlement = new Settlement(effects, composer, around.reports.log());
    PolicyCaller policy =
        new PolicyCaller(around.policy, book, isDryRun, settlement, around.reports);
    Round round =
        new Round(
            config, around.store, book, effects, policy, settlement, placer, around.reports.log());
    return new Pipeline.Way(round, settlement);
  }

  /** Notes what is stored for an address. */
  public void record(Lease lease) {
    book.record(lease);
  }

  /**
   * Returns the generation of another configuration, which knows what this one knows, and learns of
   * all that batches do which have begun with this one.
   */
  public Generation succeededBy(ServerConfig other) {
    Instant now = around.clock.instant();
    try {
      Generation next = new Generation(other, around, topology -> book.appointHeir(topology, now));
      // In this order: what is committed meanwhile is either read, or handed over.
      around.store.forEach(next.book::record);
      next.book.takeOffice();
      return next;
    } catch (Throwable e) {
      book.disownHeir();
      throw e;
    }
  }

  /** Returns the configuration. */
  public ServerConfig config() {
    return config;
  }

  /** Returns the decisions on a batch, in its order. */
  public List<Decision> handle(List<InboundDatagram> datagrams) {
    return pipeline.handle(datagrams);
  }

  /** Returns what the decision on a datagram would be, and how it would come about. */
  public Decision explain(InboundDatagram datagram) {
    return pipeline.explain(datagram);
  }

  /** Has free addresses probed on {@code threads}, where there is a probe. */
  public void probe(Executor threads) {
    probeKeeper.ifPresent(keeper -> keeper.refill(threads));
  }

  /** Returns what has become of the addresses of each pool. */
  public List<PoolUsage> poolUsage() {
    return book.usage(around.clock.instant());
  }

  /** Returns whether the address of a lease is held for another client. */
  public boolean isOfferedToOther(Lease lease, Instant now) {
    boolean strict = config.settings().value(Setting.STRICT_IDENTITY);
    Client client = new Client(lease.clientIdentifier(), lease.hardwareAddress(), strict);
    return book.isHeldForOther(lease.address(), client, now);
  }

  /** Returns why a lease cannot be given out. */
  public Optional<String> objectionToGiving(Lease lease) {
    return book.isExcluded(lease.address())
        ? Optional.of(lease.address() + " is not available")
        : fit.objectionTo(lease);
  }

  /** Returns why the configuration would not have given out a lease. */
  public Optional<String> objectionTo(Lease lease) {
    return fit.objectionTo(lease);
  }
}
