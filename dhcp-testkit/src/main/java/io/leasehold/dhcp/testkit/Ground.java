package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.server.ServerThreads;
import io.leasehold.dhcp.server.transport.Transport;
import io.leasehold.dhcp.testkit.network.ClientLink;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What a {@link TestServer} stands on: a network in memory, or loopback. */
interface Ground extends AutoCloseable {

  /** Returns the one transport of the server. */
  Transport transport();

  ServerThreads threads();

  Clock clock();

  /** Returns the network in memory. */
  TestNetwork network();

  /** Returns the name of the server's segment. */
  String segment();

  /** Returns the port of the server. */
  int port();

  /** Returns how clients get links on the server's own segment. */
  Function<HardwareAddress, ClientLink> beside();

  /** Adds a relay agent, and returns how clients behind it get links. */
  Function<HardwareAddress, ClientLink> behind(
      Ipv4Address giaddr, Optional<RelayAgentInformation> information);

  /** Lets time pass, and what is due happen. */
  void advance(Duration time);

  /** Ends everything but the server, which is closed already. */
  @Override
  void close();
}
