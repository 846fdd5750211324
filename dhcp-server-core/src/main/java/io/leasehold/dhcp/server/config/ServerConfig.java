package io.leasehold.dhcp.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything that a server hands out, and how. Checked as a whole when it is made: a configuration
 * that exists makes sense.
 *
 * <p>Immutable, and safe for use by any thread.
 *
 * @param networks the network segments
 * @param classes the client classes, in the order in which they are looked at
 * @param reservations what is kept for single clients wherever they are
 * @param settings what holds everywhere
 */
public record ServerConfig(
    List<SharedNetwork> networks,
    List<ClientClass> classes,
    List<Reservation> reservations,
    Settings settings) {

  /**
   * Checks how the parts fit together.
   *
   * @throws InvalidConfigException when they do not; it lists all that is wrong, each with its
   *     place
   */
  public ServerConfig {
    networks = List.copyOf(networks);
    classes = List.copyOf(classes);
    reservations = List.copyOf(reservations);
    Objects.requireNonNull(settings, "settings");
    List<String> problems = ConfigCheck.problems(networks, classes, reservations, settings);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
  }

  /**
   * Returns the configuration of a server for these subnets, each on a network segment of its own.
   *
   * @throws InvalidConfigException when they do not fit together
   */
  public static ServerConfig of(Subnet... subnets) {
    Builder builder = builder();
    for (Subnet subnet : subnets) {
      builder.subnet(subnet);
    }
    return builder.build();
  }

  /** Returns a builder of a configuration without networks. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with this configuration. */
  public Builder toBuilder() {
    Builder builder = builder().takeOver(settings);
    networks.forEach(builder::network);
    classes.forEach(builder::clientClass);
    reservations.forEach(builder::reservation);
    return builder;
  }

  /** Collects the parts of a configuration. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final List<SharedNetwork> networks = new ArrayList<>();
    private final List<ClientClass> classes = new ArrayList<>();
    private final List<Reservation> reservations = new ArrayList<>();

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    @Override
    boolean isServer() {
      return true;
    }

    /** Adds a subnet that has its network segment to itself. */
    public Builder subnet(Subnet subnet) {
      return network(SharedNetwork.ofOne(subnet));
    }

    /** Adds a shared network. */
    public Builder network(SharedNetwork network) {
      networks.add(network);
      return this;
    }

    /** Adds a client class; classes are looked at in the order in which they are added. */
    public Builder clientClass(ClientClass clientClass) {
      classes.add(clientClass);
      return this;
    }

    /** Adds what is kept for a client wherever it is. */
    public Builder reservation(Reservation reservation) {
      reservations.add(reservation);
      return this;
    }

    /**
     * Returns the configuration.
     *
     * @throws InvalidConfigException when the parts do not fit together
     */
    public ServerConfig build() {
      return new ServerConfig(networks, classes, reservations, settings());
    }
  }
}
