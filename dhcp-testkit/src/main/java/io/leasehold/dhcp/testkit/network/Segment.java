package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import java.util.ArrayList;
import java.util.List;

/** A broadcast domain: who is on it, and which addresses are routed to it. */
final class Segment {

  final String name;
  private final List<Ipv4Network> networks;
  final List<ServerPort> servers = new ArrayList<>();
  final List<RelayAgent> relayAgents = new ArrayList<>();
  final List<ClientPort> clients = new ArrayList<>();

  Segment(String name, List<Ipv4Network> networks) {
    this.name = name;
    this.networks = networks;
  }

  boolean has(Ipv4Address address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }
}
