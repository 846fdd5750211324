package io.leasehold.dhcp.server.internal.explain;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.policy.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells which level of the configuration the value of an option comes from. */
final class OptionOrigins {

  private final Terms terms;
  private final List<Level> levels = new ArrayList<>();

  private record Level(String name, Settings settings) {}

  /**
   * Looks at all that holds for a client at an address, the first to be followed first. Where the
   * address is 0.0.0.0, a reply has none: what holds is that of the place of the request.
   */
  OptionOrigins(PlacedRequest placed, Terms terms, Ipv4Address address) {
    this.terms = terms;
    placed.reservation().map(Reservation::settings).ifPresent(it -> add("its reservation", it));
    placed
        .link()
        .ifPresent(
            link -> {
              Optional<Pool> pool = link.poolOf(address);
              pool.ifPresent(it -> add("pool " + it.range(), it.settings()));
              Optional<Subnet> only =
                  Optional.of(link.network().subnets())
                      .filter(subnets -> subnets.size() == 1)
                      .map(subnets -> subnets.get(0));
              Optional<Subnet> subnet =
                  (address.isUnspecified() ? placed.subnet() : link.subnetOf(address))
                      .or(() -> only);
              subnet.ifPresent(it -> add("subnet " + it.network(), it.settings()));
              add("shared network " + link, link.network().settings());
            });
    for (ClientClass each : placed.settingClasses(address)) {
      add("client class " + each.name(), each.settings());
    }
    add("the server's configuration", placed.topology().config().settings());
  }

  private void add(String name, Settings settings) {
    levels.add(new Level(name, settings));
  }

  /** Returns where the value of an option comes from; empty where it is worked out. */
  Optional<String> of(int code) {
    if (terms.options().contains(code)) {
      return Optional.of("the policy");
    }
    for (Level level : levels) {
      if (level.settings.options().contains(code)) {
        return Optional.of(level.name);
      }
      if (level.settings.copied().containsKey(code)) {
        return Optional.of(level.settings.copied().get(code) + ", as " + level.name + " has it");
      }
    }
    return Optional.empty();
  }
}
