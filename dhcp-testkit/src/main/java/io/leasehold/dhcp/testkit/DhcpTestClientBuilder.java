package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.testkit.network.ClientLink;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Collects the parts of a {@link DhcpTestClient}. For one thread. */
public final class DhcpTestClientBuilder {

  final ClientLink link;
  final HardwareAddress hardwareAddress;
  Optional<ClientIdentifier> clientIdentifier = Optional.empty();
  Consumer<DhcpMessage.Builder> change = message -> {};
  int attempts = 4;
  Duration timeout = Duration.ofSeconds(4);
  Predicate<Ipv4Address> isInUse = address -> false;
  Consumer<Optional<ClientLease>> listener = lease -> {};
  long seed;

  DhcpTestClientBuilder(ClientLink link, HardwareAddress hardwareAddress) {
    this.link = Objects.requireNonNull(link, "link");
    this.hardwareAddress = Objects.requireNonNull(hardwareAddress, "hardwareAddress");
    seed = hardwareAddress.hashCode();
  }

  /** Sets its option 61; none unless set. */
  public DhcpTestClientBuilder clientIdentifier(ClientIdentifier identifier) {
    clientIdentifier = Optional.of(identifier);
    return this;
  }

  /** Has each message changed before it is sent: for options of its own, flags, and so on. */
  public DhcpTestClientBuilder messages(Consumer<DhcpMessage.Builder> next) {
    change = change.andThen(next);
    return this;
  }

  /** Sets how often it sends a message before it gives up, 1 or more; 4 unless set. */
  public DhcpTestClientBuilder attempts(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("attempts " + count + ": expected 1 or more");
    }
    attempts = count;
    return this;
  }

  /**
   * Sets how long it waits for the answer to its first message, give or take a quarter; it waits
   * twice as long for the second, and so on up to 16 times. 4 seconds unless set.
   */
  public DhcpTestClientBuilder timeout(Duration first) {
    if (first.isNegative() || first.isZero()) {
      throw new IllegalArgumentException("timeout " + first + ": expected more than nothing");
    }
    timeout = first;
    return this;
  }

  /** Sets how it finds out that somebody else has an address, which it then declines. */
  public DhcpTestClientBuilder declinesIf(Predicate<Ipv4Address> inUse) {
    isInUse = inUse;
    return this;
  }

  /** Sets who is told what it has, whenever that changes. */
  public DhcpTestClientBuilder onLease(Consumer<Optional<ClientLease>> told) {
    listener = told;
    return this;
  }

  /** Sets what decides its transaction IDs and how long it waits. */
  public DhcpTestClientBuilder seed(long number) {
    seed = number;
    return this;
  }

  /** Returns the client. */
  public DhcpTestClient build() {
    return new DhcpTestClient(this);
  }
}
