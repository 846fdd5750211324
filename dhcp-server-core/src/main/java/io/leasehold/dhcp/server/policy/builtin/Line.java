package io.leasehold.dhcp.server.policy.builtin;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.policy.PolicyRequest;
import io.leasehold.dhcp.server.store.Lease;
import java.util.Optional;
import java.util.function.Function;

/**
 * By what a relay agent tells the lines of subscribers apart (option 82, RFC 3046). What it says
 * must be unique in the whole network: a circuit ID alone often is not, as agents number their
 * ports alike.
 *
 * <p>Immutable, and safe for use by any thread.
 */
public final class Line {

  /** The remote ID (82.2). */
  public static final Line REMOTE_ID =
      by(information -> information.subOptions().raw(RelayAgentOptions.REMOTE_ID.code()));

  /** The circuit ID (82.1). */
  public static final Line CIRCUIT_ID =
      by(information -> information.subOptions().raw(RelayAgentOptions.CIRCUIT_ID.code()));

  private final Function<RelayAgentInformation, Optional<Octets>> identifier;

  private Line(Function<RelayAgentInformation, Optional<Octets>> identifier) {
    this.identifier = identifier;
  }

  /** Returns lines that are told apart by what {@code identifier} makes of option 82. */
  public static Line by(Function<RelayAgentInformation, Optional<Octets>> identifier) {
    return new Line(identifier);
  }

  /** Returns the line that a request comes by, as far as is known. */
  Optional<Octets> of(PolicyRequest request) {
    return request.message().option(DhcpOptions.RELAY_AGENT_INFORMATION).flatMap(identifier);
  }

  /** Returns the line that a client got its lease by, as far as is known. */
  Optional<Octets> of(Lease lease) {
    return lease
        .relayAgentInformation()
        .flatMap(DhcpOptions.RELAY_AGENT_INFORMATION::decode)
        .flatMap(identifier);
  }
}
