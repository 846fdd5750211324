package io.leasehold.dhcp.server.internal.report;

import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.time.Clock;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

/**
 * The log for what a client or a broken store can bring about as often as it likes: at most one
 * line of a kind in ten seconds, which says how many were left out. Each line is one line, and not
 * long, whatever clients have sent.
 *
 * <p>Safe for use by any thread.
 */
public final class QuietLog {

  private static final int MAX_LENGTH = 1000;

  private final Logger log;
  private final Limiter<String> limiter;

  /** Makes a log that has not said anything yet. */
  QuietLog(Logger log, Clock clock) {
    this.log = log;
    limiter = new Limiter<>(clock);
  }

  /**
   * Warns of something that the server copes with.
   *
   * @param format names the kind, so it must be a constant; {} stands for a value
   */
  public void warn(String format, Object... values) {
    log(Level.WARN, null, format, values);
  }

  /** Warns of something that foreign code has thrown, and that the server copes with. */
  public void warn(Throwable cause, String format, Object... values) {
    log(Level.WARN, cause, format, values);
  }

  /** Tells of something that has cost requests their replies. */
  public void error(Throwable cause, String format, Object... values) {
    log(Level.ERROR, cause, format, values);
  }

  private void log(Level level, Throwable cause, String format, Object... values) {
    OptionalLong leftOut = limiter.tryPass(format);
    if (leftOut.isEmpty()) {
      return;
    }
    String line =
        Utf8Text.line(MessageFormatter.basicArrayFormat(format, values), MAX_LENGTH)
            + (leftOut.getAsLong() == 0 ? "" : " (and " + leftOut.getAsLong() + " more like it)");
    log.atLevel(level).setCause(cause).log(line);
  }
}
