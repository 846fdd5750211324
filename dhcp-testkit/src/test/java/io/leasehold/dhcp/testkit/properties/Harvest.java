package io.leasehold.dhcp.testkit.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Machines that nobody has seen before take all addresses of a segment, until there is none. */
final class Harvest {

  private final World world;
  private final Ipv4Address giaddr;
  private int machines;

  Harvest(World world, Place place) {
    this.world = world;
    giaddr = place.giaddr();
  }

  /** Returns what they have got. */
  Set<Ipv4Address> addresses() {
    Set<Ipv4Address> addresses = new HashSet<>();
    Heard offer = discover();
    while (offer.offered().isPresent()) {
      Ipv4Address address = offer.offered().get();
      assertThat(select(address).granted()).contains(address);
      assertThat(addresses.add(address)).as("%s for a second machine", address).isTrue();
      machines++;
      offer = discover();
    }
    assertThat(offer.silence()).contains(SilenceReason.NO_FREE_ADDRESS);
    return addresses;
  }

  private Heard discover() {
    return send(message(MessageType.DISCOVER));
  }

  private Heard select(Ipv4Address address) {
    return send(
        message(MessageType.REQUEST)
            .option(DhcpOptions.ADDRESS_REQUEST, address)
            .option(DhcpOptions.DHCP_SERVER_ID, Place.SERVER));
  }

  private DhcpMessage.Builder message(MessageType type) {
    return DhcpMessage.request()
        .hardwareAddress(HardwareAddress.ethernet(String.format("02:00:00:02:00:%02x", machines)))
        .giaddr(giaddr)
        .option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  private Heard send(DhcpMessage.Builder message) {
    InboundDatagram datagram =
        new InboundDatagram(
            DhcpCodec.encode(message.build()),
            giaddr,
            giaddr.isUnspecified() ? 68 : 67,
            new Arrival("if0", Place.SERVER, !giaddr.isUnspecified()));
    return world.exchange(List.of(datagram), Trouble.NONE).get(0);
  }
}
