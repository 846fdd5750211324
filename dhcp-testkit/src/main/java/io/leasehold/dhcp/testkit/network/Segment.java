package io.leasehold.dhcp.testkit.network;

import io.leasehold.dhcp.codec.address.Ipv4Network;
import java.util.ArrayList;
import java.util.List;

/** A broadcast domain: who is on it, and which addresses are routed to it. */
final class Segment {

  final String name;
  final Ipv4Network network;
  final List<ServerPort> servers = new ArrayList<>();
  final List<RelayAgent> relayAgents = new ArrayList<>();
  final List<ClientPort> clients = new ArrayList<>();

  Segment(String name, Ipv4Network network) {
    this.name = name;
    this.network = network;
  }
}
