package io.leasehold.dhcp.server.admin;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.address.Ipv4Range;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Which leases are wanted: those that have all that is asked for.
 *
 * @param range where their addresses lie
 * @param status what they mean for their addresses
 * @param client one of their {@link Lease#keys()}
 * @param hostName their host name, in whatever case
 * @param circuitId what the relay agent said of the circuit (82.1)
 * @param remoteId what the relay agent said of the subscriber (82.2)
 */
public record LeaseFilter(
    Ipv4Range range,
    Optional<LeaseStatus> status,
    Optional<ClientKey> client,
    Optional<String> hostName,
    Optional<Octets> circuitId,
    Optional<Octets> remoteId) {

  /** Lets all leases through. */
  public static final LeaseFilter ALL =
      new LeaseFilter(
          new Ipv4Range(Ipv4Address.UNSPECIFIED, Ipv4Address.BROADCAST),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Checks for null. */
  public LeaseFilter {
    Objects.requireNonNull(range, "range");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(client, "client");
    Objects.requireNonNull(hostName, "hostName");
    Objects.requireNonNull(circuitId, "circuitId");
    Objects.requireNonNull(remoteId, "remoteId");
  }

  /** Returns the filter with another range. */
  public LeaseFilter in(Ipv4Range addresses) {
    return new LeaseFilter(addresses, status, client, hostName, circuitId, remoteId);
  }

  /** Returns the filter with the range of a network. */
  public LeaseFilter in(Ipv4Network network) {
    return in(network.range());
  }

  /** Returns the filter with a status. */
  public LeaseFilter with(LeaseStatus wanted) {
    return new LeaseFilter(range, Optional.of(wanted), client, hostName, circuitId, remoteId);
  }

  /** Returns the filter with a client. */
  public LeaseFilter of(ClientKey key) {
    return new LeaseFilter(range, status, Optional.of(key), hostName, circuitId, remoteId);
  }

  /** Returns the filter with a host name. */
  public LeaseFilter named(String name) {
    return new LeaseFilter(range, status, client, Optional.of(name), circuitId, remoteId);
  }

  /** Returns the filter with a circuit ID (82.1). */
  public LeaseFilter atCircuit(Octets id) {
    return new LeaseFilter(range, status, client, hostName, Optional.of(id), remoteId);
  }

  /** Returns the filter with a remote ID (82.2). */
  public LeaseFilter atRemote(Octets id) {
    return new LeaseFilter(range, status, client, hostName, circuitId, Optional.of(id));
  }

  /** Returns whether {@code lease} has all that is asked for at {@code now}. */
  public boolean matches(Lease lease, Instant now) {
    return range.contains(lease.address())
        && status.filter(wanted -> wanted != LeaseStatus.of(lease, now)).isEmpty()
        && client.filter(key -> !lease.keys().contains(key)).isEmpty()
        && hostName.filter(name -> !isNamed(lease, name)).isEmpty()
        && hasFromAgent(lease, RelayAgentOptions.CIRCUIT_ID.code(), circuitId)
        && hasFromAgent(lease, RelayAgentOptions.REMOTE_ID.code(), remoteId);
  }

  private static boolean isNamed(Lease lease, String name) {
    return lease.hostName().filter(name::equalsIgnoreCase).isPresent();
  }

  private static boolean hasFromAgent(Lease lease, int code, Optional<Octets> wanted) {
    return wanted.isEmpty()
        || lease
            .relayAgentInformation()
            .flatMap(RelayAgentInformation::decode)
            .flatMap(information -> information.subOptions().raw(code))
            .equals(wanted);
  }
}
