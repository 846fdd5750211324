package io.leasehold.dhcp.server.internal.place;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.policy.RequestKind;
import java.util.Optional;
import java.util.Set;

/** Finds out where the client of a request is, and which server it means. */
public final class Placer {

  private final Topology topology;
  private final Set<Ipv4Address> localAddresses;

  /** Makes a placer for a server that has these addresses. */
  public Placer(Topology topology, Set<Ipv4Address> localAddresses) {
    this.topology = topology;
    this.localAddresses = Set.copyOf(localAddresses);
  }

  /** Returns the request with its place. */
  public PlacedRequest place(Request request) {
    Optional<Link> link = linkOf(request);
    Optional<Ipv4Address> override = override(request);
    return new PlacedRequest(
        request,
        link,
        link.flatMap(known -> known.reservationFor(request.client())),
        addressee(request, override),
        override);
  }

  private Optional<Link> linkOf(Request request) {
    DhcpMessage message = request.message();
    Optional<Ipv4Address> selected =
        request
            .relayAgentInformation()
            .flatMap(RelayAgentInformation::linkSelection)
            .or(() -> message.option(DhcpOptions.SUBNET_SELECTION));
    if (selected.isPresent()) {
      return topology.linkOf(selected.get());
    }
    if (request.isRelayed()) {
      return topology.linkOfRelay(message.giaddr());
    }
    // A client that renews is wherever its address is, by whatever interface its message came.
    if (request.kind() == RequestKind.RENEWING) {
      return topology.linkOf(message.ciaddr());
    }
    if (request.kind() == RequestKind.INFORM && !message.ciaddr().isUnspecified()) {
      return topology.linkOf(message.ciaddr());
    }
    return topology.linkOfInterface(request.arrival());
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
        topology.config().rules().ignoreServerIdentifier()
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
