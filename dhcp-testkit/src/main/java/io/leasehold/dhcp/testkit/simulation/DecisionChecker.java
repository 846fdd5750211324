package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What reaches a server is decided on once, and one client's messages in their order; every silence
 * has a reason that can be true.
 */
final class DecisionChecker implements Checker {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HLEN = 2;
  private static final int CHADDR_START = 28;
  private static final int CHADDR_END = 44;

  /** Reasons of what did not have to wait until it was its turn. */
  private static final Set<SilenceReason> OUT_OF_TURN =
      Set.of(SilenceReason.OVERLOADED, SilenceReason.CLOSING, SilenceReason.TOO_OLD);

  private final Site site;
  private final Findings findings;
  private final IdentityHashMap<InboundDatagram, Waiting> waiting = new IdentityHashMap<>();
  private final Map<Sender, Long> lastDecided = new HashMap<>();
  private long arrivals;

  private record Waiting(long number, Instant since) {}

  private record Sender(Ipv4Address server, Octets chaddr) {}

  DecisionChecker(Site site, Findings findings) {
    this.site = site;
    this.findings = findings;
  }

  @Override
  public void onArrival(InboundDatagram datagram) {
    waiting.put(datagram, new Waiting(arrivals++, site.time().now()));
  }

  @Override
  public void onDecision(Ipv4Address server, InboundDatagram datagram, Decision decision) {
    Waiting decided = waiting.remove(datagram);
    Octets payload = datagram.payload();
    if (decided == null) {
      findings.report(
          "what arrives is decided on once",
          server + " decides again on a datagram: " + decision,
          "server " + server);
    } else if (payload.length() >= DhcpCodec.HEADER_LENGTH) {
      boolean isInTurn =
          !(decision instanceof Silence silence) || !OUT_OF_TURN.contains(silence.reason());
      Sender sender = new Sender(server, payload.slice(CHADDR_START, CHADDR_END));
      if (isInTurn && lastDecided.getOrDefault(sender, -1L) > decided.number) {
        findings.report(
            "a client's messages are taken in order",
            server + " decides on a message of " + sender.chaddr + " before an earlier one",
            "server " + server);
      } else if (isInTurn) {
        lastDecided.put(sender, decided.number);
      }
    }
    if (decision instanceof Silence silence) {
      if (silence.reason() == SilenceReason.REFUSED_BY_POLICY) {
        site.refuse(payload.slice(CHADDR_START, CHADDR_START + payload.u8(HLEN)));
      }
      silent(server, silence);
    }
  }

  private void silent(Ipv4Address server, Silence silence) {
    boolean isPossible =
        switch (silence.reason()) {
          case STORE_FAILED -> site.hasStoreTrouble();
          case POLICY_FAILED -> site.scenario().has(Disturbance.POLICY_FAILURES);
          case CONTENTION -> site.scenario().servers() > 1 || site.scenario().lanes() > 1;
          case TOO_OLD -> site.scenario().has(Disturbance.STORE_STALLS) || site.hasClockTrouble();
          case CLOSING -> site.scenario().has(Disturbance.RESTARTS);
          case MALFORMED -> site.scenario().has(Disturbance.TRUNCATION);
          case REFUSED_BY_POLICY, NAK_WITHHELD -> site.isChoosy();
          case OTHER_SERVER, UNKNOWN_CLIENT, NO_FREE_ADDRESS, NOT_THE_HOLDER, RELEASED, DECLINED ->
              true;
          default -> false;
        };
    if (!isPossible) {
      findings.report(
          "every silence has a reason",
          server + " is silent: " + silence.reason() + ", " + silence.detail(),
          "server " + server);
    }
  }

  @Override
  public void onCrash(Ipv4Address server) {
    waiting.keySet().removeIf(datagram -> datagram.arrival().localAddress().equals(server));
    lastDecided.keySet().removeIf(sender -> sender.server.equals(server));
  }

  @Override
  public void whenCalm() {
    Instant latest = site.time().now().minus(PATIENCE);
    waiting.entrySet().stream()
        .filter(each -> each.getValue().since.isBefore(latest))
        .min(Comparator.comparingLong(each -> each.getValue().number))
        .ifPresent(
            first -> {
              Ipv4Address server = first.getKey().arrival().localAddress();
              findings.report(
                  "what arrives is decided on once",
                  server + " has not decided on what came at " + first.getValue().since,
                  "server " + server);
            });
  }
}
