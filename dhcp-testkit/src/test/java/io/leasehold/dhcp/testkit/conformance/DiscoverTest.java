package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.SERVER;
import static io.leasehold.dhcp.testkit.conformance.Ask.client;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPDISCOVER and the DHCPOFFER that answers it: RFC 2131 section 4.3.1. */
class DiscoverTest {

  private final Lab lab = new Lab();

  // A client with a lease is offered the address that it has, whether it asks for one or not.
  @Test
  @Tag("DISC-01")
  void disc01CurrentLease() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.offer(discover(A).wanting("192.0.2.15")).yiaddr()).isEqualTo("192.0.2.12");
  }

  // A client whose lease has expired or was released is offered its old address while it is free.
  @Test
  @Tag("DISC-02")
  void disc02PreviousLease() {
    lab.bound(A, "192.0.2.12");
    lab.bound(B, "192.0.2.13");
    lab.silence(release(B, "192.0.2.13"));
    lab.clock.advance(Lab.LEASE.plusSeconds(1));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.13");
  }

  // An unknown client is offered the address that it asks for, if that is in a pool and free.
  @Test
  @Tag("DISC-03")
  void disc03RequestedAddress() {
    assertThat(lab.offer(discover(A).wanting("192.0.2.15")).yiaddr()).isEqualTo("192.0.2.15");
  }

  // A client whose old address somebody else has now is offered the one that it asks for.
  @Test
  @Tag("DISC-04")
  void disc04OldAddressIsTaken() {
    lab.bound(Optional.empty(), A, "192.0.2.12", lab.clock.instant());
    lab.bound(B, "192.0.2.12");
    assertThat(lab.offer(discover(A).wanting("192.0.2.15")).yiaddr()).isEqualTo("192.0.2.15");
  }

  // A wish for an address of no pool of the link is passed over, and a free address is offered.
  @Test
  @Tag("DISC-05")
  void disc05WishOutsideThePools() {
    for (String wish : new String[] {"192.0.2.200", "0.0.0.0", "198.51.100.12", "203.0.113.1"}) {
      assertThat(lab.offer(discover(A).wanting(wish)).yiaddr()).isEqualTo("192.0.2.10");
    }
  }

  // A wish for an address that another client has is passed over.
  @Test
  @Tag("DISC-06")
  void disc06WishForALeasedAddress() {
    lab.bound(B, "192.0.2.12");
    assertThat(lab.offer(discover(A).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A wish for an address that is reserved for another client is passed over.
  @Test
  @Tag("DISC-07")
  void disc07WishForAReservedAddress() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(B).address("192.0.2.12").build()));
    assertThat(lab.offer(discover(A).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A reserved address goes before the client's wish and before its older dynamic lease.
  @Test
  @Tag("DISC-08")
  void disc08Reservation() {
    lab.bound(A, "192.0.2.12");
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()));
    assertThat(lab.offer(discover(A).wanting("192.0.2.15")).yiaddr()).isEqualTo("192.0.2.30");
  }

  // While somebody else has the reserved address the client is offered another; then it gets it.
  @Test
  @Tag("DISC-09")
  void disc09ReservedAddressIsTaken() {
    lab.bound(B, "192.0.2.12");
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.12").build()));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Lab.LEASE);
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
  }

  // A client without relay agent gets an address of the link of the interface.
  @Test
  @Tag("DISC-10")
  void disc10LinkOfTheInterface() {
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.offer(discover(B).at("if1", "198.51.100.2")).yiaddr())
        .isEqualTo("198.51.100.10");
  }

  // A client behind a relay agent gets an address of the relay agent's link.
  @Test
  @Tag("DISC-11")
  void disc11LinkOfTheRelay() {
    assertThat(lab.offer(discover(A).relayed()).yiaddr()).isEqualTo("198.51.100.10");
  }

  // Where the relay agent's subnet is exhausted, another subnet of the shared network serves.
  @Test
  @Tag("DISC-12")
  void disc12SharedNetwork() {
    lab.config(
        ServerConfig.builder()
            .network(
                SharedNetwork.builder("campus")
                    .subnet(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.10").build())
                    .subnet(Subnet.builder("203.0.113.0/24").pool("203.0.113.64/32").build())
                    .build())
            .build());
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("203.0.113.64");
  }

  // A relay agent that is in no subnet meets silence.
  @Test
  @Tag("DISC-13")
  void disc13UnknownRelay() {
    assertThat(lab.silence(discover(A).relayed(Ipv4Address.parse("203.0.113.1"))))
        .isEqualTo(SilenceReason.NO_SUBNET);
  }

  // Where every address is leased, held or in quarantine there is silence.
  @Test
  @Tag("DISC-14")
  void disc14Exhausted() {
    lab.config(
        ServerConfig.builder()
            .subnet(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.12").build())
            .build());
    lab.ack(selecting(client(1), lab.offer(discover(client(1))).yiaddr()));
    String declined = lab.offer(discover(client(2))).yiaddr();
    lab.ack(selecting(client(2), declined));
    lab.silence(Ask.decline(client(2), declined));
    lab.offer(discover(client(3)));
    assertThat(lab.silence(discover(client(4)))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
  }

  // What is offered to one client is not offered to another within the hold time.
  @Test
  @Tag("DISC-15")
  void disc15OfferIsHeld() {
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.offer(discover(client(3)).wanting("192.0.2.10")).yiaddr())
        .isEqualTo("192.0.2.12");
  }

  // An offer that nobody takes is free again when the hold time is over, and not a second before.
  @Test
  @Tag("DISC-16")
  void disc16HoldLapses() {
    lab.offer(discover(A));
    lab.clock.advance(Duration.ofSeconds(59));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    lab.clock.advance(Duration.ofSeconds(1));
    assertThat(lab.offer(discover(client(3))).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A repeated DISCOVER gets the same offer, and the hold begins anew.
  @Test
  @Tag("DISC-17")
  void disc17RepeatedDiscover() {
    lab.offer(discover(B));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    lab.clock.advance(Duration.ofSeconds(40));
    assertThat(lab.offer(discover(A).xid(7)).yiaddr()).isEqualTo("192.0.2.11");
    lab.clock.advance(Duration.ofSeconds(40));
    assertThat(lab.offer(discover(client(3)).wanting("192.0.2.11")).yiaddr())
        .isNotEqualTo("192.0.2.11");
  }

  // An offer stores nothing, while it shows the whole lease time.
  @Test
  @Tag("DISC-18")
  void disc18OfferStoresNothing() {
    assertThat(lab.offer(discover(A)).option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    assertThat(lab.storedLeases()).isZero();
  }

  // An address that answers a probe goes into quarantine, and one that does not is offered.
  @Test
  @Tag("DISC-19")
  void disc19Probe() {
    Set<Ipv4Address> probed = new HashSet<>();
    Ipv4Address used = Ipv4Address.parse("192.0.2.10");
    lab.engine(
        engine ->
            engine.probe(
                address -> {
                  probed.add(address);
                  return address.equals(used);
                }));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.PROBING);
    lab.engine().housekeep();
    String offered = lab.offer(discover(A)).yiaddr();
    assertThat(offered).isEqualTo("192.0.2.11");
    assertThat(probed).contains(used, Ipv4Address.parse(offered));
    assertThat(lab.stored("192.0.2.10").orElseThrow().state()).isEqualTo(LeaseState.QUARANTINED);
  }

  // Without a probe an address is offered at once.
  @Test
  @Tag("DISC-20")
  void disc20NoProbe() {
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A DISCOVER with a server identifier meets silence.
  @Test
  @Tag("DISC-21")
  void disc21ServerIdentifier() {
    assertThat(lab.silence(discover(A).server(SERVER))).isEqualTo(SilenceReason.INCOMPLETE);
  }

  // A client that the policy refuses meets silence, and takes no address from others.
  @Test
  @Tag("DISC-22")
  void disc22Policy() {
    lab.engine(
        engine ->
            engine.policy(
                request ->
                    request.message().hardwareAddress().equals(A)
                        ? Verdict.silence("not on the list")
                        : Verdict.USUAL));
    assertThat(lab.silence(discover(A))).isEqualTo(SilenceReason.REFUSED_BY_POLICY);
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // An offer has an address, a lease time, its type, the server, what was asked for, and the mask.
  @Test
  @Tag("DISC-23")
  void disc23Contents() {
    Lab.Answer offer = lab.offer(discover(A).asking(6, 15));
    assertThat(offer.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(offer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
    assertThat(offer.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(SERVER);
    assertThat(offer.option(DhcpOptions.DOMAIN_SERVER))
        .containsExactly(Ipv4Address.parse("192.0.2.53"));
    assertThat(offer.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("example.org");
    assertThat(offer.option(DhcpOptions.SUBNET_MASK)).isEqualTo(Ipv4Address.parse("255.255.255.0"));
    assertThat(offer.has(DhcpOptions.ROUTER.code())).isFalse();
  }

  // Network, broadcast, server and relay agent addresses are never offered, even inside a pool.
  @Test
  @Tag("DISC-24")
  void disc24AddressesThatAreNobodys() {
    lab.config(
        ServerConfig.builder()
            .subnet(Subnet.builder("192.0.2.0/29").pool("192.0.2.0-192.0.2.7").build())
            .build());
    Ipv4Address relay = Ipv4Address.parse("192.0.2.3");
    Set<String> offered = new HashSet<>();
    for (int i = 1; i <= 4; i++) {
      offered.add(lab.offer(discover(client(i)).relayed(relay)).yiaddr());
    }
    assertThat(offered)
        .containsExactlyInAnyOrder("192.0.2.2", "192.0.2.4", "192.0.2.5", "192.0.2.6");
    assertThat(lab.silence(discover(client(5)).relayed(relay)))
        .isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    for (String address : new String[] {"192.0.2.0", "192.0.2.1", "192.0.2.3", "192.0.2.7"}) {
      lab.nak(selecting(client(6), address).relayed(relay));
    }
  }

  // Where no address is new, the one whose lease ended first is used again first.
  @Test
  @Tag("DISC-25")
  void disc25LongestExpired() {
    lab.config(
        ServerConfig.builder()
            .subnet(Subnet.builder("192.0.2.0/24").pool("192.0.2.10-192.0.2.12").build())
            .build());
    for (String address : new String[] {"192.0.2.11", "192.0.2.10", "192.0.2.12"}) {
      lab.ack(selecting(client(address.hashCode() & 0xff), address));
      lab.clock.advance(Duration.ofSeconds(10));
    }
    lab.clock.advance(Duration.ofDays(1));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // A DISCOVER with ciaddr is answered; ciaddr is zero in the offer, which goes there.
  @Test
  @Tag("DISC-26")
  void disc26Ciaddr() {
    Lab.Answer offer = lab.offer(discover(A).ciaddr("192.0.2.77"));
    assertThat(offer.message().ciaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
    assertThat(offer.sentTo()).isEqualTo("192.0.2.77:68");
  }

  // A vendor class may choose parameters, and need not be returned.
  @Test
  @Tag("DISC-27")
  void disc27VendorClass() {
    Octets acme = Octets.ofText("acme");
    lab.engine(
        engine ->
            engine.policy(
                request ->
                    request.message().option(DhcpOptions.CLASS_ID).filter(acme::equals).isPresent()
                        ? Verdict.grant(Terms.USUAL.withLeaseTime(Duration.ofMinutes(5)))
                        : Verdict.USUAL));
    Lab.Answer offer = lab.offer(discover(A).option(DhcpOptions.CLASS_ID, acme));
    assertThat(offer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Duration.ofMinutes(5));
    assertThat(offer.has(DhcpOptions.CLASS_ID.code())).isFalse();
    assertThat(lab.events).extracting(LeaseEvent::kind).isEmpty();
  }
}
