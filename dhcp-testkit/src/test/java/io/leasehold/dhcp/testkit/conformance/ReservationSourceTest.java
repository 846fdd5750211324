package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.HostKey;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.reservation.CachedReservations;
import io.leasehold.dhcp.server.reservation.Host;
import io.leasehold.dhcp.server.reservation.ReservationSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Reservations that come from elsewhere than the configuration. */
class ReservationSourceTest {

  private final Lab lab = new Lab();
  private final Map<HostKey, Reservation> database = new ConcurrentHashMap<>();
  private final List<Host> asked = new ArrayList<>();
  private final ReservationSource source =
      host -> {
        asked.add(host);
        if (database.isEmpty()) {
          throw new IllegalStateException("the database is down");
        }
        return host.keys().stream()
            .flatMap(key -> Optional.ofNullable(database.get(key)).stream())
            .findFirst();
      };

  private void add(Reservation reservation) {
    database.put(reservation.client(), reservation);
  }

  // A host has what is reserved for it elsewhere: address, options and classes; others do not.
  @Test
  void reservedElsewhere() {
    add(
        Reservation.builder(A)
            .address("192.0.2.77")
            .option(100, Octets.of(5))
            .clientClass("staff")
            .build());
    lab.engine(engine -> engine.reservations(source))
        .server(
            server ->
                server.clientClass(ClientClass.builder("staff").option(101, Octets.of(6)).build()));
    Lab.Answer offer = lab.offer(discover(A).asking(100, 101));
    assertThat(offer.yiaddr()).isEqualTo("192.0.2.77");
    assertThat(offer.message().options().raw(100)).contains(Octets.of(5));
    assertThat(offer.message().options().raw(101)).contains(Octets.of(6));
    lab.ack(selecting(A, "192.0.2.77"));
    lab.ack(renewing(A, "192.0.2.77"));
    lab.nak(selecting(B, "192.0.2.77"));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.10");
    assertThat(asked.get(0).network()).isEqualTo("192.0.2.0/24");
    assertThat(asked.get(0).keys()).containsExactly(HostKey.of(A));
  }

  // What is reserved no more is refused when the client renews, and it gets another address.
  @Test
  void withdrawn() {
    add(Reservation.builder(A).address("192.0.2.77").build());
    lab.engine(engine -> engine.reservations(source));
    lab.ack(selecting(A, "192.0.2.77"));
    database.clear();
    add(Reservation.builder(B).hostName("b").build());
    lab.nak(renewing(A, "192.0.2.77"));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.10");
  }

  // Nobody is asked for a host that the configuration reserves something for.
  @Test
  void configurationGoesFirst() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()))
        .engine(engine -> engine.reservations(source));
    assertThat(lab.offer(discover(A)).yiaddr()).isEqualTo("192.0.2.30");
    assertThat(asked).isEmpty();
  }

  // A source that throws costs the requests at which it throws, and no other of their batch.
  @Test
  void throwing() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()))
        .engine(engine -> engine.reservations(source));
    List<Decision> decisions =
        lab.engine().handle(List.of(discover(A).datagram(), discover(B).datagram()));
    assertThat(decisions.get(0)).isInstanceOf(Reply.class);
    assertThat(((Silence) decisions.get(1)).reason()).isEqualTo(SilenceReason.RESERVATIONS_FAILED);
    add(Reservation.builder(A).build());
    lab.offer(discover(B));
  }

  // What was found is remembered for its time, what was not found for another, failures never.
  @Test
  void cached() {
    CachedReservations cache =
        CachedReservations.builder(source)
            .time(Duration.ofMinutes(2))
            .timeOfNothing(Duration.ofSeconds(20))
            .clock(lab.clock)
            .build();
    Host host = new Host("n", List.of(HostKey.of(A)));
    Host stranger = new Host("n", List.of(HostKey.of(B)));
    assertThatThrownBy(() -> cache.findAll(List.of(host)))
        .hasMessageContaining("the database is down");
    Reservation reservation = Reservation.builder(A).hostName("a").build();
    add(reservation);
    asked.clear();
    for (int i = 0; i < 3; i++) {
      assertThat(cache.findAll(List.of(host, stranger, host)))
          .containsExactly(Optional.of(reservation), Optional.empty(), Optional.of(reservation));
      assertThat(cache.find(stranger)).isEmpty();
    }
    assertThat(asked).containsExactlyInAnyOrder(host, stranger);

    asked.clear();
    lab.clock.advance(Duration.ofSeconds(21));
    cache.findAll(List.of(host, stranger));
    assertThat(asked).containsExactly(stranger);
    cache.forget(HostKey.of(A));
    cache.find(host);
    assertThat(asked).containsExactly(stranger, host);
    lab.clock.advance(Duration.ofSeconds(121));
    cache.find(host);
    assertThat(asked).containsExactly(stranger, host, host);
  }
}
