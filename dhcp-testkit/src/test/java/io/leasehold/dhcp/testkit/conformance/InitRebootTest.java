package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.decline;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPREQUEST in state INIT-REBOOT: RFC 2131 section 4.3.2, option 50 without option 54. */
class InitRebootTest {

  private static final Ipv4Address UNKNOWN_RELAY = Ipv4Address.parse("203.0.113.1");

  private final Lab lab = new Lab();

  // A client that comes back keeps its address, and its lease begins anew.
  @Test
  @Tag("IRB-01")
  void irb01KeepsItsAddress() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofMinutes(10));
    assertThat(lab.ack(initReboot(A, "192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt())
        .isEqualTo(lab.clock.instant().plus(Lab.LEASE));
  }

  // A client that has another address than it says is refused, and keeps the one that it has.
  @Test
  @Tag("IRB-02")
  void irb02HasAnotherAddress() {
    lab.bound(A, "192.0.2.12");
    lab.nak(initReboot(A, "192.0.2.13"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.stored("192.0.2.13")).isEmpty();
  }

  // A client that has an address here is refused one of another network, and one in no pool.
  @Test
  @Tag("IRB-02")
  void irb02HasAnAddressHere() {
    lab.bound(A, "192.0.2.12");
    lab.nak(initReboot(A, "203.0.113.5"));
    lab.nak(initReboot(A, "192.0.2.200"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // So is one that something is reserved for here.
  @Test
  @Tag("IRB-02")
  void irb02HasAReservationHere() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).hostName("a").build()));
    lab.nak(initReboot(A, "203.0.113.5"));
    assertThat(lab.silence(initReboot(B, "203.0.113.5"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
  }

  // A client that has moved to another network is refused, by the relay agent there.
  @Test
  @Tag("IRB-03")
  void irb03HasMoved() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.nak(initReboot(A, "192.0.2.12").relayed()).sentTo())
        .isEqualTo("198.51.100.1:67");
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // An authoritative server refuses an unknown client whose address is not on the link.
  @Test
  @Tag("IRB-04")
  void irb04WrongNetworkAuthoritative() {
    lab.s1(s1 -> s1.authoritative(true));
    lab.nak(initReboot(A, "203.0.113.5"));
  }

  // Another server leaves such a client alone.
  @Test
  @Tag("IRB-05")
  void irb05WrongNetwork() {
    assertThat(lab.silence(initReboot(A, "203.0.113.5"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
  }

  // A client of which nothing is known meets silence, inside the pools and outside.
  @Test
  @Tag("IRB-06")
  void irb06UnknownClient() {
    assertThat(lab.silence(initReboot(A, "192.0.2.12"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
    assertThat(lab.silence(initReboot(A, "192.0.2.200"))).isEqualTo(SilenceReason.UNKNOWN_CLIENT);
    assertThat(lab.storedLeases()).isZero();
  }

  // An authoritative server refuses an unknown client.
  @Test
  @Tag("IRB-07")
  void irb07UnknownClientAuthoritative() {
    lab.s1(s1 -> s1.authoritative(true));
    lab.nak(initReboot(A, "192.0.2.12"));
    assertThat(lab.storedLeases()).isZero();
  }

  // One that adopts unknown clients gives it the address, if that is free and in a pool.
  @Test
  @Tag("IRB-07")
  void irb07UnknownClientAdopted() {
    lab.s1(s1 -> s1.authoritative(true))
        .server(server -> server.set(Setting.ADOPT_UNKNOWN_CLIENTS, true));
    lab.bound(B, "192.0.2.13");
    assertThat(lab.ack(initReboot(A, "192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
    lab.nak(initReboot(client(1), "192.0.2.13"));
    lab.nak(initReboot(client(1), "192.0.2.200"));
  }

  // A refusal without relay agent is broadcast, whatever the flag says.
  @Test
  @Tag("IRB-08")
  void irb08RefusalIsBroadcast() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.nak(initReboot(A, "192.0.2.13")).sentTo())
        .isEqualTo("broadcast 255.255.255.255:68");
  }

  // A refusal by a relay agent tells it to broadcast, though the client did not ask for that.
  @Test
  @Tag("IRB-09")
  void irb09RelayBroadcasts() {
    lab.bound(A, "198.51.100.12");
    Ask ask = initReboot(A, "198.51.100.13").relayed();
    assertThat(ask.message().isBroadcast()).isFalse();
    Answer nak = lab.nak(ask);
    assertThat(nak.sentTo()).isEqualTo("198.51.100.1:67");
    assertThat(nak.message().isBroadcast()).isTrue();
  }

  // A client whose lease has ended gets its address again while it is free.
  @Test
  @Tag("IRB-10")
  void irb10EndedLease() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Duration.ofDays(1));
    assertThat(lab.ack(initReboot(A, "192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // A client whose old address somebody else has now is refused, and the new lease stands.
  @Test
  @Tag("IRB-11")
  void irb11AddressOfAnother() {
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(Lab.LEASE);
    Lease leased = lab.bound(B, "192.0.2.12");
    lab.nak(initReboot(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12")).contains(leased);
  }

  // An address in quarantine is refused.
  @Test
  @Tag("IRB-12")
  void irb12Quarantine() {
    lab.bound(A, "192.0.2.12");
    lab.silence(decline(A, "192.0.2.12"));
    lab.nak(initReboot(A, "192.0.2.12"));
  }

  // Nothing is probed for a client that comes back.
  @Test
  @Tag("IRB-13")
  void irb13NoProbe() {
    List<Ipv4Address> probed = new ArrayList<>();
    lab.engine(engine -> engine.probe(probed::add));
    lab.bound(A, "192.0.2.12");
    lab.ack(initReboot(A, "192.0.2.12"));
    assertThat(probed).isEmpty();
  }

  // Where both are there option 50 counts, and ciaddr does not.
  @Test
  @Tag("IRB-14")
  void irb14CiaddrDoesNotCount() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.ack(initReboot(A, "192.0.2.12").ciaddr("192.0.2.13")).yiaddr())
        .isEqualTo("192.0.2.12");
    lab.nak(initReboot(A, "192.0.2.13").ciaddr("192.0.2.12"));
  }

  // A request that names no address is refused where the network is known, and gets none.
  @Test
  @Tag("IRB-15")
  void irb15NoAddress() {
    lab.nak(request(A));
    lab.nak(request(A).relayed());
    assertThat(lab.silence(request(A).relayed(UNKNOWN_RELAY))).isEqualTo(SilenceReason.INCOMPLETE);
    assertThat(lab.storedLeases()).isZero();
  }

  // An address that is reserved for another client is refused, to its former client too.
  @Test
  @Tag("IRB-16")
  void irb16ReservedForAnother() {
    lab.bound(A, "192.0.2.12");
    lab.s1(s1 -> s1.reservation(Reservation.builder(B).address("192.0.2.12").build()));
    lab.nak(initReboot(A, "192.0.2.12"));
    lab.nak(initReboot(client(1), "192.0.2.12"));
  }

  // Where the network is not configured, only a server that knows of all networks refuses.
  @Test
  @Tag("IRB-17")
  void irb17NoSubnet() {
    Ask ask = initReboot(A, "192.0.2.12").relayed(UNKNOWN_RELAY);
    assertThat(lab.silence(ask)).isEqualTo(SilenceReason.NO_SUBNET);
    lab.restart().server(server -> server.authoritative(true));
    lab.nak(ask);
  }
}
