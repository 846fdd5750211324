package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Addresses of a subnet that any of its clients may be given.
 *
 * @param range the addresses; a subnet's own, its broadcast and the server's addresses are never
 *     given out, even where they are inside
 * @param excluded those of them that no client is given, unless they are reserved for it
 * @param settings what holds for these addresses
 */
public record Pool(Ipv4Range range, List<Ipv4Range> excluded, Settings settings) {

  /** Copies the list. */
  public Pool {
    Objects.requireNonNull(range, "range");
    excluded = List.copyOf(excluded);
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * Returns a builder of a pool.
   *
   * @param range such as {@code 192.0.2.10-192.0.2.20} or {@code 192.0.2.64/26}
   * @throws IllegalArgumentException when {@code range} is anything else
   */
  public static Builder builder(String range) {
    return new Builder(Ipv4Range.parse(range));
  }

  /** Returns whether {@code address} is one of the addresses, and not excluded. */
  public boolean contains(Ipv4Address address) {
    if (!range.contains(address)) {
      return false;
    }
    for (Ipv4Range each : excluded) {
      if (each.contains(address)) {
        return false;
      }
    }
    return true;
  }

  /** Collects the parts of a pool. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final Ipv4Range range;
    private final List<Ipv4Range> excluded = new ArrayList<>();

    private Builder(Ipv4Range range) {
      this.range = range;
    }

    @Override
    Builder self() {
      return this;
    }

    /**
     * Leaves addresses out.
     *
     * @param addresses such as {@code 192.0.2.12-192.0.2.14} or {@code 192.0.2.12/32}
     * @throws IllegalArgumentException when {@code addresses} is anything else
     */
    public Builder exclude(String addresses) {
      excluded.add(Ipv4Range.parse(addresses));
      return this;
    }

    /** Returns the pool. */
    public Pool build() {
      return new Pool(range, excluded, settings());
    }
  }
}
