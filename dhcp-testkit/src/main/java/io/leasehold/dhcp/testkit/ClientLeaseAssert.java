package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.OptionKey;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Assertions on what a client has; each returns this. */
public final class ClientLeaseAssert {

  private final ClientLease lease;

  ClientLeaseAssert(ClientLease lease) {
    this.lease = Objects.requireNonNull(lease, "lease");
  }

  /** It is of this address. */
  public ClientLeaseAssert isOf(String address) {
    return check("address", Ipv4Address.parse(address), lease.address());
  }

  /** It is from this server. */
  public ClientLeaseAssert isFrom(String server) {
    return check("server", Ipv4Address.parse(server), lease.server());
  }

  /** It lasts so long from the message that the server has acknowledged. */
  public ClientLeaseAssert lasts(Duration time) {
    return check("time of the lease", time, Duration.between(lease.since(), lease.end()));
  }

  /** The client begins to renew so long after the message that the server has acknowledged. */
  public ClientLeaseAssert renewsAfter(Duration time) {
    return check("T1", time, Duration.between(lease.since(), lease.t1()));
  }

  /** The client begins to rebind so long after the message that the server has acknowledged. */
  public ClientLeaseAssert rebindsAfter(Duration time) {
    return check("T2", time, Duration.between(lease.since(), lease.t2()));
  }

  /** The DHCPACK has an option with this value. */
  public <T> ClientLeaseAssert withOption(OptionKey<T> key, T value) {
    return check("option " + key, Optional.of(value), lease.ack().option(key));
  }

  /** The DHCPACK has no such option. */
  public ClientLeaseAssert withoutOption(OptionKey<?> key) {
    return check("option " + key, Optional.empty(), lease.ack().options().raw(key.code()));
  }

  private ClientLeaseAssert check(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw new AssertionError(
          what
              + "\nexpected: "
              + expected
              + "\nbut was:  "
              + found
              + "\n\n"
              + lease.ack().describe());
    }
    return this;
  }
}
