package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept for one client of a subnet, or of the server.
 *
 * @param client whom it is for
 * @param address the client's address, inside or outside the pools; nobody else gets it
 * @param hostName the client's name, sent in option 12
 * @param classes the classes that the client is in
 * @param settings what holds for the client
 */
public record Reservation(
    HostKey client,
    Optional<Ipv4Address> address,
    Optional<String> hostName,
    Set<String> classes,
    Settings settings) {

  /** Copies the set. */
  public Reservation {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(hostName, "hostName");
    classes = Set.copyOf(classes);
    Objects.requireNonNull(settings, "settings");
  }

  /** Returns a builder of a reservation for a hardware address. */
  public static Builder builder(HardwareAddress client) {
    return new Builder(HostKey.of(client));
  }

  /** Returns a builder of a reservation for a client identifier. */
  public static Builder builder(ClientIdentifier client) {
    return new Builder(HostKey.of(client));
  }

  /** Returns a builder of a reservation for whatever identifies a host. */
  public static Builder builder(HostKey client) {
    return new Builder(client);
  }

  /** Collects the parts of a reservation. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final HostKey client;
    private Optional<Ipv4Address> address = Optional.empty();
    private Optional<String> hostName = Optional.empty();
    private final Set<String> classes = new HashSet<>();

    private Builder(HostKey client) {
      this.client = client;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Sets the client's address. */
    public Builder address(Ipv4Address address) {
      this.address = Optional.of(address);
      return this;
    }

    /**
     * Sets the client's address.
     *
     * @throws IllegalArgumentException when {@code address} is no IPv4 address
     */
    public Builder address(String address) {
      return address(Ipv4Address.parse(address));
    }

    /** Sets the client's name. */
    public Builder hostName(String name) {
      hostName = Optional.of(name);
      return this;
    }

    /** Puts the client into a class. */
    public Builder clientClass(String name) {
      classes.add(name);
      return this;
    }

    /** Returns the reservation. */
    public Reservation build() {
      return new Reservation(client, address, hostName, classes, settings());
    }
  }
}
