package io.leasehold.dhcp.server.transport;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The network interfaces of a machine, as they were at one moment.
 *
 * @param all in the order of the operating system
 */
record Interfaces(List<Interfaces.Interface> all) {

  /**
   * One network interface.
   *
   * @param name such as «eth0»
   * @param up whether it is up and running
   * @param loopback whether it leads back to this machine
   * @param addresses its IPv4 addresses, the primary one first
   */
  record Interface(String name, boolean up, boolean loopback, List<Ipv4Address> addresses) {

    @Override
    public String toString() {
      String text = addresses.isEmpty() ? "no IPv4 address" : join(addresses);
      return name + " (" + text + ")";
    }
  }

  static Interfaces ofThisMachine() throws IOException {
    List<Interface> all = new ArrayList<>();
    for (NetworkInterface found : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      try {
        all.add(
            new Interface(
                found.getName(), found.isUp(), found.isLoopback(), ipv4AddressesOf(found)));
      } catch (SocketException e) {
        // It went away after it was listed, as the interfaces of containers do.
      }
    }
    return new Interfaces(List.copyOf(all));
  }

  private static List<Ipv4Address> ipv4AddressesOf(NetworkInterface found) {
    List<Ipv4Address> addresses = new ArrayList<>();
    for (InterfaceAddress assigned : found.getInterfaceAddresses()) {
      if (assigned.getAddress() instanceof Inet4Address address) {
        addresses.add(Ipv4Address.of(address));
      }
    }
    // The JDK lists them last to first, and so a secondary address before the primary one.
    Collections.reverse(addresses);
    return List.copyOf(addresses);
  }

  /**
   * Returns the interface called {@code name}, which has at least one IPv4 address.
   *
   * @throws IOException when there is none; the message lists those that there are
   */
  Interface named(String name) throws IOException {
    for (Interface candidate : all) {
      if (candidate.name().equals(name)) {
        if (candidate.addresses().isEmpty()) {
          throw new IOException(
              "interface "
                  + name
                  + ": it has no IPv4 address; give it one before the server opens");
        }
        return candidate;
      }
    }
    throw new IOException(
        "interface " + name + ": no such interface; this machine has " + join(all));
  }

  /**
   * Returns the interface that has {@code address}. Any address in 127.0.0.0/8 is the loopback's.
   *
   * @throws IOException when there is none; the message lists those that there are
   */
  Interface having(Ipv4Address address) throws IOException {
    boolean loopback = address.toInetAddress().isLoopbackAddress();
    for (Interface candidate : all) {
      if (candidate.addresses().contains(address) || (loopback && candidate.loopback())) {
        return candidate;
      }
    }
    throw new IOException(
        "address " + address + ": no interface has it; this machine has " + join(all));
  }

  /**
   * Checks that a broadcast can only have come by the interface called {@code only}.
   *
   * @throws IOException when there are other interfaces; the message lists them
   */
  void checkOnlyInterface(String only) throws IOException {
    List<Interface> others = new ArrayList<>();
    for (Interface candidate : all) {
      if (candidate.up()
          && !candidate.loopback()
          && !candidate.addresses().isEmpty()
          && !candidate.name().equals(only)) {
        others.add(candidate);
      }
    }
    if (!others.isEmpty()) {
      throw new IOException(
          "interface "
              + only
              + ": this machine is also on "
              + join(others)
              + ", and the JDK cannot tell by which interface a broadcast arrived. Run the server"
              + " where it sees one interface (its own network namespace), or behind a relay with"
              + " relayedOnly(), or have every broadcast taken for one of "
              + only
              + " with acceptBroadcastsOfAnyInterface()");
    }
  }

  static String join(List<?> values) {
    return values.stream().map(Object::toString).collect(Collectors.joining(", "));
  }
}
