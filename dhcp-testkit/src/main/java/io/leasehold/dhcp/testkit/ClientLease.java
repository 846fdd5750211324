package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.time.Duration;
import java.time.Instant;

/**
 * What a client believes to have: its own reckoning of RFC 2131 section 4.4.5.
 *
 * @param address its address
 * @param server the server that it has it from
 * @param since when it sent the message that the server has acknowledged: all times count from here
 * @param t1 when it begins to renew
 * @param t2 when it begins to rebind
 * @param end when it has to stop using the address
 * @param ack what the server said
 */
public record ClientLease(
    Ipv4Address address,
    Ipv4Address server,
    Instant since,
    Instant t1,
    Instant t2,
    Instant end,
    DhcpMessage ack) {

  private static final double USUAL_T1 = 0.5;
  private static final double USUAL_T2 = 0.875;

  /** Reads a DHCPACK for a message that was sent at {@code since}. */
  static ClientLease of(DhcpMessage ack, Instant since) {
    Duration time = ack.option(DhcpOptions.ADDRESS_TIME).orElse(Duration.ZERO);
    Duration t1 = ack.option(DhcpOptions.RENEWAL_TIME).orElseGet(() -> part(time, USUAL_T1));
    Duration t2 = ack.option(DhcpOptions.REBINDING_TIME).orElseGet(() -> part(time, USUAL_T2));
    return new ClientLease(
        ack.yiaddr(),
        ack.option(DhcpOptions.DHCP_SERVER_ID).orElse(Ipv4Address.UNSPECIFIED),
        since,
        since.plus(t1),
        since.plus(t2),
        since.plus(time),
        ack);
  }

  private static Duration part(Duration time, double share) {
    return Duration.ofSeconds((long) (time.toSeconds() * share));
  }
}
