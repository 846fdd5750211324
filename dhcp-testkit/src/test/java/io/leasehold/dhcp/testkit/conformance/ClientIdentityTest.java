package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is who: RFC 2131 section 4.2, RFC 6842, RFC 4361, RFC 2855. */
class ClientIdentityTest {

  private static final int[] X = {0, 'x'};
  private static final int[] Y = {0, 'y'};

  private final Lab lab = new Lab();

  // A client with an identifier is filed under it.
  @Test
  @Tag("CID-01")
  void cid01Identifier() {
    lab.ack(selecting(A, "192.0.2.12").clientId(X));
    ClientIdentifier identifier = new ClientIdentifier(Octets.of(X));
    assertThat(lab.stored("192.0.2.12").orElseThrow().clientIdentifier()).contains(identifier);
    assertThat(lab.store.findByClient(ClientKey.of(identifier))).hasSize(1);
  }

  // A client without one is filed under its hardware address.
  @Test
  @Tag("CID-02")
  void cid02HardwareAddress() {
    lab.ack(selecting(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().clientIdentifier()).isEmpty();
    assertThat(lab.store.findByClient(ClientKey.of(A))).hasSize(1);
    assertThat(lab.offer(discover(B)).yiaddr()).isNotEqualTo("192.0.2.12");
  }

  // On another link a client gets another lease, and keeps the one that it has.
  @Test
  @Tag("CID-03")
  void cid03TwoLinks() {
    Lease first = lab.bound(A, "192.0.2.12");
    String second = lab.offer(discover(A).relayed()).yiaddr();
    assertThat(lab.ack(selecting(A, second).relayed()).yiaddr()).isEqualTo("198.51.100.10");
    assertThat(lab.isBound("198.51.100.10", A)).isTrue();
    assertThat(lab.stored("192.0.2.12")).contains(first);
  }

  // Two identifiers are two clients, though they share a hardware address.
  @Test
  @Tag("CID-04")
  void cid04TwoIdentifiers() {
    String first = lab.offer(discover(A).clientId(X)).yiaddr();
    lab.ack(selecting(A, first).clientId(X));
    String second = lab.offer(discover(A).clientId(Y)).yiaddr();
    lab.ack(selecting(A, second).clientId(Y));
    assertThat(second).isNotEqualTo(first);
    lab.ack(renewing(A, first).clientId(X));
    lab.ack(renewing(A, second).clientId(Y));
    lab.nak(renewing(A, first).clientId(Y));
  }

  // One identifier is one client, whatever its hardware address, of which the last one is stored.
  @Test
  @Tag("CID-05")
  void cid05TwoHardwareAddresses() {
    lab.ack(selecting(A, "192.0.2.12").clientId(X));
    assertThat(lab.offer(discover(B).clientId(X)).yiaddr()).isEqualTo("192.0.2.12");
    lab.ack(selecting(B, "192.0.2.12").clientId(X));
    assertThat(lab.isBound("192.0.2.12", B)).isTrue();
    assertThat(lab.storedLeases()).isEqualTo(1);
  }

  // Identifiers are octets: case counts, and a hardware address in one means nothing.
  @Test
  @Tag("CID-06")
  void cid06OctetByOctet() {
    lab.ack(selecting(client(1), "192.0.2.11").clientId('a', 'b'));
    assertThat(lab.offer(discover(client(2)).clientId('A', 'B')).yiaddr())
        .isNotEqualTo("192.0.2.11");
    lab.ack(selecting(A, "192.0.2.12"));
    assertThat(lab.offer(discover(B).clientId(1, 2, 0, 0, 0, 0, 0x0a)).yiaddr())
        .isNotEqualTo("192.0.2.12");
  }

  // A client that stops to send an identifier, or starts to, keeps its lease.
  @Test
  @Tag("CID-07")
  void cid07IdentifierOnOneSide() {
    lab.ack(selecting(A, "192.0.2.12").clientId(X));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    lab.ack(renewing(A, "192.0.2.12"));
    lab.ack(renewing(A, "192.0.2.12").clientId(Y));
    assertThat(lab.storedLeases()).isEqualTo(1);
    lab.nak(renewing(A, "192.0.2.12").clientId(X));
  }

  // A client without an identifier that has a lease of its own is not offered another one's.
  @Test
  @Tag("CID-07")
  @Tag("DISC-01")
  void cid07OwnLeaseFirst() {
    lab.ack(selecting(A, "192.0.2.12"));
    lab.ack(selecting(client(0x1a), "192.0.2.13").clientId(X));
    lab.clock.advance(Lab.LEASE.dividedBy(2));
    lab.ack(renewing(A, "192.0.2.13").clientId(X));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
  }

  // Every reply repeats the identifier, octet by octet, asked for or not.
  @Test
  @Tag("CID-08")
  void cid08Echo() {
    int[] identifier = {0xff, 0, 'x', 0};
    for (Answer answer :
        new Answer[] {
          lab.offer(discover(A).clientId(identifier).asking(1)),
          lab.ack(selecting(A, "192.0.2.10").clientId(identifier).asking(1)),
          lab.nak(initReboot(A, "192.0.2.11").clientId(identifier).asking(1))
        }) {
      assertThat(answer.message().options().raw(61)).contains(Octets.of(identifier));
    }
  }

  // A client that sends no identifier gets none.
  @Test
  @Tag("CID-09")
  void cid09NoEcho() {
    assertThat(lab.offer(discover(A).asking(61)).has(61)).isFalse();
    assertThat(lab.ack(selecting(A, "192.0.2.10").asking(61)).has(61)).isFalse();
    assertThat(lab.nak(initReboot(A, "192.0.2.11").asking(61)).has(61)).isFalse();
  }

  // What nothing identifies meets silence.
  @Test
  @Tag("CID-11")
  void cid11Nobody() {
    assertThat(lab.silence(discover(new HardwareAddress(1, Octets.EMPTY))))
        .isEqualTo(SilenceReason.UNIDENTIFIED_CLIENT);
  }

  // The same octets of another hardware type are another client.
  @Test
  @Tag("CID-12")
  void cid12HardwareType() {
    lab.ack(selecting(A, "192.0.2.12"));
    HardwareAddress tokenRing = new HardwareAddress(6, A.octets());
    assertThat(lab.offer(discover(tokenRing)).yiaddr()).isNotEqualTo("192.0.2.12");
    lab.nak(selecting(tokenRing, "192.0.2.12"));
  }

  // An identifier with a DUID counts as a whole, and reservations match the whole of it.
  @Test
  @Tag("CID-13")
  void cid13Duid() {
    int[] first = {0xff, 0, 0, 0, 1, 0, 3, 0, 1, 2, 0, 0, 0, 0, 0x0a};
    int[] second = {0xff, 0, 0, 0, 2, 0, 3, 0, 1, 2, 0, 0, 0, 0, 0x0a};
    lab.s1(
        s1 ->
            s1.reservation(
                Reservation.builder(new ClientIdentifier(Octets.of(first)))
                    .address("192.0.2.30")
                    .build()));
    assertThat(lab.offer(discover(A).clientId(first)).yiaddr()).isEqualTo("192.0.2.30");
    assertThat(lab.offer(discover(A).clientId(second)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A client without hardware address is known by its identifier, and answered by broadcast.
  @Test
  @Tag("CID-14")
  void cid14Ieee1394() {
    Answer offer = lab.offer(ieee1394(discover(A), 1, 2, 3).clientId(X).broadcastFlag());
    assertThat(offer.sentTo()).isEqualTo("broadcast 255.255.255.255:68");
    lab.ack(ieee1394(selecting(A, offer.yiaddr()), 4, 5, 6).clientId(X).broadcastFlag());
    Lease lease = lab.stored(offer.yiaddr()).orElseThrow();
    assertThat(lease.hardwareAddress()).isEmpty();
    assertThat(lease.clientIdentifier()).contains(new ClientIdentifier(Octets.of(X)));
  }

  // Without an identifier nothing identifies it.
  @Test
  @Tag("CID-15")
  void cid15Ieee1394WithoutIdentifier() {
    assertThat(lab.silence(ieee1394(discover(A), 1, 2, 3).broadcastFlag()))
        .isEqualTo(SilenceReason.UNIDENTIFIED_CLIENT);
    assertThat(lab.silence(discover(A).with(message -> message.hardware(32, 0, Octets.EMPTY))))
        .isEqualTo(SilenceReason.UNIDENTIFIED_CLIENT);
  }

  private static Ask ieee1394(Ask ask, int... chaddr) {
    return ask.with(message -> message.hardware(24, 0, Octets.of(chaddr)));
  }

  // A hardware address of zeros is one like any other.
  @Test
  @Tag("CID-17")
  void cid17ZeroHardwareAddress() {
    HardwareAddress zero = HardwareAddress.ethernet("00:00:00:00:00:00");
    String offered = lab.offer(discover(zero)).yiaddr();
    lab.ack(selecting(zero, offered));
    assertThat(lab.isBound(offered, zero)).isTrue();
    assertThat(lab.offer(discover(A)).yiaddr()).isNotEqualTo(offered);
  }

  // Clients that look for a server at the same moment are offered different addresses.
  @Test
  @Tag("CID-18")
  void cid18AtTheSameMoment() throws Exception {
    DhcpEngine engine = lab.engine();
    List<Decision> inOneBatch =
        engine.handle(IntStream.range(0, 5).mapToObj(i -> discover(client(i)).datagram()).toList());
    List<Callable<Decision>> tasks =
        IntStream.range(5, 11)
            .<Callable<Decision>>mapToObj(i -> () -> engine.handle(discover(client(i)).datagram()))
            .toList();
    List<Decision> byThreads = Crowd.run(6, tasks);
    assertThat(
            IntStream.range(0, 11).mapToObj(i -> i < 5 ? inOneBatch.get(i) : byThreads.get(i - 5)))
        .extracting(decision -> new Answer((Reply) decision).yiaddr())
        .doesNotHaveDuplicates();
  }
}
