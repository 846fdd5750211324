package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a server has offered to one client it offers to no other, for as long as it said that it
 * would keep it, unless it hears of the client again: then it may have to let go of it.
 */
final class OfferChecker implements Checker {

  private static final Duration LATENESS = Duration.ofSeconds(8);

  private final Site site;
  private final Findings findings;
  private final Map<Key, Offer> offers = new HashMap<>();

  /** What was stored last of each address. */
  private final Map<Ipv4Address, Change> changes = new HashMap<>();

  /** How much each client has said to each server that is not decided on. */
  private final Map<Conversation, Integer> waiting = new HashMap<>();

  private record Key(Ipv4Address server, Ipv4Address address) {}

  private record Change(Identity client, Instant time) {}

  private record Offer(Client client, Instant until) {}

  private record Conversation(Ipv4Address server, HardwareAddress hardwareAddress) {}

  private record Client(Identity identity, HardwareAddress hardwareAddress) {

    boolean mayBe(Client other) {
      return identity.equals(other.identity) || hardwareAddress.equals(other.hardwareAddress);
    }
  }

  OfferChecker(Site site, Findings findings) {
    this.site = site;
    this.findings = findings;
  }

  @Override
  public void onArrival(InboundDatagram datagram) {
    Ipv4Address server = datagram.arrival().localAddress();
    clientOf(datagram)
        .ifPresent(
            client -> {
              waiting.merge(conversation(server, client), 1, Integer::sum);
              offers
                  .entrySet()
                  .removeIf(
                      each ->
                          each.getKey().server.equals(server)
                              && each.getValue().client.mayBe(client));
            });
  }

  @Override
  public void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    clientOf(datagram)
        .ifPresent(
            client -> {
              int left = waiting.merge(conversation(server, client), -1, Integer::sum);
              if (decision instanceof Reply reply
                  && left == 0
                  && reply.message().messageType().equals(Optional.of(MessageType.OFFER))) {
                offered(server, client, reply.message().yiaddr());
              }
            });
  }

  private static Conversation conversation(Ipv4Address server, Client client) {
    return new Conversation(server, client.hardwareAddress);
  }

  private static Optional<Client> clientOf(InboundDatagram datagram) {
    if (DhcpCodec.decode(datagram.payload()) instanceof Decoded decoded) {
      DhcpMessage message = decoded.message();
      return Optional.of(new Client(Identity.of(message), message.hardwareAddress()));
    }
    return Optional.empty();
  }

  private void offered(Ipv4Address server, Client client, Ipv4Address address) {
    Instant now = site.time().now();
    Key key = new Key(server, address);
    Offer before = offers.remove(key);
    // Another server may have leased the address just before, which this one did not know yet.
    boolean isNews =
        Optional.ofNullable(changes.get(address))
            .filter(change -> !change.client.equals(client.identity))
            .filter(change -> change.time.isAfter(now.minus(LATENESS)))
            .isPresent();
    if (!isNews) {
      offers.put(key, new Offer(client, now.plus(keptFor())));
    }
    // Decisions are told when their batch is done: this one may have been stored before the other,
    // and ended by the client itself, by way of another server, in between.
    boolean isOlder = isNews && !site.scenario().offerLifetime().isZero();
    if (before != null
        && !isOlder
        && now.isBefore(before.until)
        && !site.hasClockTrouble()
        && !site.hasStoreTrouble()) {
      findings.report(
          "an offer is kept for its client",
          "server " + server + " offers " + address + " to " + client + " and " + before,
          "server " + server,
          address);
    }
  }

  /** The server counts from when it took the message up, which is some time ago. */
  private Duration keptFor() {
    Duration stored = site.scenario().offerLifetime();
    return (stored.isZero() ? Site.HOLD : stored).minus(LATENESS);
  }

  /** Another server may have leased or freed the address meanwhile. */
  @Override
  public void onCommit(Optional<Lease> before, Lease lease) {
    changes.put(lease.address(), new Change(Identity.of(lease), site.time().now()));
    offers.keySet().removeIf(key -> key.address.equals(lease.address()));
  }

  @Override
  public void onStart(Ipv4Address server) {
    offers.keySet().removeIf(key -> key.server.equals(server));
    waiting.keySet().removeIf(key -> key.server.equals(server));
  }
}
