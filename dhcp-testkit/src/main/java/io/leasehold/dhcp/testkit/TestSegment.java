package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.testkit.network.ClientLink;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where clients are: on the link of a {@link TestServer}, or behind a relay agent. For one thread.
 */
public final class TestSegment {

  private final Function<HardwareAddress, ClientLink> links;
  private final Supplier<HardwareAddress> hardwareAddresses;

  TestSegment(
      Function<HardwareAddress, ClientLink> links, Supplier<HardwareAddress> hardwareAddresses) {
    this.links = links;
    this.hardwareAddresses = hardwareAddresses;
  }

  /** Returns a new client with a hardware address that no other has. */
  public DhcpTestClient client() {
    return newClient(hardwareAddresses.get()).build();
  }

  /**
   * Returns a new client.
   *
   * @param hardwareAddress such as «02:00:00:00:00:01»
   */
  public DhcpTestClient client(String hardwareAddress) {
    return newClient(hardwareAddress).build();
  }

  /** Returns a builder of a client. */
  public DhcpTestClientBuilder newClient(String hardwareAddress) {
    return newClient(HardwareAddress.ethernet(hardwareAddress));
  }

  private DhcpTestClientBuilder newClient(HardwareAddress hardwareAddress) {
    return DhcpTestClient.builder(links.apply(hardwareAddress), hardwareAddress);
  }
}
