package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.Topology;
import io.leasehold.dhcp.server.internal.allocate.AddressBook;
import io.leasehold.dhcp.server.internal.classify.Classification;
import io.leasehold.dhcp.server.internal.classify.Classification.Accepted;
import io.leasehold.dhcp.server.internal.classify.Classification.Rejected;
import io.leasehold.dhcp.server.internal.classify.Classifier;
import io.leasehold.dhcp.server.internal.place.Placer;
import io.leasehold.dhcp.server.internal.report.BatchEvent;
import io.leasehold.dhcp.server.internal.report.DecisionReporter;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The way of a batch of datagrams: each is decoded, classified and placed; what is left goes
 * through {@link Round}s, until all are decided.
 *
 * <p>Safe for use by any thread.
 */
public final class Pipeline {

  /** How often a request is planned in vain before it is given up. */
  private static final int MAX_ATTEMPTS = 8;

  private final Topology topology;
  private final Placer placer;
  private final AddressBook book;
  private final Round round;
  private final Settlement settlement;
  private final DecisionReporter reporter;
  private final Clock clock;

  /** Makes the pipeline of the parts of an engine. */
  public Pipeline(
      Topology topology,
      Placer placer,
      AddressBook book,
      Round round,
      Settlement settlement,
      DecisionReporter reporter,
      Clock clock) {
    this.topology = topology;
    this.placer = placer;
    this.book = book;
    this.round = round;
    this.settlement = settlement;
    this.reporter = reporter;
    this.clock = clock;
  }

  /** Returns the decisions on a batch, in its order. */
  public List<Decision> handle(List<InboundDatagram> datagrams) {
    BatchEvent event = new BatchEvent();
    Instant now = clock.instant();
    Decision[] decisions = new Decision[datagrams.size()];
    List<Exchange> open = new ArrayList<>(datagrams.size());
    for (int i = 0; i < decisions.length; i++) {
      Classification classification = classify(datagrams.get(i));
      if (classification instanceof Rejected rejected) {
        decisions[i] = rejected.silence();
      } else if (classification instanceof Accepted accepted) {
        PlacedRequest placed = place(accepted.request());
        if (placed.classes().contains(ClientClass.DROP)) {
          decisions[i] =
              new Silence(SilenceReason.REFUSED_BY_CLASS, "client class " + ClientClass.DROP);
        } else {
          open.add(new Exchange(i, placed));
        }
      }
    }
    while (!open.isEmpty()) {
      event.addRound();
      open = withoutHopeless(round.run(open, decisions, now), decisions);
    }
    for (int i = 0; i < decisions.length; i++) {
      reporter.report(datagrams.get(i), decisions[i]);
    }
    event.finish(decisions.length);
    return Arrays.asList(decisions);
  }

  /**
   * Ends those that have lost so often that something must be wrong; the others have only waited.
   */
  private List<Exchange> withoutHopeless(List<Exchange> open, Decision[] decisions) {
    List<Exchange> hopeful = new ArrayList<>(open.size());
    for (Exchange exchange : open) {
      if (exchange.attempts() < MAX_ATTEMPTS) {
        hopeful.add(exchange);
      } else {
        settlement.giveUp(exchange);
        decisions[exchange.index()] =
            new Silence(SilenceReason.CONTENTION, "others were quicker " + MAX_ATTEMPTS + " times");
      }
    }
    return hopeful;
  }

  private Classification classify(InboundDatagram datagram) {
    Decoding decoding = DhcpCodec.decode(datagram.payload());
    if (decoding instanceof Malformed malformed) {
      return new Rejected(new Silence(SilenceReason.MALFORMED, malformed.problem().toString()));
    }
    return Classifier.classify(
        datagram, ((Decoded) decoding).message(), topology.config().settings());
  }

  private PlacedRequest place(Request request) {
    book.exclude(request.arrival().localAddress());
    return placer.place(request);
  }
}
