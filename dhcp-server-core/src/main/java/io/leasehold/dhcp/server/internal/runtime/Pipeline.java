package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
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
import io.leasehold.dhcp.server.internal.explain.Story;
import io.leasehold.dhcp.server.internal.place.Placer;
import io.leasehold.dhcp.server.internal.report.BatchEvent;
import io.leasehold.dhcp.server.internal.report.DecisionReporter;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way of a batch of datagrams: each is decoded, classified and placed; what is left goes
 * through {@link Round}s, until all are decided.
 *
 * <p>Safe for use by any thread.
 */
final class Pipeline {

  /** How many races a request loses before it is given up. */
  private static final int MAX_LOST_RACES = 8;

  /**
   * How many searches for a free address come to nothing before a request is given up: each costs a
   * read, for which the batch waits. The book learns from them, so that another server's leases
   * cost one look each, and a retransmission goes on from there.
   */
  private static final int MAX_MISSES = 32;

  private final Topology topology;
  private final Placer placer;
  private final ReservationFinder reservations;
  private final AddressBook book;
  private final Way live;
  private final Way dry;
  private final DecisionReporter reporter;
  private final Clock clock;

  /** A request at its index in the batch, with what wants to know how its decision comes about. */
  private record Received(int index, Request request, Optional<Story> story) {}

  /** How requests are dealt with. */
  record Way(Round round, Settlement settlement) {}

  Pipeline(
      Topology topology,
      Placer placer,
      ReservationFinder reservations,
      AddressBook book,
      Way live,
      Way dry,
      DecisionReporter reporter,
      Clock clock) {
    this.topology = topology;
    this.placer = placer;
    this.reservations = reservations;
    this.book = book;
    this.live = live;
    this.dry = dry;
    this.reporter = reporter;
    this.clock = clock;
  }

  /** Returns the decisions on a batch, in its order. */
  List<Decision> handle(List<InboundDatagram> datagrams) {
    BatchEvent event = new BatchEvent();
    Decision[] decisions = new Decision[datagrams.size()];
    List<Received> received = new ArrayList<>(datagrams.size());
    List<Optional<Story>> stories = new ArrayList<>(datagrams.size());
    for (int i = 0; i < decisions.length; i++) {
      InboundDatagram datagram = datagrams.get(i);
      book.exclude(datagram.arrival().localAddress());
      Optional<Story> story =
          reporter.wantsTrace(datagram) ? Optional.of(new Story()) : Optional.empty();
      stories.add(story);
      receive(i, datagram, story, received, decisions);
    }
    int rounds = decide(place(received, decisions), decisions, live);
    for (int i = 0; i < decisions.length; i++) {
      Decision decision = decisions[i];
      decisions[i] = stories.get(i).map(story -> story.told(decision)).orElse(decision);
      reporter.report(datagrams.get(i), decisions[i]);
    }
    event.finish(decisions.length, rounds);
    return Arrays.asList(decisions);
  }

  /** Returns what the decision on a datagram would be, and how it would come about. */
  Decision explain(InboundDatagram datagram) {
    Decision[] decisions = new Decision[1];
    List<Received> received = new ArrayList<>(1);
    Story story = new Story();
    receive(0, datagram, Optional.of(story), received, decisions);
    decide(place(received, decisions), decisions, dry);
    return story.told(decisions[0]);
  }

  /** Decides on a datagram that its message alone decides, and receives another. */
  private void receive(
      int index,
      InboundDatagram datagram,
      Optional<Story> story,
      List<Received> received,
      Decision[] decisions) {
    Classification classification = classify(datagram, story);
    if (classification instanceof Rejected rejected) {
      decisions[index] = rejected.silence();
    } else if (classification instanceof Accepted accepted) {
      received.add(new Received(index, accepted.request(), story));
    }
  }

  /** Opens exchanges for the requests that are not decided by where they come from. */
  private List<Exchange> place(List<Received> received, Decision[] decisions) {
    List<Exchange> open = new ArrayList<>(received.size());
    List<ReservationFinder.Answer> answers =
        reservations.find(received.stream().map(Received::request).toList());
    for (int i = 0; i < received.size(); i++) {
      Received each = received.get(i);
      ReservationFinder.Answer answer = answers.get(i);
      PlacedRequest placed = placer.place(each.request, answer.reservation());
      each.story.ifPresent(it -> it.placed(placed, placer));
      if (answer.failure().isPresent()) {
        decisions[each.index] =
            new Silence(SilenceReason.RESERVATIONS_FAILED, answer.failure().get().toString());
      } else if (placed.classes().contains(ClientClass.DROP)) {
        decisions[each.index] =
            new Silence(SilenceReason.REFUSED_BY_CLASS, "client class " + ClientClass.DROP);
      } else {
        open.add(new Exchange(each.index, placed, each.story));
      }
    }
    return open;
  }

  /** Decides on what is open, and returns how many rounds it took. */
  private int decide(List<Exchange> open, Decision[] decisions, Way way) {
    Instant now = clock.instant();
    int rounds = 0;
    List<Exchange> left = open;
    while (!left.isEmpty()) {
      rounds++;
      left = withoutHopeless(way.round.run(left, decisions, now), decisions, way.settlement);
    }
    return rounds;
  }

  /** Ends those that have lost or missed too often; the others go on, or have only waited. */
  private static List<Exchange> withoutHopeless(
      List<Exchange> open, Decision[] decisions, Settlement settlement) {
    List<Exchange> hopeful = new ArrayList<>(open.size());
    for (Exchange exchange : open) {
      Optional<String> hopeless = hopeless(exchange);
      if (hopeless.isEmpty()) {
        hopeful.add(exchange);
      } else {
        settlement.giveUp(exchange);
        decisions[exchange.index()] = new Silence(SilenceReason.CONTENTION, hopeless.get());
      }
    }
    return hopeful;
  }

  private static Optional<String> hopeless(Exchange exchange) {
    if (exchange.lostRaces() >= MAX_LOST_RACES) {
      return Optional.of("others were quicker " + MAX_LOST_RACES + " times");
    }
    return exchange.misses() >= MAX_MISSES
        ? Optional.of(MAX_MISSES + " addresses that seemed free were not")
        : Optional.empty();
  }

  private Classification classify(InboundDatagram datagram, Optional<Story> story) {
    Decoding decoding = DhcpCodec.decode(datagram.payload());
    if (decoding instanceof Malformed malformed) {
      return new Rejected(new Silence(SilenceReason.MALFORMED, malformed.problem().toString()));
    }
    DhcpMessage message = ((Decoded) decoding).message();
    Classification classification =
        Classifier.classify(datagram, message, topology.config().settings());
    if (classification instanceof Rejected) {
      story.ifPresent(it -> it.rejected(message));
    }
    return classification;
  }
}
