package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The subnets of one network segment: a client on it may be given an address of any of them.
 *
 * @param name what it is called in messages
 * @param subnets its subnets, in order of preference
 * @param relays relay agents that serve it, besides those with an address in one of the subnets
 * @param interfaceName the server's network interface that is on it; where it is unset, the one
 *     with an address in one of the subnets
 * @param settings what holds in it
 */
public record SharedNetwork(
    String name,
    List<Subnet> subnets,
    Set<Ipv4Address> relays,
    Optional<String> interfaceName,
    Settings settings) {

  /** Copies the collections. */
  public SharedNetwork {
    Objects.requireNonNull(name, "name");
    subnets = List.copyOf(subnets);
    relays = Set.copyOf(relays);
    Objects.requireNonNull(interfaceName, "interfaceName");
    Objects.requireNonNull(settings, "settings");
  }

  /** Returns the segment of a subnet that shares it with no other. */
  static SharedNetwork ofOne(Subnet subnet) {
    return new SharedNetwork(
        subnet.network().toString(), List.of(subnet), Set.of(), Optional.empty(), Settings.NONE);
  }

  /** Returns a builder of a shared network. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }

  /** Collects the parts of a shared network. For one thread. */
  public static final class Builder extends SegmentBuilder<Builder> {

    private final String name;
    private final List<Subnet> subnets = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Adds a subnet. */
    public Builder subnet(Subnet subnet) {
      subnets.add(subnet);
      return this;
    }

    /** Returns the shared network; {@link ServerConfig} checks how its parts fit together. */
    public SharedNetwork build() {
      return new SharedNetwork(name, subnets, relays(), interfaceName(), settings());
    }
  }
}
