package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.LeasePolicy;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;

/** Collects the parts of a {@link TestServer}. For one thread. */
public final class TestServerBuilder {

  private static final Subnet USUAL_SUBNET =
      Subnet.builder("192.0.2.0/24")
          .pool("192.0.2.10-192.0.2.200")
          .option(DhcpOptions.ROUTER, List.of(Ipv4Address.parse("192.0.2.1")))
          .build();

  private ServerConfig config = lowestFirst(USUAL_SUBNET);
  private Optional<Ipv4Address> address = Optional.empty();
  private Instant start = Instant.parse("2026-01-01T00:00:00Z");
  private LeaseStore store = new InMemoryLeaseStore();
  private Consumer<DhcpServer.Builder> parts = builder -> {};
  private Function<DhcpServer.Builder, DhcpServer> starter = DhcpServer.Builder::start;
  private boolean isOnUdp;

  TestServerBuilder() {}

  private static ServerConfig lowestFirst(Subnet... subnets) {
    ServerConfig.Builder builder =
        ServerConfig.builder().set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST);
    List.of(subnets).forEach(builder::subnet);
    return builder.build();
  }

  /** Sets subnets, of whose addresses the lowest goes first. The server is on the first of them. */
  public TestServerBuilder subnet(Subnet... subnets) {
    return config(lowestFirst(subnets));
  }

  /** Sets the configuration. The server is on the first of its networks. */
  public TestServerBuilder config(ServerConfig next) {
    config = Objects.requireNonNull(next, "config");
    return this;
  }

  /**
   * Sets the address of the server in memory; unless set, the first of the first subnet. On UDP it
   * is 127.0.0.1.
   */
  public TestServerBuilder address(String next) {
    address = Optional.of(Ipv4Address.parse(next));
    return this;
  }

  /** Sets what time it is at first. */
  public TestServerBuilder startingAt(Instant next) {
    start = Objects.requireNonNull(next, "start");
    return this;
  }

  /** Sets where leases are kept; in memory unless set. The test server closes it. */
  public TestServerBuilder store(LeaseStore next) {
    store = Objects.requireNonNull(next, "store");
    return this;
  }

  /** Sets who decides who gets what. */
  public TestServerBuilder policy(LeasePolicy policy) {
    parts = parts.andThen(builder -> builder.policy(policy));
    return this;
  }

  /** Sets what is asked for reservations that are not in the configuration. */
  public TestServerBuilder reservations(ReservationSource source) {
    parts = parts.andThen(builder -> builder.reservations(source));
    return this;
  }

  /** Adds one who is told. */
  public TestServerBuilder listener(ServerListener listener) {
    parts = parts.andThen(builder -> builder.listener(listener));
    return this;
  }

  /**
   * Has the server started by the code of a product. It is given a builder that has transport,
   * store, threads and clock already; it adds what it has of its own, and calls {@link
   * DhcpServer.Builder#start}.
   */
  public TestServerBuilder startedBy(Function<DhcpServer.Builder, DhcpServer> product) {
    starter = Objects.requireNonNull(product, "product");
    return this;
  }

  /**
   * Has the server on a UDP socket of 127.0.0.1, with threads of the JDK: its clients are behind
   * relay agents ({@link io.leasehold.dhcp.testkit.network.UdpLink}). What they wait for takes real
   * time.
   */
  public TestServerBuilder onUdp() {
    isOnUdp = true;
    return this;
  }

  /** Starts the server. */
  public TestServer start() {
    Ground ground =
        isOnUdp ? new UdpGround(address(), start) : new InMemoryGround(config, address(), start);
    ExchangeLog log = new ExchangeLog(ground.clock(), !isOnUdp);
    if (!isOnUdp) {
      ground.network().listener(log);
    }
    FaultyLeaseStore faults = FaultyLeaseStore.around(store, ground.threads());
    DhcpServer.Builder builder =
        DhcpServer.builder(config)
            .transport(ground.transport())
            .threads(ground.threads())
            .clock(ground.clock())
            .store(faults)
            .random(new Random(0))
            .lanes(1)
            .listener(log);
    try {
      parts.accept(builder);
      DhcpServer server =
          Objects.requireNonNull(starter.apply(builder), "what startedBy(…) has returned");
      return new TestServer(ground, server, store, faults, log);
    } catch (Throwable e) {
      // As the test server would, which there is none of.
      try (ground;
          faults) {
        ground.transport().close();
      } catch (Throwable next) {
        e.addSuppressed(next);
      }
      throw e;
    }
  }

  private Ipv4Address address() {
    return address.orElseGet(
        () ->
            config.networks().stream()
                .map(SharedNetwork::subnets)
                .flatMap(List::stream)
                .findFirst()
                .orElse(USUAL_SUBNET)
                .network()
                .address()
                .plus(1));
  }
}
