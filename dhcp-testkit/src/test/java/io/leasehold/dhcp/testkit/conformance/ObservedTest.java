package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.release;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.ServerCounters;
import io.leasehold.dhcp.server.ServerState;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of an engine from outside: counters, state, recorded events, plain text. */
class ObservedTest {

  private final WatchedStore store = new WatchedStore();
  private final Lab lab = new Lab();

  ObservedTest() {
    lab.store = store;
  }

  // Every datagram is counted once by its type and once by what came of it.
  @Test
  @Tag("ROB-06")
  void rob06Counters() {
    lab.offer(discover(A));
    lab.offer(discover(B));
    lab.ack(selecting(A, "192.0.2.10"));
    lab.nak(selecting(B, "198.51.100.10"));
    lab.ack(inform(B, "192.0.2.200"));
    lab.silence(release(B, "192.0.2.10"));
    lab.silence(discover(A).damaged(octets -> octets.slice(0, 100)));
    lab.silence(discover(A).raw(53));
    ServerCounters counters = lab.engine().counters();
    assertThat(nonZero(counters.received()))
        .isEqualTo(
            Map.of(
                MessageType.DISCOVER, 2L,
                MessageType.REQUEST, 2L,
                MessageType.INFORM, 1L,
                MessageType.RELEASE, 1L));
    assertThat(counters.untyped()).isEqualTo(2);
    assertThat(nonZero(counters.replies()))
        .isEqualTo(Map.of(MessageType.OFFER, 2L, MessageType.ACK, 2L, MessageType.NAK, 1L));
    assertThat(sum(nonZero(counters.silences()).values())).isEqualTo(3);
    assertThat(counters.silences()).containsEntry(SilenceReason.NOT_THE_HOLDER, 1L);
    assertThat(counters.silences()).containsOnlyKeys(SilenceReason.values());
    assertThat(counters.received()).containsOnlyKeys(MessageType.values());
  }

  // A store that cannot commit makes the state DEGRADED until it can: reads do not end that.
  @Test
  @Tag("ROB-01")
  void rob01StateOfTheStore() {
    store.beforeCommit(WatchedStore.failure());
    assertThat(lab.silence(selecting(A, "192.0.2.12"))).isEqualTo(SilenceReason.STORE_FAILED);
    lab.offer(discover(B));
    lab.ack(inform(B, "192.0.2.200"));
    assertThat(lab.silence(selecting(A, "192.0.2.12"))).isEqualTo(SilenceReason.STORE_FAILED);
    assertThat(lab.states).containsExactly(ServerState.DEGRADED);
    store.beforeCommit(() -> {});
    lab.ack(selecting(A, "192.0.2.12"));
    assertThat(lab.states).containsExactly(ServerState.DEGRADED, ServerState.RUNNING);
  }

  // A request whose lease cannot be stored gets no ACK and leaves nothing behind.
  @Test
  @Tag("REQ-12")
  void req12StoreFails() {
    store.beforeCommit(WatchedStore.failure());
    assertThat(lab.silence(selecting(A, "192.0.2.12"))).isEqualTo(SilenceReason.STORE_FAILED);
    assertThat(lab.stored("192.0.2.12")).isEmpty();
    assertThat(lab.events).isEmpty();
    store.beforeCommit(() -> {});
    assertThat(lab.ack(selecting(A, "192.0.2.12")).yiaddr()).isEqualTo("192.0.2.12");
  }

  // What a client or a policy says is one short line by the time that it is a reason.
  @Test
  @Tag("ROB-07")
  void rob07Details() {
    lab.engine(
        engine -> engine.policy(request -> Verdict.silence("no\r\nway\u2028" + "!".repeat(900))));
    Silence silence = (Silence) lab.send(discover(A));
    assertThat(silence.detail()).startsWith("no\\u000d\\u000away\\u2028!!!").endsWith("!…");
    assertThat(silence.detail()).hasSizeLessThan(400);
    Silence longType = (Silence) lab.send(discover(B).raw(53, new int[255]));
    assertThat(longType.reason()).isEqualTo(SilenceReason.INVALID_MESSAGE_TYPE);
    assertThat(longType.detail()).hasSizeLessThan(400);
  }

  // A recording has an event for each exchange and one for each batch; without one nothing happens.
  @Test
  void flightRecorder(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("io.leasehold.dhcp.Exchange");
      recording.enable("io.leasehold.dhcp.Batch").withoutThreshold();
      recording.start();
      List<InboundDatagram> batch =
          Stream.of(
                  discover(A).xid(0xcafe),
                  selecting(B, "192.0.2.12"),
                  discover(B).damaged(octets -> Octets.of(1, 2, 3)))
              .map(Ask::datagram)
              .toList();
      lab.engine().handle(batch);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(ofType(events, "Batch"))
        .extracting(each -> each.getInt("datagrams"))
        .containsExactly(3);
    assertThat(ofType(events, "Batch").get(0).getInt("rounds")).isPositive();
    assertThat(ofType(events, "Exchange"))
        .extracting(each -> each.getString("received") + " " + each.getString("outcome"))
        .containsExactly("DISCOVER OFFER", "REQUEST ACK", "untyped MALFORMED");
    RecordedEvent first = ofType(events, "Exchange").get(0);
    assertThat(first.getString("xid")).isEqualTo("0000cafe");
    assertThat(first.getString("client")).contains("02:00:00:00:00:0a");
    assertThat(first.getString("address")).isEqualTo("192.0.2.10");
  }

  private static List<RecordedEvent> ofType(List<RecordedEvent> events, String name) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("io.leasehold.dhcp." + name))
        .toList();
  }

  private static <K> Map<K, Long> nonZero(Map<K, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static long sum(Collection<Long> counts) {
    return counts.stream().mapToLong(Long::longValue).sum();
  }
}
