package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.server.ServerThreads;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.transport.Transport;
import io.leasehold.dhcp.testkit.network.ClientLink;
import io.leasehold.dhcp.testkit.network.RelayAgent;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import io.leasehold.dhcp.testkit.network.VirtualProcess;
import io.leasehold.dhcp.testkit.network.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A network in memory, in virtual time, with a segment for each network of the configuration. The
 * server is on the first.
 */
final class InMemoryGround implements Ground {

  private static final int PORT = 67;

  private final VirtualTime time;
  private final TestNetwork network;
  private final VirtualProcess process;
  private final String lan;
  private final Ipv4Address address;
  private final Transport transport;

  InMemoryGround(ServerConfig config, Ipv4Address address, Instant start) {
    this.address = address;
    time = VirtualTime.startingAt(start);
    network = new TestNetwork(time);
    process = time.newProcess();
    lan = interfaceName(config);
    addSegments(config);
    transport = network.addServer(lan, address);
  }

  /** A configuration may say by which interface clients of a network come. */
  private static String interfaceName(ServerConfig config) {
    return config.networks().stream()
        .limit(1)
        .flatMap(
            first ->
                first
                    .interfaceName()
                    .or(
                        () ->
                            first.subnets().stream()
                                .flatMap(subnet -> subnet.interfaceName().stream())
                                .findFirst())
                    .stream())
        .findFirst()
        .orElse("lan");
  }

  private void addSegments(ServerConfig config) {
    if (config.networks().isEmpty()) {
      network.addSegment(lan, address + "/32");
    }
    boolean isFirst = true;
    for (SharedNetwork each : config.networks()) {
      network.addSegment(
          isFirst ? lan : each.name(),
          each.subnets().stream()
              .map(Subnet::network)
              .map(Object::toString)
              .toArray(String[]::new));
      isFirst = false;
    }
  }

  @Override
  public Transport transport() {
    return transport;
  }

  @Override
  public ServerThreads threads() {
    return process;
  }

  @Override
  public Clock clock() {
    return time.clock();
  }

  @Override
  public TestNetwork network() {
    return network;
  }

  @Override
  public String segment() {
    return lan;
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public Function<HardwareAddress, ClientLink> beside() {
    return on(lan);
  }

  @Override
  public Function<HardwareAddress, ClientLink> behind(
      Ipv4Address giaddr, Optional<RelayAgentInformation> information) {
    Ipv4Address link = information.flatMap(RelayAgentInformation::linkSelection).orElse(giaddr);
    String segment = network.segmentOf(link).orElseGet(() -> addSegment(link));
    network.addRelayAgent(new RelayAgent(segment, giaddr, List.of(address), information));
    return on(segment);
  }

  private String addSegment(Ipv4Address address) {
    network.addSegment(address.toString(), address + "/32");
    return address.toString();
  }

  private Function<HardwareAddress, ClientLink> on(String segment) {
    return client -> network.addClient(segment, client, client.toString());
  }

  @Override
  public void advance(Duration duration) {
    time.sleep(duration);
  }

  @Override
  public void close() {
    time.close();
  }
}
