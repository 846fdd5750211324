package io.leasehold.dhcp.server.internal.place;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Computed;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.store.Lease;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds what is reserved for a host, by whatever identifies it. */
final class HostKeys {

  private final List<HostKey.Kind> order;
  private final Optional<RequestValue> computed;

  HostKeys(Settings settings) {
    order = settings.value(Setting.RESERVATION_KEYS);
    computed = settings.get(Setting.COMPUTED_HOST_KEY);
  }

  /** Returns the first reservation that one of a host's keys leads to. */
  Optional<Reservation> find(Link link, Request request) {
    return find(link, kind -> key(kind, request));
  }

  private Optional<HostKey> key(HostKey.Kind kind, Request request) {
    return kind == HostKey.Kind.COMPUTED
        ? computed
            .flatMap(value -> Computed.of(value, request.datagram(), request.message()))
            .map(HostKey::computed)
        : key(kind, request.client(), request::relayAgentInformation);
  }

  /** Returns all keys of a host, in the order in which they count. */
  List<HostKey> of(Request request) {
    return order.stream().flatMap(kind -> key(kind, request).stream()).toList();
  }

  /** Returns the same for the holder of a lease; a key that is computed is not known of it. */
  Optional<Reservation> find(Link link, Lease lease) {
    Client client = new Client(lease.clientIdentifier(), lease.hardwareAddress(), false);
    return find(
        link,
        kind ->
            key(
                kind,
                client,
                () -> lease.relayAgentInformation().flatMap(RelayAgentInformation::decode)));
  }

  private Optional<Reservation> find(
      Link link, Function<HostKey.Kind, Optional<HostKey>> keyOfHost) {
    if (!link.hasReservations()) {
      return Optional.empty();
    }
    for (HostKey.Kind kind : order) {
      Optional<Reservation> found = keyOfHost.apply(kind).flatMap(link::reservationFor);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<HostKey> key(
      HostKey.Kind kind, Client client, Supplier<Optional<RelayAgentInformation>> agent) {
    return switch (kind) {
      case HARDWARE_ADDRESS -> client.hardwareAddress().map(HostKey::of);
      case CLIENT_IDENTIFIER -> client.identifier().map(HostKey::of);
      case DUID -> client.identifier().flatMap(ClientIdentifier::duid).map(HostKey::of);
      case CIRCUIT_ID ->
          agentOption(agent, RelayAgentOptions.CIRCUIT_ID.code()).map(HostKey::circuitId);
      case REMOTE_ID ->
          agentOption(agent, RelayAgentOptions.REMOTE_ID.code()).map(HostKey::remoteId);
      case COMPUTED -> Optional.empty();
    };
  }

  private static Optional<Octets> agentOption(
      Supplier<Optional<RelayAgentInformation>> agent, int code) {
    return agent.get().flatMap(known -> known.subOptions().raw(code));
  }
}
