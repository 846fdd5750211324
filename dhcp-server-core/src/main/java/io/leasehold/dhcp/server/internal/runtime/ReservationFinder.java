package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.place.Placer;
import io.leasehold.dhcp.server.internal.report.QuietLog;
import io.leasehold.dhcp.server.reservation.Host;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks the user's source of reservations, and keeps what it throws away from everything else. Safe
 * for use by any thread.
 */
final class ReservationFinder {

  private final ReservationSource source;
  private final Placer placer;
  private final QuietLog log;

  ReservationFinder(ReservationSource source, Placer placer, QuietLog log) {
    this.source = source;
    this.placer = placer;
    this.log = log;
  }

  /**
   * What came of asking.
   *
   * @param reservation what is reserved for the host
   * @param failure what the source threw
   */
  record Answer(Optional<Reservation> reservation, Optional<Throwable> failure) {

    private static final Answer NOTHING = new Answer(Optional.empty(), Optional.empty());

    private static Answer of(Optional<Reservation> reservation) {
      return new Answer(reservation, Optional.empty());
    }
  }

  /** Returns what is reserved elsewhere for the client of each request. */
  List<Answer> find(List<Request> requests) {
    if (source == ReservationSource.NONE) {
      return Collections.nCopies(requests.size(), Answer.NOTHING);
    }
    List<Answer> answers = new ArrayList<>(Collections.nCopies(requests.size(), Answer.NOTHING));
    List<Integer> places = new ArrayList<>();
    List<Host> hosts = new ArrayList<>();
    for (int i = 0; i < requests.size(); i++) {
      Optional<Host> host = placer.hostWithoutReservation(requests.get(i));
      if (host.isPresent()) {
        places.add(i);
        hosts.add(host.get());
      }
    }
    List<Answer> found = ask(hosts);
    for (int i = 0; i < places.size(); i++) {
      answers.set(places.get(i), found.get(i));
    }
    return answers;
  }

  private List<Answer> ask(List<Host> hosts) {
    if (hosts.isEmpty()) {
      return List.of();
    }
    try {
      List<Optional<Reservation>> found = source.findAll(hosts);
      if (found.size() != hosts.size()) {
        throw new IllegalStateException(
            "findAll of "
                + source.getClass().getName()
                + ": expected "
                + hosts.size()
                + " answers, one for each host, found "
                + found.size());
      }
      return found.stream().map(each -> Answer.of(Objects.requireNonNull(each, "answer"))).toList();
    } catch (Throwable e) {
      log.warn(
          e, "The source of reservations threw on {} hosts; asking it one by one", hosts.size());
      return hosts.stream().map(this::askSingly).toList();
    }
  }

  private Answer askSingly(Host host) {
    try {
      return Answer.of(Objects.requireNonNull(source.find(host), "answer"));
    } catch (Throwable e) {
      log.error(e, "The source of reservations threw; the request meets silence");
      return new Answer(Optional.empty(), Optional.of(e));
    }
  }
}
