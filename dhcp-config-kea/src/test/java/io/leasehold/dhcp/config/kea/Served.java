package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.Optional;
import java.util.Set;

/** A server with a document's configuration, and clients that ask it on its own network. */
final class Served {

  static final String A = "02:00:00:00:00:0a";
  static final String B = "02:00:00:00:00:0b";

  private static final Ipv4Address SERVER = Ipv4Address.parse("192.0.2.1");
  private static final int CLIENT_PORT = 68;

  private final DhcpEngine engine;

  private Served(String document) {
    engine =
        DhcpEngine.builder(KeaConfig.parse(document).server())
            .localAddresses(Set.of(SERVER))
            .build();
  }

  /** Serves a document with these members of {@code Dhcp4}, and 192.0.2.10 to 192.0.2.20. */
  static Served dhcp4(String members) {
    return subnet(members, "");
  }

  /** Serves the same with these members of the subnet too. */
  static Served subnet(String members, String ofSubnet) {
    return subnet(members, ofSubnet, "");
  }

  /** Serves the same with these members of the pool too. */
  static Served subnet(String members, String ofSubnet, String ofPool) {
    return new Served(
        Documents.dhcp4(
            members
                + (members.isEmpty() ? "" : ",")
                + "'subnet4': [{'subnet': '192.0.2.0/24',"
                + "'pools': [{'pool': '192.0.2.10-192.0.2.20'"
                + (ofPool.isEmpty() ? "" : ",")
                + ofPool
                + "}]"
                + (ofSubnet.isEmpty() ? "" : ",")
                + ofSubnet
                + "}]"));
  }

  /** Returns the DHCPOFFER for a client whose DHCPDISCOVER has these options; empty for silence. */
  Optional<DhcpMessage> offer(String client, OptionSet options) {
    return answer(message(MessageType.DISCOVER, client, options));
  }

  /** Returns the DHCPACK for a client that takes an offer. */
  DhcpMessage ack(String client, DhcpMessage offer, OptionSet options) {
    OptionSet taking =
        options.toBuilder()
            .put(DhcpOptions.ADDRESS_REQUEST, offer.yiaddr())
            .put(DhcpOptions.DHCP_SERVER_ID, SERVER)
            .build();
    return answer(message(MessageType.REQUEST, client, taking)).orElseThrow();
  }

  /** Returns the reply to a BOOTP client. */
  Optional<DhcpMessage> bootReply(String client) {
    return answer(DhcpMessage.request().hardwareAddress(HardwareAddress.ethernet(client)).build());
  }

  private static DhcpMessage message(MessageType type, String client, OptionSet options) {
    return DhcpMessage.request()
        .hardwareAddress(HardwareAddress.ethernet(client))
        .options(options.toBuilder().put(DhcpOptions.DHCP_MSG_TYPE, type).build())
        .build();
  }

  private Optional<DhcpMessage> answer(DhcpMessage message) {
    Decision decision =
        engine.handle(
            new InboundDatagram(
                DhcpCodec.encode(message),
                Ipv4Address.UNSPECIFIED,
                CLIENT_PORT,
                new Arrival("eth0", SERVER, false)));
    return decision instanceof Decision.Reply reply
        ? Optional.of(((Decoding.Decoded) DhcpCodec.decode(reply.payload())).message())
        : Optional.empty();
  }
}
