package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPDECLINE: RFC 2131 section 4.3.3. It never has a reply. */
class DeclineTest {

  private static final Duration QUARANTINE = Duration.ofDays(1);

  private final Lab lab = new Lab();

  // What a client finds in use goes to nobody, not even to itself.
  @Test
  @Tag("DECL-01")
  void decl01Decline() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(decline(A, "192.0.2.12"))).isEqualTo(SilenceReason.DECLINED);
    Lease lease = lab.stored("192.0.2.12").orElseThrow();
    assertThat(lease.state()).isEqualTo(LeaseState.QUARANTINED);
    assertThat(lease.endsAt()).isEqualTo(lab.clock.instant().plus(QUARANTINE));
    lab.nak(selecting(A, "192.0.2.12"));
    lab.nak(selecting(B, "192.0.2.12"));
  }

  // The listener is told which client has declined which address.
  @Test
  @Tag("DECL-02")
  void decl02Event() {
    lab.bound(A, "192.0.2.12");
    lab.silence(decline(A, "192.0.2.12"));
    assertThat(lab.events).hasSize(1);
    assertThat(lab.events.get(0).kind()).isEqualTo(Kind.DECLINED);
    assertThat(lab.events.get(0).lease().address()).hasToString("192.0.2.12");
    assertThat(lab.events.get(0).lease().hardwareAddress()).contains(A);
  }

  // Until the quarantine ends nobody is offered the address.
  @Test
  @Tag("DECL-03")
  void decl03Quarantine() {
    lab.bound(A, "192.0.2.10");
    lab.silence(decline(A, "192.0.2.10"));
    lab.clock.advance(QUARANTINE.minusSeconds(1));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.offer(discover(B).wanting("192.0.2.10")).yiaddr()).isEqualTo("192.0.2.12");
  }

  // When the quarantine is over anybody is.
  @Test
  @Tag("DECL-04")
  void decl04QuarantineEnds() {
    lab.bound(A, "192.0.2.12");
    lab.silence(decline(A, "192.0.2.12"));
    lab.clock.advance(QUARANTINE);
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
    lab.ack(selecting(B, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", B)).isTrue();
  }

  // A decline that names no address changes nothing.
  @Test
  @Tag("DECL-05")
  void decl05NoAddress() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(decline(A, "192.0.2.12").without(DhcpOptions.ADDRESS_REQUEST)))
        .isEqualTo(SilenceReason.INCOMPLETE);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // A decline that names no server is taken.
  @Test
  @Tag("DECL-06")
  void decl06NoServer() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(decline(A, "192.0.2.12").without(DhcpOptions.DHCP_SERVER_ID)))
        .isEqualTo(SilenceReason.DECLINED);
  }

  // A decline that is meant for another server changes nothing.
  @Test
  @Tag("DECL-07")
  void decl07OtherServer() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(decline(A, "192.0.2.12").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // A client cannot decline the address of another.
  @Test
  @Tag("DECL-08")
  void decl08AddressOfAnother() {
    Lease before = lab.bound(B, "192.0.2.12");
    assertThat(lab.silence(decline(A, "192.0.2.12"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // Another identifier is another client, whatever the hardware address.
  @Test
  @Tag("DECL-09")
  void decl09AnotherIdentifier() {
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 1));
    assertThat(lab.silence(decline(A, "192.0.2.12").clientId(0, 2)))
        .isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // The same identifier is the same client, whatever the hardware address.
  @Test
  @Tag("DECL-10")
  void decl10AnotherHardwareAddress() {
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 1));
    assertThat(lab.silence(decline(B, "192.0.2.12").clientId(0, 1)))
        .isEqualTo(SilenceReason.DECLINED);
  }

  // A client that has an identifier on one side only is known by its hardware address.
  @Test
  @Tag("DECL-11")
  void decl11IdentifierOnOneSide() {
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 1));
    lab.ack(selecting(B, "192.0.2.13"));
    assertThat(lab.silence(decline(A, "192.0.2.12"))).isEqualTo(SilenceReason.DECLINED);
    assertThat(lab.silence(decline(B, "192.0.2.13").clientId(0, 2)))
        .isEqualTo(SilenceReason.DECLINED);
  }

  // A lease that has ended cannot be declined: otherwise one client could drain a pool.
  @Test
  @Tag("DECL-12")
  void decl12EndedLease() {
    lab.bound(A, "192.0.2.12");
    lab.bound(B, "192.0.2.13");
    lab.silence(release(A, "192.0.2.12"));
    lab.clock.advance(Lab.LEASE);
    assertThat(lab.silence(decline(A, "192.0.2.12"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.silence(decline(B, "192.0.2.13"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.ack(initReboot(A, "192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
  }

  // The declined address is option 50: ciaddr does not do.
  @Test
  @Tag("DECL-13")
  void decl13AddressInCiaddr() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(
            lab.silence(
                decline(A, "192.0.2.12").without(DhcpOptions.ADDRESS_REQUEST).ciaddr("192.0.2.12")))
        .isEqualTo(SilenceReason.INCOMPLETE);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // While its reserved address is in quarantine the client gets another one.
  @Test
  @Tag("DECL-14")
  void decl14ReservedAddress() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()));
    lab.ack(selecting(A, "192.0.2.30"));
    lab.silence(decline(A, "192.0.2.30"));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(QUARANTINE);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.30");
  }

  // An address that was offered and not taken cannot be declined.
  @Test
  @Tag("DECL-15")
  void decl15OfferedAddress() {
    String offered = lab.offer(discover(A)).yiaddr();
    assertThat(lab.silence(decline(A, offered))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.storedLeases()).isZero();
    assertThat(lab.ack(selecting(A, offered)).yiaddr()).isEqualTo(offered);
  }

  // A decline may come by a relay agent.
  @Test
  @Tag("DECL-17")
  void decl17Relayed() {
    lab.bound(A, "198.51.100.12");
    assertThat(lab.silence(decline(A, "198.51.100.12").relayed()))
        .isEqualTo(SilenceReason.DECLINED);
    lab.nak(selecting(B, "198.51.100.12").relayed());
  }
}
