package io.leasehold.dhcp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.transport.Interfaces.Interface;
import io.leasehold.dhcp.server.transport.SocketLayout.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InterfacesTest {

  private static final Interface LO = up("lo", true, "127.0.0.1");
  private static final Interface ETH0 = up("eth0", false, "192.0.2.1", "192.0.2.2");
  private static final Interface ETH1 = up("eth1", false, "198.51.100.1");
  private static final Interface BARE = up("bare0", false);
  private static final Interface DOWN =
      new Interface("down0", false, false, List.of(Ipv4Address.parse("203.0.113.1")));

  @Test
  void broadcastsAreNotGuessedAbout() {
    // With a second interface that is up and has an address, a broadcast may have come by either.
    assertThatThrownBy(() -> machine(LO, ETH0, ETH1).checkOnlyInterface("eth0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interface eth0")
        .hasMessageContaining("eth1 (198.51.100.1)")
        .hasMessageContaining("relayedOnly()")
        .hasMessageContaining("acceptBroadcastsOfAnyInterface()");
  }

  @Test
  void interfacesWithoutClientsDoNotCount() {
    // A loopback, one that is down and one without an address bring no broadcasts.
    assertThatCode(() -> machine(LO, ETH0, DOWN, BARE).checkOnlyInterface("eth0"))
        .doesNotThrowAnyException();
  }

  @Test
  void anInterfaceIsFoundByName() throws IOException {
    // A name finds its interface; a wrong one is answered with those that exist.
    assertThat(machine(LO, ETH0).named("eth0")).isEqualTo(ETH0);
    assertThatThrownBy(() -> machine(LO, ETH0, BARE).named("eth7"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("eth7")
        .hasMessageContaining("lo (127.0.0.1)")
        .hasMessageContaining("eth0 (192.0.2.1, 192.0.2.2)")
        .hasMessageContaining("bare0 (no IPv4 address)");
    assertThatThrownBy(() -> machine(BARE).named("bare0"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("interface bare0: it has no IPv4 address");
  }

  @Test
  void anInterfaceIsFoundByAddress() throws IOException {
    // All of 127.0.0.0/8 is the loopback's, although it is assigned only 127.0.0.1.
    assertThat(machine(ETH0, LO).having(Ipv4Address.parse("192.0.2.2"))).isEqualTo(ETH0);
    assertThat(machine(ETH0, LO).having(Ipv4Address.parse("127.9.9.9"))).isEqualTo(LO);
    assertThatThrownBy(() -> machine(ETH0, LO).having(Ipv4Address.parse("203.0.113.9")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("203.0.113.9")
        .hasMessageContaining("eth0 (192.0.2.1, 192.0.2.2)");
  }

  @Test
  void anInterfaceHasAWildcardSocketAndOneForEachAddress() throws IOException {
    // Only what comes by the wildcard socket is not unicast, and it counts as the first address's.
    assertThat(SocketLayout.onInterface("eth0", Optional.empty()).endpoints(machine(LO, ETH0)))
        .containsExactly(
            endpoint("0.0.0.0", "eth0", "192.0.2.1", false),
            endpoint("192.0.2.1", "eth0", "192.0.2.1", true),
            endpoint("192.0.2.2", "eth0", "192.0.2.2", true));
  }

  @Test
  void theAddressOfBroadcastsCanBeChosen() throws IOException {
    // A given address takes the place of the first; one of another interface is refused.
    Optional<Ipv4Address> second = Optional.of(Ipv4Address.parse("192.0.2.2"));
    assertThat(SocketLayout.onInterface("eth0", second).endpoints(machine(LO, ETH0)))
        .containsExactly(
            endpoint("0.0.0.0", "eth0", "192.0.2.2", false),
            endpoint("192.0.2.2", "eth0", "192.0.2.2", true),
            endpoint("192.0.2.1", "eth0", "192.0.2.1", true));
    assertThatThrownBy(() -> SocketLayout.onInterface("lo", second).endpoints(machine(LO, ETH0)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("address 192.0.2.2: not one of interface lo (127.0.0.1)");
  }

  @Test
  void relayedTrafficIsHeardAtEveryAddress() throws IOException {
    // Every address of every interface that is up has its socket, and there is no wildcard socket.
    assertThat(SocketLayout.relayedOnly().endpoints(machine(LO, ETH0, ETH1, DOWN)))
        .containsExactly(
            endpoint("127.0.0.1", "lo", "127.0.0.1", true),
            endpoint("192.0.2.1", "eth0", "192.0.2.1", true),
            endpoint("192.0.2.2", "eth0", "192.0.2.2", true),
            endpoint("198.51.100.1", "eth1", "198.51.100.1", true));
    assertThatThrownBy(() -> SocketLayout.relayedOnly().endpoints(machine(DOWN)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no interface is up and has an IPv4 address");
  }

  private static Interfaces machine(Interface... interfaces) {
    return new Interfaces(List.of(interfaces));
  }

  private static Interface up(String name, boolean loopback, String... addresses) {
    return new Interface(
        name, true, loopback, Stream.of(addresses).map(Ipv4Address::parse).toList());
  }

  private static Endpoint endpoint(String bound, String name, String local, boolean unicast) {
    return new Endpoint(
        Ipv4Address.parse(bound), new Arrival(name, Ipv4Address.parse(local), unicast));
  }
}
