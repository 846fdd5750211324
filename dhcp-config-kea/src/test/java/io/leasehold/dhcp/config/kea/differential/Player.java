package io.leasehold.dhcp.config.kea.differential;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The clients of one server, who remember what it gave them. */
final class Player {

  /** What a client speaks of that was given nothing: an address that no server gives out. */
  private static final Ipv4Address NOTHING = Ipv4Address.parse("192.0.2.77");

  private final Contestant server;
  private final Map<Integer, Ipv4Address> offered = new HashMap<>();
  private final Map<Integer, Ipv4Address> leased = new HashMap<>();

  Player(Contestant server) {
    this.server = server;
  }

  Exchange play(Step step, int xid) {
    Question question = step.question(xid, this::resolve);
    Answer answer = server.ask(question);
    Exchange exchange =
        new Exchange(
            question,
            answer,
            Optional.ofNullable(leased.get(step.client())),
            Optional.ofNullable(offered.get(step.client())));
    answer.message().ifPresent(reply -> note(step.client(), reply));
    return exchange;
  }

  /** Returns what the addresses that a step speaks of are to the clients of this server. */
  String meaningOf(Step step) {
    return Stream.concat(step.ciaddr().stream(), step.requested().stream())
        .map(this::resolve)
        .map(address -> holders(leased, address) + holders(offered, address))
        .collect(Collectors.joining(", "));
  }

  private static String holders(Map<Integer, Ipv4Address> given, Ipv4Address address) {
    return given.keySet().stream()
        .filter(client -> given.get(client).equals(address))
        .sorted()
        .toList()
        .toString();
  }

  private void note(int client, DhcpMessage reply) {
    if (reply.yiaddr().isUnspecified()) {
      return;
    }
    if (reply.messageType().equals(Optional.of(MessageType.OFFER))) {
      offered.put(client, reply.yiaddr());
    } else {
      leased.put(client, reply.yiaddr());
    }
  }

  private Ipv4Address resolve(Wanted wanted) {
    if (wanted instanceof Wanted.Offered offer) {
      return offered.getOrDefault(offer.client(), NOTHING);
    }
    if (wanted instanceof Wanted.Leased lease) {
      return leased.getOrDefault(lease.client(), NOTHING);
    }
    return ((Wanted.Fixed) wanted).address();
  }
}
