package io.leasehold.dhcp.server.internal.place;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Locality;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.reservation.Host;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;
import java.util.Set;

/** Finds out where the client of a request is, and which server it means. */
public final class Placer {

  private final Topology topology;
  private final Set<Ipv4Address> localAddresses;
  private final HostKeys hostKeys;

  /** What tells where a client is. */
  public enum Clue {
    /** The relay agent's link selection (RFC 3527). */
    LINK_SELECTION,
    /** The client's subnet selection (RFC 3011). */
    SUBNET_SELECTION,
    RELAY_AGENT,
    CLIENT_ADDRESS,
    INTERFACE
  }

  /** Makes a placer for a server that has these addresses. */
  public Placer(Topology topology, Set<Ipv4Address> localAddresses) {
    this.topology = topology;
    this.localAddresses = Set.copyOf(localAddresses);
    hostKeys = new HostKeys(topology.config().settings());
  }

  /**
   * Returns the host that a request comes from, where its network is known and the configuration
   * reserves nothing for it there.
   */
  public Optional<Host> hostWithoutReservation(Request received) {
    if (received.kind() == RequestKind.LEASEQUERY) {
      return Optional.empty();
    }
    return localityOf(received)
        .map(Locality::link)
        .filter(link -> hostKeys.find(link, received).isEmpty())
        .map(link -> new Host(link.network().name(), hostKeys.of(received)))
        .filter(host -> !host.keys().isEmpty());
  }

  /**
   * Returns the request with its place.
   *
   * @param fromElsewhere what is reserved for the client elsewhere than in the configuration
   */
  public PlacedRequest place(Request received, Optional<Reservation> fromElsewhere) {
    if (received.kind() == RequestKind.LEASEQUERY) {
      return placeNowhere(received);
    }
    Optional<Locality> locality = localityOf(received);
    Optional<Link> link = locality.map(Locality::link);
    boolean ignoresIdentifier =
        link.map(Link::settings)
            .orElse(topology.config().settings())
            .value(Setting.IGNORE_CLIENT_IDENTIFIER);
    Request request = ignoresIdentifier ? received.withoutIdentifier() : received;
    Optional<Reservation> reservation =
        link.flatMap(known -> hostKeys.find(known, received)).or(() -> fromElsewhere);
    Set<String> classes =
        topology.usesClasses()
            ? topology
                .classes()
                .withReservation(request, topology.classes().ofRequest(request), reservation)
            : Set.of();
    Optional<Ipv4Address> override = override(request);
    return new PlacedRequest(
        request,
        topology,
        link.filter(known -> known.admits(classes)),
        locality.flatMap(Locality::subnet),
        reservation,
        classes,
        addressee(request, override),
        override);
  }

  /**
   * Returns a leasequery with the place of the lease that it is answered by: what the configuration
   * has for the holder there.
   */
  public PlacedRequest placeAt(Lease lease, PlacedRequest query) {
    Optional<Link> link = topology.linkOf(lease.address());
    return new PlacedRequest(
        query.request(),
        topology,
        link,
        link.flatMap(known -> known.subnetOf(lease.address())),
        link.flatMap(known -> hostKeys.find(known, lease)),
        query.classes(),
        query.addressee(),
        query.serverIdentifier());
  }

  /** Returns a leasequery, which comes from no client, and is about any place. */
  private PlacedRequest placeNowhere(Request query) {
    return new PlacedRequest(
        query,
        topology,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Addressee.ANY_SERVER,
        Optional.empty());
  }

  /** Returns where a request comes in, whether or not its client is served there. */
  public Optional<Locality> localityOf(Request request) {
    return switch (clueOf(request)) {
      case LINK_SELECTION -> linkSelection(request).flatMap(topology::localityOf);
      case SUBNET_SELECTION ->
          request.message().option(DhcpOptions.SUBNET_SELECTION).flatMap(topology::localityOf);
      case RELAY_AGENT -> topology.localityOfRelay(request.message().giaddr());
      case CLIENT_ADDRESS -> topology.localityOf(request.message().ciaddr());
      case INTERFACE -> topology.localityOfInterface(request.arrival());
    };
  }

  /** Returns what tells where the client of a request is. */
  public Clue clueOf(Request request) {
    Settings settings = topology.config().settings();
    if (linkSelection(request).isPresent()) {
      return Clue.LINK_SELECTION;
    }
    if (!settings.value(Setting.IGNORE_SUBNET_SELECTION)
        && request.message().option(DhcpOptions.SUBNET_SELECTION).isPresent()) {
      return Clue.SUBNET_SELECTION;
    }
    if (request.isRelayed()) {
      return Clue.RELAY_AGENT;
    }
    // A client that renews is wherever its address is, by whatever interface its message came.
    boolean isWhereItsAddressIs =
        request.kind() == RequestKind.RENEWING
            || (request.kind() == RequestKind.INFORM
                && !request.message().ciaddr().isUnspecified());
    return isWhereItsAddressIs ? Clue.CLIENT_ADDRESS : Clue.INTERFACE;
  }

  private Optional<Ipv4Address> linkSelection(Request request) {
    return topology.config().settings().value(Setting.IGNORE_LINK_SELECTION)
        ? Optional.empty()
        : request.relayAgentInformation().flatMap(RelayAgentInformation::linkSelection);
  }

  private static Optional<Ipv4Address> override(Request request) {
    return request
        .relayAgentInformation()
        .flatMap(RelayAgentInformation::serverIdentifierOverride)
        .filter(address -> !address.isUnspecified());
  }

  private Addressee addressee(Request request, Optional<Ipv4Address> override) {
    if (!request.message().options().contains(DhcpOptions.DHCP_SERVER_ID)) {
      return Addressee.ANY_SERVER;
    }
    // One of the wrong length names a server, and not this one.
    Optional<Ipv4Address> named = request.message().option(DhcpOptions.DHCP_SERVER_ID);
    boolean ours =
        topology.config().settings().value(Setting.IGNORE_SERVER_IDENTIFIER)
            || named.filter(address -> isOurs(address, request, override)).isPresent();
    return ours ? Addressee.THIS_SERVER : Addressee.OTHER_SERVER;
  }

  private boolean isOurs(Ipv4Address named, Request request, Optional<Ipv4Address> override) {
    return named.equals(request.arrival().localAddress())
        || localAddresses.contains(named)
        || topology.isServerIdentifier(named)
        || override.filter(named::equals).isPresent();
  }
}
