package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.LeaseEvent.Kind;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** DHCPRELEASE: RFC 2131 section 4.3.4. It never has a reply. */
class ReleaseTest {

  private final Lab lab = new Lab();

  // What a client gives back is free at once.
  @Test
  @Tag("REL-01")
  void rel01Release() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(release(A, "192.0.2.12"))).isEqualTo(SilenceReason.RELEASED);
    assertThat(lab.stored("192.0.2.12").orElseThrow().state()).isEqualTo(LeaseState.RELEASED);
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
  }

  // A client that comes back gets its old address while it is free.
  @Test
  @Tag("REL-02")
  void rel02ComesBack() {
    lab.bound(A, "192.0.2.12");
    lab.silence(release(A, "192.0.2.12"));
    lab.clock.advance(Duration.ofDays(1));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
  }

  // A release that is meant for another server changes nothing.
  @Test
  @Tag("REL-03")
  void rel03OtherServer() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(release(A, "192.0.2.12").server("192.0.2.2")))
        .isEqualTo(SilenceReason.OTHER_SERVER);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // A release that names no server is taken.
  @Test
  @Tag("REL-04")
  void rel04NoServer() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(release(A, "192.0.2.12").without(DhcpOptions.DHCP_SERVER_ID)))
        .isEqualTo(SilenceReason.RELEASED);
    assertThat(lab.isBound("192.0.2.12", A)).isFalse();
  }

  // A client cannot release an address that it does not have, and keeps the one that it has.
  @Test
  @Tag("REL-05")
  void rel05AnotherAddress() {
    lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(release(A, "192.0.2.13"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    assertThat(lab.stored("192.0.2.13")).isEmpty();
  }

  // A client cannot release the address of another.
  @Test
  @Tag("REL-06")
  void rel06AddressOfAnother() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(release(B, "192.0.2.12"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // Another identifier is another client, whatever the hardware address.
  @Test
  @Tag("REL-07")
  void rel07AnotherIdentifier() {
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 1));
    assertThat(lab.silence(release(A, "192.0.2.12").clientId(0, 2)))
        .isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // The same identifier is the same client, whatever the hardware address.
  @Test
  @Tag("REL-08")
  void rel08AnotherHardwareAddress() {
    lab.ack(selecting(A, "192.0.2.12").clientId(0, 1));
    assertThat(lab.silence(release(B, "192.0.2.12").clientId(0, 1)))
        .isEqualTo(SilenceReason.RELEASED);
    assertThat(lab.isBound("192.0.2.12", A)).isFalse();
  }

  // The second release of a lease changes nothing and is not reported.
  @Test
  @Tag("REL-09")
  void rel09SecondRelease() {
    lab.bound(A, "192.0.2.12");
    lab.silence(release(A, "192.0.2.12"));
    Lease released = lab.stored("192.0.2.12").orElseThrow();
    lab.clock.advance(Duration.ofMinutes(1));
    assertThat(lab.silence(release(A, "192.0.2.12"))).isEqualTo(SilenceReason.NOT_THE_HOLDER);
    assertThat(lab.stored("192.0.2.12")).contains(released);
    assertThat(lab.events).extracting(LeaseEvent::kind).containsExactly(Kind.RELEASED);
  }

  // A lease of a subnet that is gone can be released.
  @Test
  @Tag("REL-10")
  void rel10SubnetRemoved() {
    lab.bound(A, "192.0.2.12");
    lab.config(ServerConfig.builder().subnet(Lab.s2().build()).build());
    assertThat(lab.silence(release(A, "192.0.2.12"))).isEqualTo(SilenceReason.RELEASED);
    assertThat(lab.isBound("192.0.2.12", A)).isFalse();
  }

  // Where leases have affinity, the address waits for its client for that time.
  @Test
  @Tag("REL-11")
  void rel11Affinity() {
    lab.server(server -> server.set(Setting.LEASE_AFFINITY, Duration.ofMinutes(30)));
    lab.ack(selecting(A, "192.0.2.12"));
    lab.silence(release(A, "192.0.2.12"));
    lab.clock.advance(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isNotEqualTo("192.0.2.12");
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.12");
    lab.clock.advance(Duration.ofMinutes(2));
    assertThat(lab.offer(discover(Ask.client(1)).wanting("192.0.2.12")).yiaddr())
        .isEqualTo("192.0.2.12");
  }

  // The address to release is ciaddr: option 50 does not do.
  @Test
  @Tag("REL-12")
  void rel12NoCiaddr() {
    Lease before = lab.bound(A, "192.0.2.12");
    assertThat(lab.silence(release(A, "0.0.0.0").wanting("192.0.2.12")))
        .isEqualTo(SilenceReason.INCOMPLETE);
    assertThat(lab.stored("192.0.2.12")).contains(before);
  }

  // The listener is told who had the address, under what name.
  @Test
  @Tag("REL-13")
  void rel13Event() {
    lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.HOSTNAME, "pc1"));
    lab.events.clear();
    lab.silence(release(A, "192.0.2.12"));
    assertThat(lab.events).hasSize(1);
    assertThat(lab.events.get(0).kind()).isEqualTo(Kind.RELEASED);
    assertThat(lab.events.get(0).lease()).isEqualTo(lab.stored("192.0.2.12").orElseThrow());
    assertThat(lab.events.get(0).lease().hostName()).contains("pc1");
    assertThat(lab.events.get(0).lease().hardwareAddress()).contains(A);
  }

  // A lease without end is released by its own client only.
  @Test
  @Tag("REL-14")
  void rel14InfiniteLease() {
    lab.s1(s1 -> s1.leaseTimeBounds(Duration.ofMinutes(10), OptionFormat.INFINITE));
    lab.ack(selecting(A, "192.0.2.12").option(DhcpOptions.ADDRESS_TIME, OptionFormat.INFINITE));
    lab.clock.advance(Duration.ofDays(10_000));
    lab.silence(release(B, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
    lab.silence(release(A, "192.0.2.12"));
    assertThat(lab.isBound("192.0.2.12", A)).isFalse();
    assertThat(lab.offer(discover(B).wanting("192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
  }
}
