package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.RequestKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A request, and where its client is.
 *
 * @param request the request
 * @param topology the configuration that holds for it
 * @param link the client's network segment, where it is configured and serves the client
 * @param subnet the subnet there that the message came in by, where it is known
 * @param reservation what is kept for the client there
 * @param classes the classes that the client is in
 * @param addressee whom option 54 names
 * @param serverIdentifier what replies have in option 54, as far as the address does not matter
 */
public record PlacedRequest(
    Request request,
    Topology topology,
    Optional<Link> link,
    Optional<Subnet> subnet,
    Optional<Reservation> reservation,
    Set<String> classes,
    Addressee addressee,
    Optional<Ipv4Address> serverIdentifier) {

  /** Whom a message is meant for. */
  public enum Addressee {
    ANY_SERVER,
    THIS_SERVER,
    OTHER_SERVER
  }

  /** Returns whether a pool is one of the subnet that the message came in by. */
  public boolean isAtHome(Pool pool) {
    return subnet.filter(home -> home.network().contains(pool.range().first())).isPresent();
  }

  /** Returns whether the client is to use IPv6, and to get no address (RFC 8925 section 3.3). */
  public boolean goesWithoutAddress() {
    return request.kind().isForAddress() && asksForIpv6Only() && tellsIpv6Only(settings());
  }

  private static boolean tellsIpv6Only(Settings settings) {
    int code = DhcpOptions.IPV6_ONLY_PREFERRED.code();
    return settings.value(Setting.IPV6_ONLY_WITHOUT_ADDRESS)
        && settings.codes().contains(code)
        && !settings.neverSend().contains(code);
  }

  private boolean asksForIpv6Only() {
    return request
        .message()
        .option(DhcpOptions.PARAMETER_LIST)
        .filter(codes -> codes.contains(DhcpOptions.IPV6_ONLY_PREFERRED.code()))
        .isPresent();
  }

  /** Returns whether a DISCOVER is to be answered by a DHCPACK (RFC 4039). */
  public boolean commitsRapidly() {
    return request.kind() == RequestKind.DISCOVER
        && request.message().option(DhcpOptions.RAPID_COMMIT).isPresent()
        && settings().value(Setting.RAPID_COMMIT);
  }

  /** Returns for how long an offer to the client is stored; zero where it is not. */
  public Duration offerLifetime() {
    return settings().value(Setting.OFFER_LIFETIME);
  }

  /** Returns what holds for the client where it has {@code address}. */
  public Settings settingsAt(Ipv4Address address) {
    return settings(link.map(known -> known.levelOf(address)).orElse(topology.level()));
  }

  /** Returns what holds for the client where no address is known. */
  public Settings settings() {
    return settings(link.map(known -> known.levelOf(subnet)).orElse(topology.level()));
  }

  /**
   * Returns the client's classes that set something where it has {@code address}; where that is
   * 0.0.0.0, no address is known.
   */
  public List<ClientClass> settingClasses(Ipv4Address address) {
    Level level =
        link.map(known -> address.isUnspecified() ? known.levelOf(subnet) : known.levelOf(address))
            .orElse(topology.level());
    return topology.classes().setting(request, classes, level.all().requiredClasses());
  }

  private Settings settings(Level level) {
    Settings ofClasses =
        classes.isEmpty()
            ? Settings.NONE
            : topology.classes().settingsOf(request, classes, level.all().requiredClasses());
    return reservation.map(Reservation::settings).orElse(Settings.NONE).over(level.with(ofClasses));
  }
}
