package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.transport.Interfaces.Interface;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides which sockets a {@link UdpTransport} has on a given machine. */
@FunctionalInterface
interface SocketLayout {

  /**
   * One socket to be.
   *
   * @param address what it is bound to
   * @param arrival what is said of every datagram that it receives
   */
  record Endpoint(Ipv4Address address, Arrival arrival) {

    static Endpoint at(Ipv4Address address, Interface owner) {
      return new Endpoint(address, new Arrival(owner.name(), address, true));
    }

    boolean isWildcard() {
      return address.isUnspecified();
    }
  }

  /**
   * Returns the sockets, each for another address.
   *
   * @throws IOException when this machine does not have what is asked for
   */
  List<Endpoint> endpoints(Interfaces machine) throws IOException;

  /**
   * A wildcard socket, which alone receives broadcasts, and one for each address of the interface,
   * which takes the unicasts to that address and can send. Broadcasts count as arrived at {@code
   * primary}, or else at the interface's first address.
   */
  static SocketLayout onInterface(String name, Optional<Ipv4Address> primary) {
    return machine -> {
      Interface attached = machine.named(name);
      Ipv4Address first = primary.orElse(attached.addresses().get(0));
      if (!attached.addresses().contains(first)) {
        throw new IOException("address " + first + ": not one of interface " + attached);
      }
      Set<Ipv4Address> addresses = new LinkedHashSet<>();
      addresses.add(first);
      addresses.addAll(attached.addresses());

      List<Endpoint> endpoints = new ArrayList<>();
      endpoints.add(new Endpoint(Ipv4Address.UNSPECIFIED, new Arrival(name, first, false)));
      addresses.forEach(address -> endpoints.add(Endpoint.at(address, attached)));
      return endpoints;
    };
  }

  /** A socket for each address of every interface that is up. */
  static SocketLayout relayedOnly() {
    return machine -> {
      List<Endpoint> endpoints = new ArrayList<>();
      for (Interface candidate : machine.all()) {
        if (candidate.up()) {
          candidate.addresses().forEach(address -> endpoints.add(Endpoint.at(address, candidate)));
        }
      }
      if (endpoints.isEmpty()) {
        throw new IOException("no interface is up and has an IPv4 address: nothing to listen on");
      }
      return endpoints;
    };
  }

  /** A socket for each of these addresses. */
  static SocketLayout at(Collection<Ipv4Address> addresses) {
    return machine -> {
      List<Endpoint> endpoints = new ArrayList<>();
      for (Ipv4Address address : addresses) {
        endpoints.add(Endpoint.at(address, machine.having(address)));
      }
      return endpoints;
    };
  }
}
