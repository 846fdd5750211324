package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.codec.value.Duid;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reservations: by what hosts are known, and what wins over what. */
class ReservationTest {

  private static final Octets CIRCUIT = Octets.ofText("port 7");
  private static final Octets REMOTE = Octets.ofText("modem");

  private final Lab lab = new Lab();

  private static Reservation kept(HostKey host, String address) {
    return Reservation.builder(host).address(address).build();
  }

  private String offered(Ask ask) {
    return lab.offer(ask).message().yiaddr().toString();
  }

  // Of the keys that a host is known by, the first one in order decides.
  @Test
  @Tag("ALLOC-06")
  void alloc06OrderOfKeys() {
    ClientIdentifier identifier = ClientIdentifier.of(5, new Duid(Octets.of(0, 3, 0, 1, 9, 9)));
    lab.s1(
        s1 ->
            s1.reservation(kept(HostKey.of(A), "192.0.2.31"))
                .reservation(kept(HostKey.of(identifier.duid().orElseThrow()), "192.0.2.32"))
                .reservation(kept(HostKey.circuitId(CIRCUIT), "192.0.2.33"))
                .reservation(kept(HostKey.of(identifier), "192.0.2.34"))
                .reservation(kept(HostKey.remoteId(REMOTE), "192.0.2.35"))
                .reservation(kept(HostKey.computed(Octets.ofText("phone")), "192.0.2.36")));
    RelayAgentInformation port =
        RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, CIRCUIT)
            .with(RelayAgentOptions.REMOTE_ID, REMOTE);
    Ask withAll =
        discover(A)
            .option(DhcpOptions.CLIENT_ID, identifier)
            .option(DhcpOptions.RELAY_AGENT_INFORMATION, port)
            .option(DhcpOptions.CLASS_ID, Octets.ofText("phone"));
    assertThat(offered(withAll)).isEqualTo("192.0.2.31");
    HostKey.Kind[] kinds = {
      HostKey.Kind.HARDWARE_ADDRESS,
      HostKey.Kind.DUID,
      HostKey.Kind.CIRCUIT_ID,
      HostKey.Kind.CLIENT_IDENTIFIER,
      HostKey.Kind.REMOTE_ID,
      HostKey.Kind.COMPUTED
    };
    for (int i = 0; i < kinds.length; i++) {
      HostKey.Kind only = kinds[i];
      lab.server(
              server ->
                  server
                      .set(Setting.RESERVATION_KEYS, List.of(only))
                      .set(Setting.COMPUTED_HOST_KEY, RequestValue.option(DhcpOptions.CLASS_ID)))
          .restart();
      assertThat(offered(withAll)).as("by %s", only).isEqualTo("192.0.2." + (31 + i));
    }
  }

  // A DUID is the same whatever IAID goes with it.
  @Test
  @Tag("CID-13")
  void cid13Duid() {
    Duid duid = new Duid(Octets.of(0, 3, 0, 1, 9, 9));
    lab.s1(s1 -> s1.reservation(kept(HostKey.of(duid), "192.0.2.32")));
    assertThat(offered(discover(B).option(DhcpOptions.CLIENT_ID, ClientIdentifier.of(77, duid))))
        .isEqualTo("192.0.2.32");
  }

  // What is kept in the client's own subnet goes before what is kept at the server.
  @Test
  @Tag("ALLOC-06")
  void alloc06SubnetBeforeServer() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.31").build()))
        .server(
            server ->
                server
                    .reservation(Reservation.builder(A).hostName("roaming").build())
                    .reservation(Reservation.builder(B).hostName("guest").build()));
    assertThat(offered(discover(A))).isEqualTo("192.0.2.31");
    assertThat(lab.offer(discover(A).relayed().asking(12)).option(DhcpOptions.HOSTNAME))
        .isEqualTo("roaming");
    assertThat(lab.offer(discover(B).asking(12)).option(DhcpOptions.HOSTNAME)).isEqualTo("guest");
  }

  // One of the server that has an address counts on the network of the address, and nowhere else.
  @Test
  void serverReservationWithAnAddress() {
    Reservation desk = Reservation.builder(A).address("192.0.2.32").hostName("desk").build();
    lab.server(server -> server.reservation(desk));
    assertThat(lab.offer(discover(A).asking(12)).option(DhcpOptions.HOSTNAME)).isEqualTo("desk");
    assertThat(offered(discover(A))).isEqualTo("192.0.2.32");
    assertThat(lab.offer(discover(A).relayed().asking(12)).has(12)).isFalse();
  }

  // Reservations of the subnet, or of the server, can be switched off.
  @Test
  void switchedOff() {
    lab.s1(
            s1 ->
                s1.set(Setting.SUBNET_RESERVATIONS, false)
                    .set(Setting.SERVER_RESERVATIONS, false)
                    .reservation(Reservation.builder(A).address("192.0.2.31").build()))
        .server(server -> server.reservation(Reservation.builder(B).hostName("guest").build()));
    assertThat(offered(discover(A))).isNotEqualTo("192.0.2.31");
    assertThat(lab.offer(discover(B).asking(12)).message().options().raw(12)).isEmpty();
  }

  // One address for two hosts is refused, unless that is wanted; then one at a time has it.
  @Test
  @Tag("ALLOC-07")
  void alloc07SharedAddress() {
    lab.s1(
        s1 ->
            s1.reservation(kept(HostKey.of(A), "192.0.2.31"))
                .reservation(kept(HostKey.of(B), "192.0.2.31")));
    assertThatThrownBy(lab::engine)
        .hasMessage(
            "subnet 192.0.2.0/24, reservation for hw-address 01:02:00:00:00:00:0b, address"
                + " 192.0.2.31: reserved by subnet 192.0.2.0/24, reservation for hw-address"
                + " 01:02:00:00:00:00:0a too");
    lab.server(server -> server.set(Setting.SHARED_RESERVATIONS, true));
    lab.ack(selecting(A, "192.0.2.31"));
    assertThat(offered(discover(B))).isNotEqualTo("192.0.2.31");
    lab.nak(selecting(B, "192.0.2.31"));
    lab.nak(selecting(Ask.client(1), "192.0.2.31"));
  }

  // The same host may have a reservation in each of two subnets, and one only in one.
  @Test
  @Tag("ALLOC-07")
  void alloc07SameHost() {
    lab.s1(
        s1 ->
            s1.reservation(kept(HostKey.of(A), "192.0.2.31"))
                .reservation(kept(HostKey.of(A), "192.0.2.32")));
    assertThatThrownBy(lab::engine)
        .hasMessageContaining("expected one reservation for a client in one place");
  }

  // Who has the address that becomes another's keeps it until it renews.
  @Test
  @Tag("ALLOC-08")
  void alloc08AddedWhileLeased() {
    lab.ack(selecting(B, "192.0.2.12"));
    lab.s1(s1 -> s1.reservation(kept(HostKey.of(A), "192.0.2.12"))).restart();
    assertThat(offered(discover(A))).isNotEqualTo("192.0.2.12");
    lab.nak(renewing(B, "192.0.2.12"));
    assertThat(offered(discover(A))).isEqualTo("192.0.2.12");
  }

  // An address outside the pools goes with its reservation.
  @Test
  @Tag("ALLOC-09")
  void alloc09Removed() {
    lab.s1(s1 -> s1.reservation(kept(HostKey.of(A), "192.0.2.31")));
    lab.ack(selecting(A, "192.0.2.31"));
    lab.s1(s1 -> s1).restart();
    lab.nak(renewing(A, "192.0.2.31"));
  }
}
