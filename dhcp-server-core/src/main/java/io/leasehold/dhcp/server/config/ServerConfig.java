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
 * @param settings what holds everywhere
 * @param rules how the protocol is played
 */
public record ServerConfig(List<SharedNetwork> networks, Settings settings, ProtocolRules rules) {

  /**
   * Checks how the parts fit together.
   *
   * @throws InvalidConfigException when they do not; it lists all that is wrong, each with its
   *     place
   */
  public ServerConfig {
    networks = List.copyOf(networks);
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(rules, "rules");
    List<String> problems = ConfigCheck.problems(networks, settings);
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

  /** Collects the parts of a configuration. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final List<SharedNetwork> networks = new ArrayList<>();
    private ProtocolRules rules = ProtocolRules.DEFAULT;

    private Builder() {}

    @Override
    Builder self() {
      return this;
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

    /** Sets how the protocol is played; {@link ProtocolRules#DEFAULT} unless set. */
    public Builder rules(ProtocolRules rules) {
      this.rules = rules;
      return this;
    }

    /**
     * Returns the configuration.
     *
     * @throws InvalidConfigException when the parts do not fit together
     */
    public ServerConfig build() {
      return new ServerConfig(networks, settings(), rules);
    }
  }
}
