package io.leasehold.dhcp.server.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.internal.report.Endings.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The ends of leases, beside a map of them. */
class EndingsTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("255.255.255.0");

  private final Endings endings = new Endings();

  // Whatever is put and removed, each end that is due is handed out once, in order, and no other.
  @Property(tries = 200)
  void likeAMap(@ForAll long seed) {
    Random random = new Random(seed);
    Endings tested = new Endings();
    Map<Ipv4Address, Instant> model = new HashMap<>();
    // Seconds around 2038, where signed numbers of them end.
    Instant now = Instant.ofEpochSecond(Integer.MAX_VALUE - 2000L);
    for (int step = 0; step < 3000; step++) {
      Ipv4Address address = FIRST.plus(random.nextInt(200));
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Instant end = now.plusSeconds(1L + random.nextInt(200));
          assertThat(tested.put(address, end))
              .isEqualTo(Optional.ofNullable(model.put(address, end)));
        }
        case 2 ->
            assertThat(tested.remove(address))
                .isEqualTo(Optional.ofNullable(model.remove(address)));
        default -> {
          now = now.plusSeconds(random.nextInt(4));
          assertThat(claimAll(tested, now)).isEqualTo(removeDue(model, now));
        }
      }
    }
    now = now.plusSeconds(1000);
    assertThat(claimAll(tested, now)).isEqualTo(removeDue(model, now));
    assertThat(model).isEmpty();
  }

  private static List<Ending> claimAll(Endings tested, Instant now) {
    List<Ending> claimed = new ArrayList<>();
    for (List<Ending> due = tested.takeDue(now, 7); !due.isEmpty(); due = tested.takeDue(now, 7)) {
      due.stream().filter(tested::claim).forEach(claimed::add);
    }
    return claimed;
  }

  private static List<Ending> removeDue(Map<Ipv4Address, Instant> model, Instant now) {
    List<Ending> due = new ArrayList<>();
    model.forEach(
        (address, end) -> {
          if (!end.isAfter(now)) {
            due.add(new Ending(address, end));
          }
        });
    due.sort(Comparator.comparing(Ending::end).thenComparing(Ending::address));
    due.forEach(ending -> model.remove(ending.address()));
    return due;
  }

  // An end that was handed out and replaced since then cannot be claimed, nor put back.
  @Test
  void replacedMeanwhile() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    endings.put(FIRST, now);
    Ending due = endings.takeDue(now, 10).get(0);
    endings.put(FIRST, now.plusSeconds(10));
    endings.putBack(due);
    assertThat(endings.claim(due)).isFalse();
    assertThat(endings.takeDue(now, 10)).isEmpty();
    assertThat(endings.takeDue(now.plusSeconds(10), 10))
        .containsExactly(new Ending(FIRST, now.plusSeconds(10)));
  }

  // An end that was put back is handed out again.
  @Test
  void putBack() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    endings.put(FIRST, now);
    Ending due = endings.takeDue(now, 10).get(0);
    endings.putBack(due);
    assertThat(endings.takeDue(now, 10)).containsExactly(due);
    assertThat(endings.claim(due)).isTrue();
    assertThat(endings.claim(due)).isFalse();
  }

  // An end beyond what fits, such as that of an infinite lease, takes the place of the one before.
  @Test
  void tooFarAway() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    endings.put(FIRST, now);
    assertThat(endings.put(FIRST, Instant.ofEpochSecond(1L << 32))).contains(now);
    assertThat(endings.takeDue(Instant.ofEpochSecond(1L << 33), 10)).isEmpty();
  }

  // A client that extends its lease again and again does not make the structure grow.
  @Test
  void renewalsTakeNoRoom() {
    Instant now = Instant.ofEpochSecond(1_800_000_000);
    for (int i = 0; i < 1_000_000; i++) {
      endings.put(FIRST, now.plusSeconds(i % 1000));
    }
    assertThat(endings.capacity()).isLessThan(1000);
    assertThat(endings.takeDue(now.plusSeconds(1000), 10)).hasSize(1);
  }
}
