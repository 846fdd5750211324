package io.leasehold.dhcp.server.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.AbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** What a client can have written to the log, and how often. */
class QuietLogTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final RecordingLogger logger = new RecordingLogger();
  private final QuietLog log =
      new QuietLog(logger, ((InstantSource) () -> now).withZone(ZoneOffset.UTC));

  // One line of a kind in ten seconds; the next one says how many were left out.
  @Test
  void oneLineOfAKind() {
    for (int i = 1; i <= 5; i++) {
      log.warn("the {} is broken", i);
      log.warn("another thing");
    }
    now = now.plusSeconds(9);
    log.warn("the {} is broken", 6);
    now = now.plusSeconds(1);
    log.warn("the {} is broken", 7);
    assertThat(logger.lines)
        .containsExactly(
            "WARN the 1 is broken",
            "WARN another thing",
            "WARN the 7 is broken (and 5 more like it)");
  }

  // A clock that is put back does not keep the log quiet until it has caught up.
  @Test
  void clockPutBack() {
    log.warn("trouble");
    now = now.minus(Duration.ofDays(1));
    log.warn("trouble");
    assertThat(logger.lines).containsExactly("WARN trouble", "WARN trouble");
  }

  // Nothing that a client sends passes for another line, or for a placeholder, or fills the disk.
  @Test
  @Tag("ROB-07")
  void rob07OneShortLine() {
    log.warn("host {}", "a\r\n2026 INFO all is well {}\u202e\u2028");
    log.error(new IllegalStateException("x"), "name {}", "y".repeat(100_000));
    assertThat(logger.lines.get(0))
        .isEqualTo("WARN host a\\u000d\\u000a2026 INFO all is well {}\\u202e\\u2028");
    assertThat(logger.lines.get(1))
        .startsWith("ERROR name yyy")
        .endsWith("y…")
        .hasSizeLessThan(1100);
  }

  /** A logger that keeps its lines. */
  private static final class RecordingLogger extends AbstractLogger {

    private static final long serialVersionUID = 1L;

    private final transient List<String> lines = new ArrayList<>();

    @Override
    protected String getFullyQualifiedCallerName() {
      return RecordingLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
        Level level, Marker marker, String message, Object[] arguments, Throwable throwable) {
      lines.add(level + " " + MessageFormatter.basicArrayFormat(message, arguments));
    }

    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public boolean isTraceEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public boolean isDebugEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public boolean isInfoEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public boolean isWarnEnabled(Marker marker) {
      return true;
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    public boolean isErrorEnabled(Marker marker) {
      return true;
    }
  }
}
