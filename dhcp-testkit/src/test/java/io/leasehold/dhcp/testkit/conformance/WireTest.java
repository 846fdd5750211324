package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Setting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the engine makes of the fixed header of a message: RFC 2131 section 2. */
class WireTest {

  private static final int COOKIE_OFFSET = 236;

  private final Lab lab = new Lab();

  // A datagram that is shorter than the fixed header meets silence, whatever its length.
  @Test
  @Tag("WIRE-01")
  void wire01Truncated() {
    for (int length : new int[] {0, 1, 43, 235}) {
      assertThat(lab.silence(discover(A).damaged(octets -> octets.slice(0, length))))
          .isEqualTo(SilenceReason.MALFORMED);
    }
  }

  // Without a magic cookie there are no options: a BOOTP client, which is not served.
  @Test
  @Tag("WIRE-02")
  void wire02NoCookie() {
    for (int length = COOKIE_OFFSET; length < COOKIE_OFFSET + 4; length++) {
      int end = length;
      assertThat(lab.silence(discover(A).damaged(octets -> octets.slice(0, end))))
          .isEqualTo(SilenceReason.BOOTP);
    }
    assertThat(lab.silence(discover(A).damaged(octets -> replaced(octets, COOKIE_OFFSET, 98))))
        .isEqualTo(SilenceReason.BOOTP);
  }

  // Only BOOTREQUESTs are for a server.
  @Test
  @Tag("WIRE-03")
  void wire03Op() {
    for (int op : new int[] {0, 2, 3, 255}) {
      assertThat(lab.silence(discover(A).with(message -> message.op(op))))
          .isEqualTo(SilenceReason.NOT_A_REQUEST);
    }
  }

  // A hardware address that would be longer than its field meets silence.
  @Test
  @Tag("WIRE-04")
  void wire04Hlen() {
    for (int hlen : new int[] {17, 255}) {
      assertThat(lab.silence(discover(A).damaged(octets -> replaced(octets, 2, hlen))))
          .isEqualTo(SilenceReason.MALFORMED);
    }
    assertThat(lab.offer(discover(A).damaged(octets -> replaced(octets, 2, 16))).yiaddr())
        .isEqualTo("192.0.2.10");
  }

  // An Ethernet address of another length than 6 is taken as it is, unless strictness is asked for.
  @Test
  @Tag("WIRE-05")
  void wire05EthernetLength() {
    for (int hlen : new int[] {4, 8}) {
      HardwareAddress odd =
          new HardwareAddress(1, Octets.wrap(new byte[hlen - 1]).concat(Octets.of(hlen)));
      Lab.Answer offer = lab.offer(discover(odd));
      assertThat(offer.message().hardwareAddress()).isEqualTo(odd);
      Lab strict = new Lab().server(server -> server.set(Setting.STRICT_HARDWARE_ADDRESS, true));
      assertThat(strict.silence(discover(odd))).isEqualTo(SilenceReason.MALFORMED);
      strict.offer(discover(A));
    }
  }

  // What stands behind the hardware address in chaddr is no part of who the client is.
  @Test
  @Tag("WIRE-06")
  void wire06ChaddrPadding() {
    String first = lab.offer(discover(A)).yiaddr();
    assertThat(lab.offer(discover(A).damaged(octets -> replaced(octets, 28 + 9, 0x55))).yiaddr())
        .isEqualTo(first);
  }

  // Reserved flags make no difference to where the reply goes.
  @Test
  @Tag("WIRE-07")
  void wire07ReservedFlags() {
    assertThat(lab.offer(discover(A).with(message -> message.flags(0x7fff))).sentTo())
        .isEqualTo(lab.offer(discover(A)).sentTo())
        .startsWith("hw-unicast");
  }

  // Names that fill their fields to the last octet hurt nothing.
  @Test
  @Tag("WIRE-08")
  void wire08FullNames() {
    Octets sname = Octets.ofText("s".repeat(64));
    Octets file = Octets.ofText("f".repeat(128));
    assertThat(lab.offer(discover(A).with(message -> message.sname(sname).file(file))).yiaddr())
        .isEqualTo("192.0.2.10");
  }

  // What a client writes into yiaddr and siaddr is ignored.
  @Test
  @Tag("WIRE-09")
  void wire09FieldsOfTheServer() {
    Ipv4Address junk = Ipv4Address.parse("203.0.113.9");
    Lab.Answer offer = lab.offer(discover(A).with(message -> message.yiaddr(junk).siaddr(junk)));
    assertThat(offer.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(offer.message().siaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    Lab.Answer ack =
        lab.ack(selecting(A, "192.0.2.10").with(message -> message.yiaddr(junk).siaddr(junk)));
    assertThat(ack.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(ack.message().siaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
  }

  // The broadcast address in giaddr is no relay agent.
  @Test
  @Tag("WIRE-10")
  void wire10BroadcastGiaddr() {
    Lab.Answer offer =
        lab.offer(discover(A).with(message -> message.giaddr(Ipv4Address.BROADCAST)));
    assertThat(offer.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(offer.sentTo()).isEqualTo("hw-unicast 192.0.2.10:68");
  }

  // A message that passed more relay agents than the limit meets silence; fewer change nothing.
  @Test
  @Tag("WIRE-11")
  void wire11Hops() {
    assertThat(lab.silence(discover(A).relayed().with(message -> message.hops(17))))
        .isEqualTo(SilenceReason.TOO_MANY_HOPS);
    lab.offer(discover(A).relayed().with(message -> message.hops(16)));
    lab.server(server -> server.set(Setting.MAX_HOPS, 3)).restart();
    assertThat(lab.silence(discover(A).relayed().with(message -> message.hops(4))))
        .isEqualTo(SilenceReason.TOO_MANY_HOPS);
  }

  // Relay agents may count or not: hops and giaddr need not agree.
  @Test
  @Tag("WIRE-12")
  void wire12HopsAndGiaddr() {
    assertThat(lab.offer(discover(A).with(message -> message.hops(2))).yiaddr())
        .isEqualTo("192.0.2.10");
    assertThat(lab.offer(discover(A).relayed().with(message -> message.hops(0))).yiaddr())
        .isEqualTo("198.51.100.10");
  }

  // A DISCOVER whose client has not yet waited long enough is left to others.
  @Test
  @Tag("WIRE-13")
  void wire13MinSecs() {
    lab.offer(discover(A).with(message -> message.secs(0)));
    lab.server(server -> server.set(Setting.MIN_SECS, 5)).restart();
    assertThat(lab.silence(discover(A).with(message -> message.secs(4))))
        .isEqualTo(SilenceReason.TOO_EARLY);
    lab.offer(discover(A).with(message -> message.secs(5)));
  }

  // Garbage behind the END of the options is ignored.
  @Test
  @Tag("WIRE-14")
  void wire14GarbageAfterEnd() {
    Octets garbage = Octets.of(50, 4, 192, 0, 2, 20, 53, 1, 7, 61);
    Octets[] plain = new Octets[1];
    String offered =
        lab.offer(
                discover(A)
                    .damaged(
                        octets -> {
                          plain[0] = octets.withoutTrailingZeros();
                          return plain[0].concat(garbage);
                        }))
            .yiaddr();
    assertThat(plain[0].u8(plain[0].length() - 1)).isEqualTo(255);
    assertThat(offered).isEqualTo("192.0.2.10");
  }

  private static Octets replaced(Octets octets, int at, int value) {
    return octets
        .slice(0, at)
        .concat(Octets.of(value))
        .concat(octets.slice(at + 1, octets.length()));
  }
}
