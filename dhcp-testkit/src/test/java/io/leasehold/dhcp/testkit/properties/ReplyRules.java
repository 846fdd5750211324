package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * RFC 2131 table 3, with RFC 3011, RFC 3046, RFC 4039 and RFC 6842: what a reply has, and what it
 * has not.
 */
final class ReplyRules {

  /** What a DHCPNAK may have, and after that what every reply repeats of the request. */
  private static final Set<Integer> OF_NAK = Set.of(53, 54, 56, 61, 82, 118);

  private ReplyRules() {}

  static void check(Heard heard) {
    heard
        .reply()
        .ifPresent(
            reply -> {
              header(heard.message(), reply);
              if (heard.message().options().raw(53).isEmpty()) {
                assertThat(reply.yiaddr()).isNotEqualTo(Ipv4Address.UNSPECIFIED);
                assertThat(reply.options().codes()).doesNotContain(51, 53, 54, 58, 59);
              } else {
                options(heard.message(), reply);
              }
            });
  }

  private static void header(DhcpMessage message, DhcpMessage reply) {
    assertThat(reply.op()).isEqualTo(DhcpMessage.BOOTREPLY);
    assertThat(reply.htype()).isEqualTo(message.htype());
    assertThat(reply.hlen()).isEqualTo(message.hlen());
    assertThat(reply.chaddr()).isEqualTo(message.chaddr());
    assertThat(reply.hops()).isZero();
    assertThat(reply.xid()).isEqualTo(message.xid());
    assertThat(reply.secs()).isZero();
    if (!message.messageType().equals(Optional.of(MessageType.INFORM))) {
      // The reply to an INFORM goes straight to the client (RFC 2131 section 4.3.5).
      assertThat(reply.giaddr()).isEqualTo(message.giaddr());
    }
  }

  private static void options(DhcpMessage message, DhcpMessage reply) {
    MessageType type = reply.messageType().orElseThrow();
    MessageType asked = message.messageType().orElseThrow();
    Set<Integer> codes = Set.copyOf(reply.options().codes());
    assertThat(codes).contains(53, 54).doesNotContain(50, 55, 57);
    assertThat(reply.option(DhcpOptions.DHCP_SERVER_ID)).contains(Place.SERVER);
    assertThat(reply.option(DhcpOptions.CLIENT_ID))
        .isEqualTo(message.option(DhcpOptions.CLIENT_ID));
    if (!reply.giaddr().isUnspecified()) {
      message
          .option(DhcpOptions.RELAY_AGENT_INFORMATION)
          .ifPresent(
              it -> assertThat(reply.option(DhcpOptions.RELAY_AGENT_INFORMATION)).contains(it));
    }
    switch (type) {
      case OFFER -> {
        assertThat(asked).isEqualTo(MessageType.DISCOVER);
        assertThat(reply.ciaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
        assertThat(codes).doesNotContain(80);
        granting(message, reply);
      }
      case ACK -> {
        assertThat(reply.ciaddr()).isEqualTo(message.ciaddr());
        if (asked == MessageType.INFORM) {
          assertThat(reply.yiaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
          assertThat(codes).doesNotContain(51, 58, 59, 80);
        } else {
          assertThat(asked).isIn(MessageType.REQUEST, MessageType.DISCOVER);
          assertThat(codes.contains(80)).isEqualTo(asked == MessageType.DISCOVER);
          granting(message, reply);
          checkIsAskedFor(message, reply.yiaddr());
        }
      }
      case NAK -> {
        assertThat(asked).isEqualTo(MessageType.REQUEST);
        assertThat(reply.ciaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
        assertThat(reply.yiaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
        assertThat(reply.siaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
        assertThat(OF_NAK).containsAll(codes);
        // The relay agent must not unicast it to an address that is not the client's.
        assertThat(reply.isBroadcast())
            .isEqualTo(message.isBroadcast() || !message.giaddr().isUnspecified());
      }
      default -> throw new AssertionError("a server sends no " + type);
    }
  }

  private static void granting(DhcpMessage message, DhcpMessage reply) {
    assertThat(reply.yiaddr()).isNotEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(reply.flags()).isEqualTo(message.flags());
    Optional<Duration> time = reply.option(DhcpOptions.ADDRESS_TIME);
    assertThat(time).isPresent();
    Optional<Duration> t1 = reply.option(DhcpOptions.RENEWAL_TIME);
    Optional<Duration> t2 = reply.option(DhcpOptions.REBINDING_TIME);
    t1.ifPresent(it -> assertThat(it).isLessThanOrEqualTo(t2.or(() -> time).orElseThrow()));
    t2.ifPresent(it -> assertThat(it).isLessThanOrEqualTo(time.orElseThrow()));
  }

  private static void checkIsAskedFor(DhcpMessage message, Ipv4Address granted) {
    if (message.messageType().equals(Optional.of(MessageType.REQUEST))) {
      assertThat(granted)
          .isEqualTo(message.option(DhcpOptions.ADDRESS_REQUEST).orElse(message.ciaddr()));
    }
  }
}
