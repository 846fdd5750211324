package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.ReplyRules;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A reply is as RFC 2131 table 3 has it, is not made on behalf of another server, and acknowledges
 * only what is stored.
 */
final class ReplyChecker implements Checker {

  private static final String AS_IN_RFC = "replies obey RFC 2131";

  private final Site site;
  private final LeaseStore store;
  private final Findings findings;
  private final IdentityHashMap<InboundDatagram, Arrived> arrivals = new IdentityHashMap<>();

  /** What was stored last for a client at an address; it may have given it back since. */
  private final Map<Binding, Lease> bound = new HashMap<>();

  private record Binding(Ipv4Address address, Identity client) {}

  /** When a datagram came, in true time and by the clock of the servers. */
  private record Arrived(Instant time, Instant serversTime) {}

  ReplyChecker(Site site, LeaseStore store, Findings findings) {
    this.site = site;
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void onArrival(InboundDatagram datagram) {
    arrivals.put(datagram, new Arrived(site.time().now(), site.clock().instant()));
  }

  @Override
  public void onCommit(Optional<Lease> before, Lease lease) {
    if (lease.state() == LeaseState.BOUND) {
      bound.put(new Binding(lease.address(), Identity.of(lease)), lease);
    }
  }

  @Override
  public void onCrash(Ipv4Address server) {
    arrivals.keySet().removeIf(datagram -> datagram.arrival().localAddress().equals(server));
  }

  @Override
  public void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    Arrived arrived = arrivals.remove(datagram);
    if (decision instanceof Reply reply && arrived != null) {
      DhcpMessage sent = message(reply.payload());
      DhcpMessage asked = message(datagram.payload());
      ReplyRules.objections(asked, sent, server)
          .forEach(objection -> object(AS_IN_RFC, objection, server, sent));
      ReplyRules.objections(asked, sent, reply.destination())
          .forEach(objection -> object(AS_IN_RFC, objection, server, sent));
      Optional<Ipv4Address> meant = asked.option(DhcpOptions.DHCP_SERVER_ID);
      if (meant.filter(it -> !it.equals(server)).isPresent()) {
        object(
            "never on behalf of another server",
            server + " replies to what is for " + meant.get(),
            server,
            sent);
      }
      if (sent.messageType().equals(Optional.of(MessageType.ACK))
          && !sent.yiaddr().isUnspecified()) {
        acknowledged(server, sent, arrived);
      }
    }
  }

  private void acknowledged(Ipv4Address server, DhcpMessage sent, Arrived arrived) {
    Optional<Lease> stored = store.findByAddress(sent.yiaddr());
    Identity client = Identity.of(sent);
    Duration time = sent.option(DhcpOptions.ADDRESS_TIME).orElse(Duration.ZERO);
    boolean isKept =
        stored.filter(lease -> Identity.of(lease).equals(client)).isPresent()
            || site.scenario().servers() > 1;
    boolean isStored =
        isKept
            && Optional.ofNullable(bound.get(new Binding(sent.yiaddr(), client)))
                .filter(
                    lease ->
                        site.clock().hasJumpedSince(arrived.time)
                            || !lease.endsAt().isBefore(arrived.serversTime.plus(time)))
                .isPresent();
    if (!isStored) {
      object(
          "an ACK means durable",
          "acknowledges " + time.toSeconds() + " s of " + sent.yiaddr() + ", stored is " + stored,
          server,
          sent);
    }
  }

  private void object(String promise, String detail, Ipv4Address server, DhcpMessage sent) {
    findings.report(
        promise,
        "server " + server + " " + detail,
        "server " + server,
        sent.hardwareAddress(),
        sent.yiaddr());
  }

  private static DhcpMessage message(Octets payload) {
    return ((Decoded) DhcpCodec.decode(payload)).message();
  }
}
