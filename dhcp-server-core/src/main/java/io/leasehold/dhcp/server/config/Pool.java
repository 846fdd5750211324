package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.address.Ipv4Range;
import java.util.Objects;

/**
 * Addresses of a subnet that any of its clients may be given.
 *
 * @param range the addresses; a subnet's own, its broadcast and the server's addresses are never
 *     given out, even where they are inside
 * @param settings what holds for these addresses
 */
public record Pool(Ipv4Range range, Settings settings) {

  /** Checks for null. */
  public Pool {
    Objects.requireNonNull(range, "range");
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

  /** Collects the parts of a pool. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final Ipv4Range range;

    private Builder(Ipv4Range range) {
      this.range = range;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Returns the pool. */
    public Pool build() {
      return new Pool(range, settings());
    }
  }
}
