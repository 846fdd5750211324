package io.leasehold.dhcp.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpTransportBuilderTest {

  private static final Ipv4Address LOCAL = Ipv4Address.parse("127.0.0.1");

  @Test
  void aPortInUseIsNamed() throws IOException {
    // Who starts a second server is told which socket, why, and what to do.
    try (UdpTransport first = UdpTransport.builder().bind(LOCAL).port(0).open()) {
      assertThatThrownBy(UdpTransport.builder().bind(LOCAL).port(first.port())::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("UDP 127.0.0.1:" + first.port())
          .hasMessageContaining("stop the DHCP server");
    }
  }

  @Test
  void twoServersNeverShareAnInterface() throws IOException {
    // Two sockets of one transport share the port, but no other gets in beside them, even if it is
    // willing to share.
    try (UdpTransport first = onLoopback(0).open();
        DatagramChannel sharing = DatagramChannel.open(StandardProtocolFamily.INET)) {
      sharing.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      for (Ipv4Address address : List.of(LOCAL, Ipv4Address.parse("127.0.0.2"))) {
        assertThatThrownBy(
                () -> sharing.bind(new InetSocketAddress(address.toInetAddress(), first.port())))
            .isInstanceOf(BindException.class);
      }
      assertThatThrownBy(onLoopback(first.port())::open).hasMessageContaining("0.0.0.0");
      assertThatThrownBy(UdpTransport.builder().bind(LOCAL).port(first.port())::open)
          .hasMessageContaining("127.0.0.1:" + first.port());
    }
  }

  @Test
  void aFailureLeavesNoSocketBehind() throws IOException {
    // Where the last address is taken, the sockets at the others are closed again.
    List<Ipv4Address> addresses;
    try (UdpTransport all = UdpTransport.builder().relayedOnly().port(0).open()) {
      addresses = List.copyOf(all.localAddresses());
    }
    assumeThat(addresses).hasSizeGreaterThan(1);
    Ipv4Address last = addresses.get(addresses.size() - 1);
    try (UdpTransport taken = UdpTransport.builder().bind(last).port(0).open()) {
      assertThatThrownBy(UdpTransport.builder().relayedOnly().port(taken.port())::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("UDP " + last);
      UdpTransport.builder().bind(addresses.get(0)).port(taken.port()).open().close();
    }
  }

  @Test
  void oneWayOfServingIsNeeded() {
    // None, two, an address that is none, and a port that is none are refused where they are said.
    assertThatThrownBy(UdpTransport.builder()::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before open");
    assertThatThrownBy(() -> UdpTransport.builder().relayedOnly().bind(LOCAL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected one of");
    assertThatThrownBy(() -> UdpTransport.builder().bind(Ipv4Address.UNSPECIFIED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0.0.0.0");
    assertThatThrownBy(() -> UdpTransport.builder().port(65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536");
  }

  @Test
  void theMachineMustHaveWhatIsAskedFor() {
    // An interface or an address that is not there is answered with those that are.
    assertThatThrownBy(UdpTransport.builder().onInterface("none0")::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none0")
        .hasMessageContaining("(127.0.0.1");
    assertThatThrownBy(UdpTransport.builder().bind(Ipv4Address.parse("192.0.2.254"))::open)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("192.0.2.254")
        .hasMessageContaining("(127.0.0.1");
  }

  @Test
  void anUnfitChannelIsRefused() throws IOException {
    // A channel must be bound, carry IPv4 only, and be the only one at its address.
    try (DatagramChannel unbound = DatagramChannel.open(StandardProtocolFamily.INET);
        DatagramChannel both = DatagramChannel.open(StandardProtocolFamily.INET6);
        DatagramChannel bound = bound("127.0.0.1");
        DatagramChannel same = bound("127.0.0.1")) {
      both.bind(null);
      assertThatThrownBy(() -> UdpTransport.builder().channel(unbound))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bound to null");
      assertThatThrownBy(() -> UdpTransport.builder().channel(both))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("StandardProtocolFamily.INET");
      assertThatThrownBy(() -> UdpTransport.builder().channel(bound).channel(same))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("only one");
    }
  }

  @Test
  void channelsMustMatchTheSockets() throws IOException {
    // Missing channels and different ports are refused, and the channels stay their owner's.
    try (DatagramChannel wildcard = bound("0.0.0.0");
        DatagramChannel first = bound("127.0.0.1");
        DatagramChannel second = bound("127.0.0.2")) {
      assertThatThrownBy(onLoopback(0).channel(wildcard)::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("[0.0.0.0]")
          .hasMessageContaining("127.0.0.1");
      assertThatThrownBy(UdpTransport.builder().channel(first).channel(second)::open)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("expected the port of UDP 127.0.0.1:");
      assertThat(wildcard.isOpen() && first.isOpen() && second.isOpen()).isTrue();
    }
  }

  private static DatagramChannel bound(String address) throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET)
        .bind(new InetSocketAddress(Ipv4Address.parse(address).toInetAddress(), 0));
  }

  private static UdpTransportBuilder onLoopback(int port) throws IOException {
    return UdpTransport.builder()
        .onInterface(NetworkInterface.getByInetAddress(LOCAL.toInetAddress()).getName(), LOCAL)
        .acceptBroadcastsOfAnyInterface()
        .port(port);
  }
}
