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
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A server of the site, which can be killed and started again. */
final class SimulatedServer {

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
      // As it is said: the store fails.
      process.kill();
      transport.close();
      site.checks().onCrash(address);
    }
    isBusy = false;
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
      DhcpServer closing = incarnation.get().server;
      incarnation = Optional.empty();
      isBusy = true;
      closing.close();
      isBusy = false;
    }
  }

  /** Gives it its configuration anew. */
  void reconfigure() {
    incarnation.ifPresent(
        it -> {
          try {
            it.server.reconfigure(site.config());
          } catch (RuntimeException e) {
            // The store fails, and the configuration stays as it was.
          }
        });
  }

  List<PoolUsage> poolUsage() {
    return incarnation.map(it -> it.server.poolUsage()).orElse(List.of());
  }
}
