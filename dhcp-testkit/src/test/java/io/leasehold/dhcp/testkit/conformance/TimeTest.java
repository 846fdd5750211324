package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Terms.Departure;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lease time, T1 and T2: RFC 2131 sections 3.3, 4.3.1 and 4.4.5. */
class TimeTest {

  private final Lab lab = new Lab();

  // A client that asks for no time gets the configured one.
  @Test
  @Tag("TIME-01")
  void time01Default() {
    assertThat(time(lab.offer(discover(A)))).isEqualTo(seconds(3600));
    assertThat(time(lab.ack(selecting(A, "192.0.2.12")))).isEqualTo(seconds(3600));
  }

  // A client gets the time that it asks for, within the bounds.
  @Test
  @Tag("TIME-03")
  void time03Requested() {
    Duration wanted = seconds(7200);
    assertThat(time(lab.offer(asking(discover(A), wanted)))).isEqualTo(wanted);
    assertThat(time(lab.ack(asking(selecting(A, "192.0.2.12"), wanted)))).isEqualTo(wanted);
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt())
        .isEqualTo(lab.clock.instant().plus(wanted));
  }

  // A time outside the bounds is brought inside.
  @Test
  @Tag("TIME-04")
  void time04Bounds() {
    assertThat(time(lab.offer(asking(discover(A), seconds(10))))).isEqualTo(seconds(600));
    assertThat(time(lab.offer(asking(discover(A), seconds(999_999))))).isEqualTo(seconds(86_400));
  }

  // Where the bounds allow it a lease does not end, and is never to be extended.
  @Test
  @Tag("TIME-05")
  void time05Infinite() {
    lab.s1(s1 -> s1.leaseTimeBounds(Duration.ofMinutes(10), OptionFormat.INFINITE));
    Answer ack = lab.ack(asking(selecting(A, "192.0.2.12"), OptionFormat.INFINITE));
    assertThat(time(ack)).isEqualTo(OptionFormat.INFINITE);
    assertThat(t1(ack)).isEmpty();
    assertThat(t2(ack)).isEmpty();
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt()).isEqualTo(Lease.NEVER);
  }

  // Infinity is more than the most that is granted.
  @Test
  @Tag("TIME-06")
  void time06InfiniteBeyondBounds() {
    assertThat(time(lab.offer(asking(discover(A), OptionFormat.INFINITE))))
        .isEqualTo(seconds(86_400));
  }

  // No lease has ended before it begins.
  @Test
  @Tag("TIME-07")
  void time07Zero() {
    assertThat(time(lab.ack(asking(selecting(A, "192.0.2.12"), Duration.ZERO))))
        .isEqualTo(seconds(600));
    assertThat(lab.isBound("192.0.2.12", A)).isTrue();
  }

  // T1 is half the lease time and T2 seven eighths.
  @Test
  @Tag("TIME-08")
  void time08Timers() {
    Answer offer = lab.offer(discover(A));
    assertThat(t1(offer)).contains(seconds(1800));
    assertThat(t2(offer)).contains(seconds(3150));
  }

  // They are rounded to the nearest second.
  @Test
  @Tag("TIME-08")
  void time08Rounded() {
    Answer offer = lab.offer(asking(discover(A), seconds(901)));
    assertThat(t1(offer)).contains(seconds(451));
    assertThat(t2(offer)).contains(seconds(788));
  }

  // Of T1 before T2 before the end, what does not hold is left out.
  @Test
  @Tag("TIME-09")
  void time09Order() {
    assertTimers(600, 1200, Optional.of(600), Optional.of(1200));
    assertTimers(600, 3600, Optional.of(600), Optional.empty());
    assertTimers(1200, 1200, Optional.empty(), Optional.of(1200));
    assertTimers(3600, 4000, Optional.empty(), Optional.empty());
    Terms inverted = Terms.USUAL.withTimers(seconds(1300), seconds(1200));
    Lab lab = new Lab().engine(engine -> engine.policy(request -> Verdict.grant(inverted)));
    Answer offer = lab.offer(discover(A));
    assertThat(t1(offer)).isEmpty();
    assertThat(t2(offer)).contains(seconds(1200));
  }

  // A configuration in which T1 comes after T2 is refused, and says where.
  @Test
  @Tag("ROB-09")
  void rob09TimersInverted() {
    assertThatThrownBy(
            () -> new Lab().s1(s1 -> s1.renewalTime(seconds(9)).rebindingTime(seconds(8))).engine())
        .hasMessage("subnet 192.0.2.0/24, renewalTime 9 s: expected at most 8 s");
  }

  private static void assertTimers(
      int t1, int t2, Optional<Integer> expectedT1, Optional<Integer> expectedT2) {
    Lab lab = new Lab().s1(s1 -> s1.renewalTime(seconds(t1)).rebindingTime(seconds(t2)));
    Answer offer = lab.offer(discover(A));
    assertThat(t1(offer)).isEqualTo(expectedT1.map(TimeTest::seconds));
    assertThat(t2(offer)).isEqualTo(expectedT2.map(TimeTest::seconds));
  }

  // T1 and T2 are parts of the time that is granted, be it what is left of a lease.
  @Test
  @Tag("TIME-10")
  void time10TimeLeft() {
    lab.engine(
        engine ->
            engine.policy(request -> Verdict.grant(Terms.USUAL.with(Departure.NO_EXTENSION))));
    lab.bound(A, "192.0.2.12");
    lab.clock.advance(seconds(2000));
    Answer ack = lab.ack(renewing(A, "192.0.2.12"));
    assertThat(time(ack)).isEqualTo(seconds(1600));
    assertThat(t1(ack)).contains(seconds(800));
    assertThat(t2(ack)).contains(seconds(1400));
  }

  // The server holds a lease at least as long as the client believes, to the next full second.
  @Test
  @Tag("TIME-12")
  void time12NeverEarlier() {
    lab.clock.advance(Duration.ofMillis(1));
    Answer ack = lab.ack(selecting(A, "192.0.2.12"));
    assertThat(lab.stored("192.0.2.12").orElseThrow().endsAt())
        .isEqualTo(lab.clock.instant().plusMillis(999).plus(time(ack)));
  }

  // When the clock is set back leases hold on, and when it is set forward clients keep addresses.
  @Test
  @Tag("TIME-14")
  void time14ClockIsSet() {
    lab.ack(selecting(A, "192.0.2.10"));
    lab.clock.advance(Duration.ofDays(-2));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(time(lab.ack(renewing(A, "192.0.2.10")))).isEqualTo(Lab.LEASE);
    lab.clock.advance(Duration.ofDays(400));
    assertThat(lab.offer(discover(B)).yiaddr()).isEqualTo("192.0.2.11");
    assertThat(time(lab.ack(renewing(A, "192.0.2.10")))).isEqualTo(Lab.LEASE);
  }

  // What grants no lease says nothing of times.
  @Test
  @Tag("TIME-15")
  void time15NoTimes() {
    for (Answer answer :
        new Answer[] {
          lab.nak(asking(selecting(A, "192.0.2.200"), seconds(7200))),
          lab.ack(asking(inform(A, "192.0.2.200").asking(51, 58, 59), seconds(7200)))
        }) {
      assertThat(answer.has(DhcpOptions.ADDRESS_TIME.code())).isFalse();
      assertThat(t1(answer)).isEmpty();
      assertThat(t2(answer)).isEmpty();
    }
  }

  private static Ask asking(Ask ask, Duration time) {
    return ask.option(DhcpOptions.ADDRESS_TIME, time);
  }

  private static Duration time(Answer answer) {
    return answer.option(DhcpOptions.ADDRESS_TIME);
  }

  private static Optional<Duration> t1(Answer answer) {
    return answer.message().option(DhcpOptions.RENEWAL_TIME);
  }

  private static Optional<Duration> t2(Answer answer) {
    return answer.message().option(DhcpOptions.REBINDING_TIME);
  }

  private static Duration seconds(int count) {
    return Duration.ofSeconds(count);
  }
}
