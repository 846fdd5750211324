package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.server.transport.Transport;
import io.leasehold.dhcp.testkit.network.VirtualProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/** A server of the site, which can be killed and started again. */
final class SimulatedServer {

  private static final Duration LONG = Duration.ofMinutes(2);

  private final Site site;
  private final Ipv4Address address;
  private Optional<Incarnation> incarnation = Optional.empty();

  /** Whether it is being started or closed, which takes time. */
  private boolean isBusy;

  /** What runs from one start to the next. */
  private record Incarnation(VirtualProcess process, Transport transport, DhcpServer server) {}

  SimulatedServer(Site site, Ipv4Address address) {
    this.site = site;
    this.address = address;
  }

  Ipv4Address address() {
    return address;
  }

  boolean isDown() {
    return incarnation.isEmpty() && !isBusy;
  }

  boolean isUp() {
    return incarnation.isPresent();
  }

  /** Starts it; where the store fails meanwhile, it does not start. */
  void start() {
    isBusy = true;
    boolean mayFail = mayFail();
    site.checks().onStart(address);
    VirtualProcess process = site.time().newProcess();
    Transport transport = site.network().addServer(Site.FIRST_SEGMENT, address);
    try {
      DhcpServer server =
          DhcpServer.builder(site.config())
              .transport(transport)
              .store(site.storeFor(process))
              .policy(site.policy())
              .threads(process)
              .clock(site.clock())
              .lanes(site.scenario().lanes())
              .random(new SplittableRandom(site.random().nextLong()))
              .listener(listenerOf(process))
              .start();
      incarnation = Optional.of(new Incarnation(process, transport, server));
    } catch (RuntimeException e) {
      objectUnless(mayFail, "does not start: " + e);
      process.kill();
      transport.close();
      site.checks().onCrash(address);
    }
    isBusy = false;
  }

  /** Returns whether calls of the store may fail from now on. */
  private boolean mayFail() {
    return site.hasStoreTrouble() && !site.isCalm();
  }

  private void objectUnless(boolean condition, String what) {
    if (!condition) {
      site.findings()
          .report(
              "a server does as it is told", "server " + address + " " + what, "server " + address);
    }
  }

  private ServerListener listenerOf(VirtualProcess process) {
    return new ServerListener() {
      @Override
      public void onLease(LeaseEvent event) {
        if (process.isAlive()) {
          site.checks().onLease(event);
        }
      }

      @Override
      public void onDecision(InboundDatagram datagram, Decision decision) {
        if (process.isAlive()) {
          site.checks().onDecision(address, datagram, decision);
        }
      }
    };
  }

  /** Kills it: nothing that it was about to do is done. */
  void crash() {
    incarnation.ifPresent(
        it -> {
          it.process.kill();
          it.transport.close();
          site.checks().onCrash(address);
        });
    incarnation = Optional.empty();
  }

  /** Closes it as its embedder would, if it runs. */
  void close() {
    if (incarnation.isPresent()) {
      Incarnation closing = incarnation.get();
      incarnation = Optional.empty();
      isBusy = true;
      CompletableFuture<Void> closed = new CompletableFuture<>();
      closing.process.start(
          () -> {
            closing.server.close();
            closed.complete(null);
          });
      objectUnless(site.time().await(closed, LONG), "has not closed in " + LONG);
      isBusy = false;
    }
  }

  /** Gives it its configuration anew. */
  void reconfigure() {
    incarnation.ifPresent(
        it -> {
          boolean mayFail = mayFail();
          try {
            it.server.reconfigure(site.config());
          } catch (RuntimeException e) {
            // It may be closed meanwhile.
            boolean runs = incarnation.equals(Optional.of(it));
            objectUnless(mayFail || !runs, "is not reconfigured: " + e);
          }
        });
  }

  List<PoolUsage> poolUsage() {
    return incarnation.map(it -> it.server.poolUsage()).orElse(List.of());
  }
}
