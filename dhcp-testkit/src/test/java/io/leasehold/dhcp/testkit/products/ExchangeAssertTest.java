package io.leasehold.dhcp.testkit.products;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import io.leasehold.dhcp.testkit.ClientLease;
import io.leasehold.dhcp.testkit.ClientLeaseAssert;
import io.leasehold.dhcp.testkit.Exchange;
import io.leasehold.dhcp.testkit.ExchangeAssert;
import io.leasehold.dhcp.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Assertions hold where they should, fail where they should, and then say enough. */
class ExchangeAssertTest {

  private final TestServer server = TestServer.start();
  private ClientLease lease;
  private Exchange offer;
  private Exchange ack;

  @BeforeEach
  void bind() {
    lease = server.client("02:00:00:00:00:01").bind();
    offer = server.takeExchange();
    ack = server.takeExchange();
  }

  @AfterEach
  void close() {
    server.close();
  }

  static List<Consumer<ExchangeAssert>> wrongAboutTheOffer() {
    return List.of(
        it -> it.asked(MessageType.REQUEST),
        it -> it.offered("192.0.2.11"),
        it -> it.acknowledged("192.0.2.10"),
        it -> it.naked(),
        it -> it.replied(MessageType.NAK),
        it -> it.silent(SilenceReason.NO_FREE_ADDRESS),
        it -> it.withOption(DhcpOptions.HOSTNAME, "a"),
        it -> it.withOption(DhcpOptions.ROUTER, List.of(Ipv4Address.parse("192.0.2.2"))),
        it -> it.withoutOption(DhcpOptions.ROUTER),
        it -> it.withLeaseTime(Duration.ofSeconds(1)),
        it -> it.to("192.0.2.11"),
        it -> it.toPort(67),
        it -> it.by(Delivery.BROADCAST));
  }

  // Every assertion fails about an exchange of which it is not true.
  @ParameterizedTest
  @MethodSource("wrongAboutTheOffer")
  void whatIsWrongFails(Consumer<ExchangeAssert> wrong) {
    assertThatThrownBy(() -> wrong.accept(assertThat(offer))).isInstanceOf(AssertionError.class);
  }

  static List<Consumer<ExchangeAssert>> wrongAboutSilence() {
    return List.of(
        it -> it.offered("192.0.2.11"),
        it -> it.naked(),
        it -> it.silent(SilenceReason.RELEASED),
        it -> it.withoutOption(DhcpOptions.ROUTER),
        it -> it.to("192.0.2.11"));
  }

  // Every assertion on a reply fails where there is none.
  @ParameterizedTest
  @MethodSource("wrongAboutSilence")
  void silenceIsNoReply(Consumer<ExchangeAssert> wrong) {
    server.faults().failReads();
    server.client().tryBind();
    Exchange silence = server.takeExchange();
    assertThat(silence).silent(SilenceReason.STORE_FAILED);
    assertThatThrownBy(() -> wrong.accept(assertThat(silence))).isInstanceOf(AssertionError.class);
  }

  static List<Consumer<ClientLeaseAssert>> wrongAboutTheLease() {
    return List.of(
        it -> it.isOf("192.0.2.11"),
        it -> it.isFrom("192.0.2.2"),
        it -> it.lasts(Duration.ofSeconds(1)),
        it -> it.renewsAfter(Duration.ofSeconds(1)),
        it -> it.rebindsAfter(Duration.ofSeconds(1)),
        it -> it.withOption(DhcpOptions.HOSTNAME, "a"),
        it -> it.withoutOption(DhcpOptions.ROUTER));
  }

  // Every assertion on a lease fails about one of which it is not true.
  @ParameterizedTest
  @MethodSource("wrongAboutTheLease")
  void whatIsWrongAboutALeaseFails(Consumer<ClientLeaseAssert> wrong) {
    assertThatThrownBy(() -> wrong.accept(assertThat(lease))).isInstanceOf(AssertionError.class);
  }

  // What is true holds.
  @Test
  void whatIsRightHolds() {
    assertThat(ack).asked(MessageType.REQUEST).replied(MessageType.ACK).acknowledged("192.0.2.10");
    assertThat(lease)
        .isOf("192.0.2.10")
        .lasts(Duration.ofHours(1))
        .renewsAfter(Duration.ofMinutes(30))
        .rebindsAfter(Duration.ofSeconds(3150))
        .withOption(DhcpOptions.SUBNET_MASK, Ipv4Address.parse("255.255.255.0"))
        .withoutOption(DhcpOptions.HOSTNAME);
  }

  // A failure says what was expected and found, how it came about, and what was before.
  @Test
  void failureSaysEnough() {
    assertThatThrownBy(() -> assertThat(ack).acknowledged("192.0.2.77"))
        .hasMessageContaining("expected: 192.0.2.77\nbut was:  192.0.2.10")
        .hasMessageContaining("policy       the usual terms")
        .hasMessageContaining("02:00:00:00:00:01 -> server 192.0.2.1: DISCOVER")
        .hasMessageContaining("server 192.0.2.1 -> 02:00:00:00:00:01: OFFER");
  }

  // Who waits for an exchange that does not come is told so, with what was before.
  @Test
  void missingExchangeIsClear() {
    assertThatThrownBy(() -> server.takeExchange(Duration.ofMinutes(1)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no datagram has reached the server in PT1M")
        .hasMessageContaining("DISCOVER");
    assertThat(server.ladder()).contains("ACK");
  }
}
