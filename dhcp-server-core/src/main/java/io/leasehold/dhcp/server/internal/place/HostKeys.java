package io.leasehold.dhcp.server.internal.place;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is reserved for a host, by whatever identifies it. */
final class HostKeys {

  private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);

  private final List<HostKey.Kind> order;
  private final Optional<RequestValue> computed;

  HostKeys(Settings settings) {
    order = settings.value(Setting.RESERVATION_KEYS);
    computed = settings.get(Setting.COMPUTED_HOST_KEY);
  }

  /** Returns the first reservation that one of the host's keys leads to. */
  Optional<Reservation> find(Link link, Request request) {
    if (!link.hasReservations()) {
      return Optional.empty();
    }
    for (HostKey.Kind kind : order) {
      Optional<Reservation> found = key(kind, request).flatMap(link::reservationFor);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<HostKey> key(HostKey.Kind kind, Request request) {
    return switch (kind) {
      case HARDWARE_ADDRESS -> request.client().hardwareAddress().map(HostKey::of);
      case CLIENT_IDENTIFIER -> request.client().identifier().map(HostKey::of);
      case DUID -> request.client().identifier().flatMap(ClientIdentifier::duid).map(HostKey::of);
      case CIRCUIT_ID ->
          agentOption(request, RelayAgentOptions.CIRCUIT_ID.code()).map(HostKey::circuitId);
      case REMOTE_ID ->
          agentOption(request, RelayAgentOptions.REMOTE_ID.code()).map(HostKey::remoteId);
      case COMPUTED -> computed.flatMap(value -> compute(value, request)).map(HostKey::computed);
    };
  }

  private static Optional<Octets> agentOption(Request request, int code) {
    return request.relayAgentInformation().flatMap(known -> known.subOptions().raw(code));
  }

  private static Optional<Octets> compute(RequestValue value, Request request) {
    try {
      return value.of(new RequestFacts(request.datagram(), request.message(), Set.of()));
    } catch (Throwable e) {
      LOG.debug("The computed key of a host threw, and is absent: {}", value, e);
      return Optional.empty();
    }
  }
}
