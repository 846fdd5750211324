package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * One message of a sequence, before it is known which addresses a server has given out.
 *
 * @param type its option 53
 * @param client who sends it, by number
 * @param relay the relay agent that it comes by
 * @param unicast whether a direct one goes to the server's address
 * @param ciaddr the client's address
 * @param requested its option 50
 * @param serverIdentifier its option 54
 * @param flags its flags
 * @param secs its secs
 * @param hops its hops
 * @param options all other options by code
 */
record Step(
    MessageType type,
    int client,
    Optional<Ipv4Address> relay,
    boolean unicast,
    Optional<Wanted> ciaddr,
    Optional<Wanted> requested,
    Optional<Ipv4Address> serverIdentifier,
    int flags,
    int secs,
    int hops,
    SortedMap<Integer, Octets> options) {

  private static final int CLIENT_PORT = 68;
  private static final int RELAY_PORT = 67;

  World.Client sender() {
    return World.CLIENTS.get(client);
  }

  /** Returns the message as one server gets it. */
  Question question(int xid, Function<Wanted, Ipv4Address> address) {
    Ipv4Address own = ciaddr.map(address).orElse(Ipv4Address.UNSPECIFIED);
    DhcpMessage.Builder message =
        DhcpMessage.request()
            .hardwareAddress(sender().hardwareAddress())
            .xid(xid)
            .hops(hops)
            .secs(secs)
            .flags(flags)
            .ciaddr(own)
            .giaddr(relay.orElse(Ipv4Address.UNSPECIFIED))
            .option(DhcpOptions.DHCP_MSG_TYPE, type);
    sender().identifier().ifPresent(id -> message.option(DhcpOptions.CLIENT_ID.code(), id));
    requested.ifPresent(
        wanted -> message.option(DhcpOptions.ADDRESS_REQUEST, address.apply(wanted)));
    serverIdentifier.ifPresent(server -> message.option(DhcpOptions.DHCP_SERVER_ID, server));
    for (Map.Entry<Integer, Octets> option : options.entrySet()) {
      message.option(option.getKey(), option.getValue());
    }
    return relay
        .map(agent -> new Question(message.build(), agent, RELAY_PORT, true))
        .orElseGet(
            () ->
                new Question(
                    message.build(),
                    unicast ? own : Ipv4Address.UNSPECIFIED,
                    CLIENT_PORT,
                    unicast));
  }

  /** Returns what kind of message it is and how it comes: the first words of a signature. */
  String kind() {
    String way = relay.isPresent() ? "relayed" : unicast ? "unicast" : "broadcast";
    return request() + " " + way;
  }

  private String request() {
    if (type != MessageType.REQUEST) {
      return type.name();
    }
    if (serverIdentifier.isPresent()) {
      return requested.isPresent() ? "SELECTING" : "SELECTING-NOTHING";
    }
    if (requested.isPresent()) {
      return "INIT-REBOOT";
    }
    return ciaddr.isPresent() ? "KEEPING" : "WANTING-NOTHING";
  }
}
