package io.leasehold.dhcp.testkit;

/**
 * Assertions on what a {@link TestServer} does. They throw {@link AssertionError}, with what was
 * expected, what there is, and what has happened until then.
 *
 * <pre>{@code
 * client.bind();
 * assertThat(server.takeExchange()).offered("192.0.2.10").withOption(DhcpOptions.ROUTER, routers);
 * assertThat(server.takeExchange()).acknowledged("192.0.2.10").withLeaseTime(Duration.ofHours(1));
 * }</pre>
 */
public final class DhcpAssertions {

  private DhcpAssertions() {}

  /** Begins assertions on what the server has made of a datagram. */
  public static ExchangeAssert assertThat(Exchange exchange) {
    return new ExchangeAssert(exchange);
  }

  /** Begins assertions on what a client has. */
  public static ClientLeaseAssert assertThat(ClientLease lease) {
    return new ClientLeaseAssert(lease);
  }
}
