package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a builder that collects how a network segment is reached, which shared networks and
 * subnets have. For one thread.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SegmentBuilder<B extends SegmentBuilder<B>> extends SettingsBuilder<B>
    permits SharedNetwork.Builder, Subnet.Builder {

  private final Set<Ipv4Address> relays = new HashSet<>();
  private Optional<String> interfaceName = Optional.empty();

  SegmentBuilder() {}

  /** Adds a relay agent that serves clients here without having an address here. */
  public B relay(Ipv4Address relay) {
    relays.add(relay);
    return self();
  }

  /** Sets the server's network interface that is here. */
  public B interfaceName(String name) {
    interfaceName = Optional.of(name);
    return self();
  }

  final Set<Ipv4Address> relays() {
    return relays;
  }

  final Optional<String> interfaceName() {
    return interfaceName;
  }
}
