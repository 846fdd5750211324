package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import io.leasehold.dhcp.testkit.network.Impairment.Delivery;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import io.leasehold.dhcp.testkit.network.Transit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What has happened: the exchanges that nobody has taken yet, and lines for people to read. Safe
 * for use by any thread.
 */
final class ExchangeLog implements ServerListener, TestNetwork.Listener {

  private static final int MAX_LINES = 200;
  private static final int MAX_EXCHANGES = 10_000;

  private final Clock clock;
  private final Instant start;
  private final boolean seesTransits;
  private final Queue<Exchange> exchanges = new ArrayDeque<>();
  private final Queue<Line> lines = new ArrayDeque<>();
  private long forgotten;
  private CompletableFuture<Void> arrival = new CompletableFuture<>();

  private record Line(Instant time, Supplier<String> text) {}

  /**
   * Makes an empty log.
   *
   * @param seesTransits whether it is told of all messages by a network; else it knows those that
   *     the server tells of
   */
  ExchangeLog(Clock clock, boolean seesTransits) {
    this.clock = clock;
    start = clock.instant();
    this.seesTransits = seesTransits;
  }

  /** Does nothing: the exchange that has changed the lease says so. */
  @Override
  public void onLease(LeaseEvent event) {}

  @Override
  public boolean wantsTrace(InboundDatagram datagram) {
    return true;
  }

  @Override
  public synchronized void onDecision(InboundDatagram datagram, Decision decision) {
    Exchange exchange = new Exchange(clock.instant(), datagram, decision, this::ladder);
    if (!seesTransits) {
      add(exchange::describeRequest);
      add(exchange::describeDecision);
    } else if (decision instanceof Silence) {
      add(exchange::describeDecision);
    }
    exchanges.add(exchange);
    if (exchanges.size() > MAX_EXCHANGES) {
      exchanges.remove();
    }
    arrival.complete(null);
  }

  @Override
  public synchronized void onTransit(Transit transit, List<Delivery> deliveries) {
    add(
        () ->
            transit.from()
                + " -> "
                + transit.to()
                + ": "
                + transit.message().map(Object::toString).orElse("what is no message")
                + fate(deliveries));
  }

  private static String fate(List<Delivery> deliveries) {
    return switch (deliveries.size()) {
      case 0 -> " (lost)";
      case 1 -> "";
      default -> " (" + deliveries.size() + " times)";
    };
  }

  private void add(Supplier<String> text) {
    lines.add(new Line(clock.instant(), text));
    if (lines.size() > MAX_LINES) {
      lines.remove();
      forgotten++;
    }
  }

  /** Returns the first exchange that nobody has taken yet, if there is one. */
  synchronized Optional<Exchange> poll() {
    if (exchanges.size() <= 1) {
      arrival = new CompletableFuture<>();
    }
    return Optional.ofNullable(exchanges.poll());
  }

  /** Returns what happens when there is an exchange. */
  synchronized CompletableFuture<Void> arrival() {
    return arrival;
  }

  /** Returns what has happened last, a line each. */
  synchronized String ladder() {
    String shown = lines.stream().map(this::describe).collect(Collectors.joining("\n"));
    return forgotten == 0 ? shown : "(" + forgotten + " lines before)\n" + shown;
  }

  private String describe(Line line) {
    double seconds = Duration.between(start, line.time).toNanos() / 1e9;
    return String.format(Locale.ROOT, "%12.4f  %s", seconds, line.text.get());
  }
}
