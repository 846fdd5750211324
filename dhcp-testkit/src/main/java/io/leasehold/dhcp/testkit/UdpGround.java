package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.ServerThreads;
import io.leasehold.dhcp.server.transport.Transport;
import io.leasehold.dhcp.server.transport.UdpTransport;
import io.leasehold.dhcp.testkit.network.ClientLink;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import io.leasehold.dhcp.testkit.network.UdpLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Loopback: real sockets and threads, and a clock that is turned by hand. */
final class UdpGround implements Ground {

  private final Ipv4Address link;
  private final TestClock clock;
  private final RealThreads threads = new RealThreads();
  private final UdpTransport transport;

  /**
   * Opens the sockets.
   *
   * @param link an address of the subnet whose clients are beside the server
   */
  UdpGround(Ipv4Address link, Instant start) {
    this.link = link;
    clock = TestClock.at(start);
    try {
      transport = UdpTransport.builder().bind(UdpLink.LOOPBACK).port(0).open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public ServerThreads threads() {
    return threads;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public TestNetwork network() {
    throw new IllegalStateException("network() of a server on UDP: leave out onUdp()");
  }

  @Override
  public String segment() {
    return "loopback";
  }

  @Override
  public int port() {
    return transport.port();
  }

  @Override
  public Function<HardwareAddress, ClientLink> beside() {
    return behind(link, Optional.empty());
  }

  @Override
  public Function<HardwareAddress, ClientLink> behind(
      Ipv4Address giaddr, Optional<RelayAgentInformation> information) {
    RelayAgentInformation said =
        information
            .filter(it -> it.linkSelection().isPresent())
            .orElseGet(
                () ->
                    information
                        .map(it -> it.with(RelayAgentOptions.LINK_SELECTION, giaddr))
                        .orElseGet(
                            () ->
                                RelayAgentInformation.of(
                                    RelayAgentOptions.LINK_SELECTION, giaddr)));
    return client -> UdpLink.open(UdpLink.LOOPBACK, port(), said, timeOfClient());
  }

  /** Real time passes for a client, and what the clock is turned by. */
  private InstantSource timeOfClient() {
    long begin = System.nanoTime();
    return () -> clock.instant().plusNanos(System.nanoTime() - begin);
  }

  @Override
  public void advance(Duration time) {
    clock.advance(time);
    threads.keepHouse();
  }

  @Override
  public void close() {
    threads.close();
  }
}
