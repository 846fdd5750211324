package io.leasehold.dhcp.examples.readme;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;

import io.leasehold.dhcp.testkit.DhcpServerTest;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@DhcpServerTest(subnet = "192.0.2.0/24", pool = "192.0.2.10-192.0.2.20")
class MyProductTest {

  @Test
  void clientKeepsItsAddress(TestServer server) {
    DhcpTestClient client = server.client();
    client.bind();
    assertThat(server.takeExchange()).offered("192.0.2.10");
    assertThat(server.takeExchange()).acknowledged("192.0.2.10").withLeaseTime(Duration.ofHours(1));
    server.advance(Duration.ofMinutes(30));
    assertThat(client.renew()).isOf("192.0.2.10");
  }
}
