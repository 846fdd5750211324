package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.transport.Destination.Delivery;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The fields and options of replies: RFC 2131 section 4.3.1, table 3. */
class ReplyTest {

  private final Lab lab = new Lab();

  /** Sends one message each that is answered by OFFER, ACK and NAK, after the same change. */
  private List<Lab.Answer> replies(UnaryOperator<Ask> change) {
    return List.of(
        lab.offer(change.apply(discover(A))),
        lab.ack(change.apply(selecting(A, "192.0.2.10"))),
        lab.nak(change.apply(selecting(A, "192.0.2.200"))));
  }

  private void eachReply(UnaryOperator<Ask> change, Consumer<DhcpMessage> check) {
    replies(change).forEach(answer -> check.accept(answer.message()));
  }

  // Every reply is a BOOTREPLY.
  @Test
  @Tag("REPLY-01")
  void reply01Op() {
    eachReply(ask -> ask, reply -> assertThat(reply.op()).isEqualTo(DhcpMessage.BOOTREPLY));
  }

  // Every reply repeats htype, hlen and all of chaddr.
  @Test
  @Tag("REPLY-02")
  void reply02Hardware() {
    Octets chaddr = Octets.parse("0200000000 0a 00 00 00 00 00 00 00 00 00 77".replace(" ", ""));
    eachReply(
        ask -> ask.with(message -> message.hardware(6, 6, chaddr)),
        reply -> {
          assertThat(reply.htype()).isEqualTo(6);
          assertThat(reply.hlen()).isEqualTo(6);
          assertThat(reply.chaddr()).isEqualTo(chaddr);
        });
  }

  // Hops are zero in replies, whatever the request had.
  @Test
  @Tag("REPLY-03")
  void reply03Hops() {
    eachReply(
        ask -> ask.with(message -> message.hops(3)), reply -> assertThat(reply.hops()).isZero());
  }

  // Every reply has the xid of the message that it answers.
  @Test
  @Tag("REPLY-04")
  void reply04Xid() {
    assertThat(lab.offer(discover(A).xid(1)).message().xid()).isEqualTo(1);
    assertThat(lab.ack(selecting(A, "192.0.2.10").xid(-2)).message().xid()).isEqualTo(-2);
    assertThat(lab.nak(selecting(A, "192.0.2.200").xid(3)).message().xid()).isEqualTo(3);
  }

  // Secs are zero in replies, whatever the request had.
  @Test
  @Tag("REPLY-05")
  void reply05Secs() {
    eachReply(
        ask -> ask.with(message -> message.secs(7)), reply -> assertThat(reply.secs()).isZero());
  }

  // OFFER and ACK repeat the flags.
  @Test
  @Tag("REPLY-06")
  void reply06Flags() {
    for (int flags : new int[] {0, 0x8000}) {
      assertThat(lab.offer(discover(A).with(m -> m.flags(flags))).message().flags())
          .isEqualTo(flags);
      assertThat(lab.ack(selecting(A, "192.0.2.10").with(m -> m.flags(flags))).message().flags())
          .isEqualTo(flags);
    }
  }

  // ciaddr is zero in an OFFER, even if the DISCOVER had one.
  @Test
  @Tag("REPLY-07")
  void reply07CiaddrOfOffer() {
    assertThat(lab.offer(discover(A).ciaddr("192.0.2.77")).message().ciaddr())
        .isEqualTo(Ipv4Address.UNSPECIFIED);
  }

  // An ACK repeats ciaddr.
  @Test
  @Tag("REPLY-08")
  void reply08CiaddrOfAck() {
    assertThat(lab.ack(selecting(A, "192.0.2.10")).message().ciaddr())
        .isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(lab.ack(renewing(A, "192.0.2.10")).message().ciaddr())
        .isEqualTo(Ipv4Address.parse("192.0.2.10"));
  }

  // A NAK has no address and no boot parameter, even where they are configured.
  @Test
  @Tag("REPLY-09")
  void reply09Nak() {
    lab.s1(
        s1 ->
            s1.nextServer(Ipv4Address.parse("192.0.2.9"))
                .serverName("boot.example.org")
                .bootFileName("pxelinux.0"));
    DhcpMessage nak = lab.nak(renewing(A, "192.0.2.200")).message();
    assertThat(nak.ciaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(nak.yiaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(nak.siaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(nak.sname().isEmpty()).isTrue();
    assertThat(nak.file().isEmpty()).isTrue();
  }

  // yiaddr is the address that is offered or assigned.
  @Test
  @Tag("REPLY-10")
  void reply10Yiaddr() {
    assertThat(lab.offer(discover(A).wanting("192.0.2.13")).yiaddr()).isEqualTo("192.0.2.13");
    assertThat(lab.ack(selecting(A, "192.0.2.13")).yiaddr()).isEqualTo("192.0.2.13");
    assertThat(lab.ack(renewing(A, "192.0.2.13")).yiaddr()).isEqualTo("192.0.2.13");
  }

  // siaddr is the configured next server, and zero where none is configured.
  @Test
  @Tag("REPLY-11")
  void reply11Siaddr() {
    assertThat(lab.offer(discover(A)).message().siaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(lab.ack(selecting(A, "192.0.2.10")).message().siaddr())
        .isEqualTo(Ipv4Address.UNSPECIFIED);
    Ipv4Address next = Ipv4Address.parse("192.0.2.9");
    lab.s1(s1 -> s1.nextServer(next)).restart();
    assertThat(lab.offer(discover(A)).message().siaddr()).isEqualTo(next);
    assertThat(lab.ack(selecting(A, "192.0.2.10")).message().siaddr()).isEqualTo(next);
  }

  // Every reply repeats giaddr.
  @Test
  @Tag("REPLY-12")
  void reply12Giaddr() {
    eachReply(ask -> ask, reply -> assertThat(reply.giaddr()).isEqualTo(Ipv4Address.UNSPECIFIED));
    assertThat(lab.offer(discover(A).relayed()).message().giaddr()).isEqualTo(Ask.RELAY);
    assertThat(lab.nak(selecting(A, "192.0.2.10").relayed()).message().giaddr())
        .isEqualTo(Ask.RELAY);
  }

  // A configured server name and boot file stand in their fields, up to 63 and 127 octets.
  @Test
  @Tag("REPLY-13")
  void reply13Names() {
    String name = "n".repeat(63);
    String file = "f".repeat(127);
    lab.s1(s1 -> s1.serverName(name).bootFileName(file));
    for (DhcpMessage reply :
        List.of(lab.offer(discover(A)).message(), lab.ack(selecting(A, "192.0.2.10")).message())) {
      assertThat(reply.sname().toText()).isEqualTo(name);
      assertThat(reply.file().toText()).isEqualTo(file);
      assertThat(reply.options().contains(DhcpOptions.SERVER_NAME)).isFalse();
      assertThat(reply.options().contains(DhcpOptions.BOOTFILE_NAME)).isFalse();
    }
  }

  // A name that its field cannot hold goes whole into options 66 and 67.
  @Test
  @Tag("REPLY-14")
  void reply14LongNames() {
    String name = "n".repeat(64);
    String file = "f".repeat(128);
    lab.s1(s1 -> s1.serverName(name).bootFileName(file));
    Lab.Answer offer = lab.offer(discover(A));
    assertThat(offer.option(DhcpOptions.SERVER_NAME)).isEqualTo(name);
    assertThat(offer.option(DhcpOptions.BOOTFILE_NAME)).isEqualTo(file);
    assertThat(offer.message().sname().isEmpty()).isTrue();
    assertThat(offer.message().file().isEmpty()).isTrue();
  }

  // Options 66 and 67 that are configured as such go before the names in the header.
  @Test
  @Tag("REPLY-14")
  void reply14OptionsOfTheirOwn() {
    lab.s1(
        s1 ->
            s1.serverName("boot.example.org")
                .bootFileName("boot.img")
                .option(DhcpOptions.SERVER_NAME, "tftp.example.org")
                .option(DhcpOptions.BOOTFILE_NAME, "other.img"));
    Lab.Answer offer = lab.offer(discover(A).asking(66, 67));
    assertThat(offer.option(DhcpOptions.SERVER_NAME)).isEqualTo("tftp.example.org");
    assertThat(offer.option(DhcpOptions.BOOTFILE_NAME)).isEqualTo("other.img");
    assertThat(offer.message().sname().withoutTrailingZeros().toText())
        .isEqualTo("boot.example.org");
    assertThat(offer.message().file().withoutTrailingZeros().toText()).isEqualTo("boot.img");
  }

  // Every reply has the magic cookie, and its options end with END.
  @Test
  @Tag("REPLY-15")
  void reply15CookieAndEnd() {
    for (Lab.Answer answer : replies(ask -> ask)) {
      Octets payload = answer.reply().payload();
      assertThat(payload.slice(236, 240)).isEqualTo(Octets.of(99, 130, 83, 99));
      Octets used = payload.withoutTrailingZeros();
      assertThat(used.u8(used.length() - 1)).isEqualTo(255);
    }
  }

  // A short reply is filled up with PAD to 300 octets.
  @Test
  @Tag("REPLY-16")
  void reply16Padding() {
    Octets nak = lab.nak(selecting(A, "192.0.2.200")).reply().payload();
    assertThat(nak.length()).isEqualTo(300);
    assertThat(nak.withoutTrailingZeros().length()).isLessThan(300);
  }

  // No reply repeats what only clients say.
  @Test
  @Tag("REPLY-17")
  void reply17ClientOptions() {
    eachReply(
        ask -> ask.asking(50, 55, 57, 1).option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1000),
        reply -> assertThat(reply.options().codes()).doesNotContain(50, 55, 57));
  }

  // OFFER, ACK and NAK have type and server identifier, each once.
  @Test
  @Tag("REPLY-18")
  void reply18TypeAndServer() {
    for (Lab.Answer answer : replies(ask -> ask.asking(53, 54, 53))) {
      assertThat(answer.codes()).contains(53, 54).doesNotHaveDuplicates();
    }
  }

  // OFFER and ACK have a lease time.
  @Test
  @Tag("REPLY-19")
  void reply19LeaseTime() {
    assertThat(lab.offer(discover(A)).option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    assertThat(lab.ack(selecting(A, "192.0.2.10")).option(DhcpOptions.ADDRESS_TIME))
        .isEqualTo(Lab.LEASE);
  }

  // NAK and the answer to an INFORM have no times, even if they are asked for.
  @Test
  @Tag("REPLY-20")
  void reply20NoTimes() {
    for (Lab.Answer answer :
        List.of(
            lab.nak(selecting(A, "192.0.2.200").asking(51, 58, 59)),
            lab.ack(inform(A, "192.0.2.200").asking(51, 58, 59)))) {
      assertThat(answer.message().options().codes()).doesNotContain(51, 58, 59);
    }
  }

  // A NAK carries what the protocol needs, what it must repeat, and nothing else.
  @Test
  @Tag("REPLY-21")
  void reply21NakOptions() {
    RelayAgentInformation relay =
        RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.of(7));
    lab.s1(s1 -> s1.alwaysSend(6));
    Lab.Answer nak =
        lab.nak(
            selecting(A, "192.0.2.200")
                .clientId(1, 2, 3)
                .option(DhcpOptions.SUBNET_SELECTION, Ipv4Address.parse("192.0.2.0"))
                .option(DhcpOptions.RELAY_AGENT_INFORMATION, relay)
                .asking(1, 3, 6, 15));
    assertThat(nak.message().options().codes()).containsExactlyInAnyOrder(53, 54, 56, 61, 82, 118);
    assertThat(lab.nak(selecting(A, "192.0.2.200")).message().options().codes())
        .containsExactlyInAnyOrder(53, 54, 56);
  }

  // A NAK says why in a few words of ASCII.
  @Test
  @Tag("REPLY-22")
  void reply22NakReason() {
    assertThat(lab.nak(selecting(A, "192.0.2.200")).option(DhcpOptions.DHCP_MESSAGE))
        .isEqualTo("192.0.2.200 is in no pool")
        .isASCII();
  }

  // A reply leaves from where the request arrived: the transport's socket, which has the port.
  @Test
  @Tag("REPLY-23")
  void reply23Source() {
    for (Lab.Answer answer : replies(ask -> ask)) {
      assertThat(answer.destination().arrival().localAddress()).isEqualTo(Ask.SERVER);
      assertThat(answer.destination().arrival().interfaceName()).isEqualTo("if0");
      assertThat(answer.destination().delivery()).isNotEqualTo(Delivery.UNICAST);
    }
  }
}
