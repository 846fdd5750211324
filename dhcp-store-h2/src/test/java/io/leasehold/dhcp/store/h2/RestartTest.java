package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that starts again over the file of the one before it. */
class RestartTest {

  private static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");
  private static final HardwareAddress A = HardwareAddress.ethernet("02:00:00:00:00:0a");
  private static final HardwareAddress B = HardwareAddress.ethernet("02:00:00:00:00:0b");
  private static final HardwareAddress C = HardwareAddress.ethernet("02:00:00:00:00:0c");
  private static final Duration LEASE = Duration.ofHours(1);

  private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path folder;

  private static DhcpMessage.Builder message(MessageType type, HardwareAddress client) {
    return DhcpMessage.request().hardwareAddress(client).option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  private static DhcpMessage.Builder selecting(HardwareAddress client, String address) {
    return message(MessageType.REQUEST, client)
        .option(DhcpOptions.DHCP_SERVER_ID, SERVER)
        .option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse(address));
  }

  private static String send(DhcpEngine engine, DhcpMessage.Builder message) {
    DhcpMessage request = message.build();
    Decision decision =
        engine.handle(
            new InboundDatagram(
                DhcpCodec.encode(request),
                request.ciaddr(),
                68,
                new Arrival("if0", SERVER, !request.ciaddr().isUnspecified())));
    if (decision instanceof Silence silence) {
      return silence.reason().name();
    }
    DhcpMessage reply = ((Decoded) DhcpCodec.decode(((Reply) decision).payload())).message();
    return reply.messageType().orElseThrow() + " " + reply.yiaddr();
  }

  private DhcpEngine engine(H2LeaseStore store) {
    Subnet subnet =
        Subnet.builder("192.0.2.0/24").pool("192.0.2.12-192.0.2.14").leaseTime(LEASE).build();
    return DhcpEngine.builder(ServerConfig.of(subnet)).store(store).clock(clock).build();
  }

  // Who has which address until when, and which addresses are declined, outlives the server.
  @Test
  @Tag("ALLOC-12")
  void alloc12BindingsSurvive() {
    try (H2LeaseStore store = H2LeaseStore.open(folder.resolve("leases"))) {
      DhcpEngine engine = engine(store);
      send(engine, selecting(C, "192.0.2.14"));
      clock.advance(LEASE.minusMinutes(1));
      assertThat(send(engine, selecting(A, "192.0.2.12"))).isEqualTo("ACK 192.0.2.12");
      send(engine, selecting(B, "192.0.2.13"));
      send(
          engine,
          message(MessageType.DECLINE, B)
              .option(DhcpOptions.DHCP_SERVER_ID, SERVER)
              .option(DhcpOptions.ADDRESS_REQUEST, Ipv4Address.parse("192.0.2.13")));
    }
    try (H2LeaseStore store = H2LeaseStore.open(folder.resolve("leases"))) {
      DhcpEngine engine = engine(store);
      assertThat(send(engine, message(MessageType.DISCOVER, B)))
          .isEqualTo(SilenceReason.NO_FREE_ADDRESS.name());
      assertThat(
              send(engine, message(MessageType.REQUEST, A).ciaddr(Ipv4Address.parse("192.0.2.12"))))
          .isEqualTo("ACK 192.0.2.12");
      clock.advance(Duration.ofMinutes(1));
      assertThat(send(engine, message(MessageType.DISCOVER, B))).isEqualTo("OFFER 192.0.2.14");
    }
  }
}
