package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.policy.PoolUsage;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Requests of every kind and shape, as a server with a configuration would ask a policy. */
final class SampleRequests {

  private static final Arrival ARRIVAL = new Arrival("eth0", Ipv4Address.parse("192.0.2.1"), false);
  private static final int CLIENT_PORT = 68;

  private final ServerConfig config;
  private final Instant now;

  SampleRequests(ServerConfig config, Instant now) {
    this.config = config;
    this.now = now;
  }

  /** Returns requests of every kind: of clients with much and with little about them. */
  List<PolicyRequest> all() {
    List<PolicyRequest> requests = new ArrayList<>();
    for (RequestKind kind : RequestKind.values()) {
      if (kind != RequestKind.DECLINE && kind != RequestKind.RELEASE) {
        int client = requests.size();
        requests.add(rich(kind, client));
        requests.add(poor(kind, client + 1));
      }
    }
    return requests;
  }

  /** Returns DISCOVERs of different clients. */
  List<PolicyRequest> discovers(int first, int count) {
    return Stream.iterate(first, client -> client + 1)
        .limit(count)
        .map(client -> request(RequestKind.DISCOVER, client, network(), Optional.empty(), false))
        .toList();
  }

  /** Returns the same request, to be explained only. */
  static PolicyRequest dryRun(PolicyRequest request) {
    return new PolicyRequest(
        request.kind(),
        request.facts(),
        request.network(),
        request.client(),
        request.lease(),
        request.reservation(),
        request.poolUsage(),
        true,
        request.now());
  }

  private PolicyRequest rich(RequestKind kind, int client) {
    return request(kind, client, network(), lease(client), true);
  }

  private PolicyRequest poor(RequestKind kind, int client) {
    return request(kind, client, Optional.empty(), Optional.empty(), false);
  }

  private Optional<SharedNetwork> network() {
    return config.networks().stream().findFirst();
  }

  private Optional<Lease> lease(int client) {
    return pools()
        .findFirst()
        .map(
            pool ->
                Lease.builder(pool.range().first())
                    .clientIdentifier(Optional.of(SampleLeases.identifier(client)))
                    .hardwareAddress(Optional.of(SampleLeases.hardware(client)))
                    .startsAt(now.minusSeconds(1800))
                    .endsAt(now.plusSeconds(1800))
                    .build());
  }

  private PolicyRequest request(
      RequestKind kind,
      int client,
      Optional<SharedNetwork> network,
      Optional<Lease> lease,
      boolean isRich) {
    HardwareAddress hardwareAddress = SampleLeases.hardware(client);
    ClientIdentifier identifier = SampleLeases.identifier(client);
    DhcpMessage.Builder message =
        DhcpMessage.request().hardwareAddress(hardwareAddress).xid(client);
    type(kind).ifPresent(type -> message.option(DhcpOptions.DHCP_MSG_TYPE, type));
    if (isRich) {
      message
          .option(DhcpOptions.CLIENT_ID, identifier)
          .option(DhcpOptions.HOSTNAME, "host-" + client)
          .option(DhcpOptions.CLASS_ID, Octets.ofText("phone"))
          .option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse("203.0.113.99"))
          .option(224, Octets.of(1, 2, 3))
          .giaddr(Ipv4Address.parse("192.0.2.1"))
          .option(
              DhcpOptions.RELAY_AGENT_INFORMATION,
              RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("eth1"))
                  .with(RelayAgentOptions.REMOTE_ID, Octets.ofText("remote")));
    }
    DhcpMessage built = message.build();
    return new PolicyRequest(
        kind,
        new RequestFacts(
            new InboundDatagram(
                DhcpCodec.encode(built), Ipv4Address.UNSPECIFIED, CLIENT_PORT, ARRIVAL),
            built,
            Set.of()),
        network,
        keys(kind, isRich, hardwareAddress, identifier),
        kind == RequestKind.INFORM ? Optional.empty() : lease,
        isRich
            ? Optional.of(Reservation.builder(hardwareAddress).hostName("reserved").build())
            : Optional.empty(),
        this::usage,
        false,
        now);
  }

  /** A leasequery about an address has no client. */
  private static List<ClientKey> keys(
      RequestKind kind, boolean isRich, HardwareAddress hardwareAddress, ClientIdentifier id) {
    if (isRich) {
      return List.of(ClientKey.of(id), ClientKey.of(hardwareAddress));
    }
    return kind == RequestKind.LEASEQUERY ? List.of() : List.of(ClientKey.of(hardwareAddress));
  }

  private static Optional<MessageType> type(RequestKind kind) {
    return switch (kind) {
      case DISCOVER -> Optional.of(MessageType.DISCOVER);
      case SELECTING, INIT_REBOOT, RENEWING, REBINDING, INCOMPLETE_REQUEST ->
          Optional.of(MessageType.REQUEST);
      case DECLINE -> Optional.of(MessageType.DECLINE);
      case RELEASE -> Optional.of(MessageType.RELEASE);
      case BOOTP -> Optional.empty();
      case INFORM -> Optional.of(MessageType.INFORM);
      case LEASEQUERY -> Optional.of(MessageType.LEASEQUERY);
    };
  }

  private Stream<Pool> pools() {
    return network().stream()
        .flatMap(it -> it.subnets().stream())
        .flatMap(it -> it.pools().stream());
  }

  private List<PoolUsage> usage() {
    List<PoolUsage> usage = new ArrayList<>();
    for (SharedNetwork network : config.networks()) {
      for (Subnet subnet : network.subnets()) {
        for (Pool pool : subnet.pools()) {
          long size = pool.range().size();
          usage.add(
              new PoolUsage(network.name(), subnet.network(), pool.range(), size, 0, 0, 0, size));
        }
      }
    }
    return usage;
  }
}
