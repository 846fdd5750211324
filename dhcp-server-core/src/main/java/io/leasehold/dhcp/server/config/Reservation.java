package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.ClientKey;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept for one client of a subnet.
 *
 * @param client whom it is for
 * @param address the client's address, inside or outside the pools; nobody else gets it
 * @param hostName the client's name, sent in option 12
 * @param settings what holds for the client
 */
public record Reservation(
    ClientKey client, Optional<Ipv4Address> address, Optional<String> hostName, Settings settings) {

  /** Checks for null. */
  public Reservation {
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(hostName, "hostName");
    Objects.requireNonNull(settings, "settings");
  }

  /** Returns a builder of a reservation for a hardware address. */
  public static Builder builder(HardwareAddress client) {
    return new Builder(ClientKey.of(client));
  }

  /** Returns a builder of a reservation for a client identifier. */
  public static Builder builder(ClientIdentifier client) {
    return new Builder(ClientKey.of(client));
  }

  /** Collects the parts of a reservation. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final ClientKey client;
    private Optional<Ipv4Address> address = Optional.empty();
    private Optional<String> hostName = Optional.empty();

    private Builder(ClientKey client) {
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

    /** Returns the reservation. */
    public Reservation build() {
      return new Reservation(client, address, hostName, settings());
    }
  }
}
