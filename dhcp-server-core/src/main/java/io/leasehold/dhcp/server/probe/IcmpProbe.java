package io.leasehold.dhcp.server.probe;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Asks by ICMP echo, as RFC 2131 section 2.2 suggests, with what the JDK has for it ({@link
 * InetAddress#isReachable(int)}). What that does on Linux, where JDK 17 was looked at:
 *
 * <ul>
 *   <li>A process that may open raw sockets (root, or {@code CAP_NET_RAW}) sends an echo request,
 *       and another each second until the time is over. An answer from the address itself counts,
 *       and nothing else. Where there is no route to the address, it is not known whether it is in
 *       use: the probe throws.
 *   <li>Any other process connects to TCP port 7 instead, and whoever accepts or refuses is there:
 *       that finds hosts that do not answer echo requests, too. It does not find a host whose
 *       firewall drops the connection, and where there is no route to the address it says that
 *       nobody uses it. {@code net.ipv4.ping_group_range} makes no difference.
 *   <li>The routing table chooses the interface and the address to ask from. There is no choice of
 *       interface here, as the JDK would do no more than take an address of it to ask from, and
 *       would say that nobody is there where that address cannot be used.
 * </ul>
 *
 * <p>So silence is no proof: a client has to look itself (RFC 2131 section 4.4.1), and the server
 * puts in quarantine what it declines. Safe for use by any thread.
 */
public final class IcmpProbe implements AddressProbe {

  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

  private final int timeoutMillis;

  /** Makes a probe that waits for one second. */
  public IcmpProbe() {
    this(Duration.ofSeconds(1));
  }

  /**
   * Makes a probe.
   *
   * @param timeout how long it waits for an answer, 1 millisecond to 1 minute. Nobody waits for the
   *     probe, but a free address is ready that much later
   * @throws IllegalArgumentException when it is out of range
   */
  public IcmpProbe(Duration timeout) {
    if (timeout.toMillis() < 1 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout " + timeout + ": expected 1 millisecond to 1 minute");
    }
    timeoutMillis = (int) timeout.toMillis();
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException when the network cannot be asked
   */
  @Override
  public boolean isInUse(Ipv4Address address) {
    try {
      return address.toInetAddress().isReachable(timeoutMillis);
    } catch (IOException e) {
      throw new UncheckedIOException(address + " cannot be probed: " + e.getMessage(), e);
    }
  }
}
