package io.leasehold.dhcp.server.internal.runtime;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener about decisions, and the log and the listener about options that replies lack.
 *
 * <p>Safe for use by any thread.
 */
public final class DecisionReporter {

  private static final Logger LOG = LoggerFactory.getLogger(DecisionReporter.class);

  private final ServerListener listener;
  private final Set<Omission> known = ConcurrentHashMap.newKeySet();

  /** Makes the reporter to a listener. */
  public DecisionReporter(ServerListener listener) {
    this.listener = listener;
  }

  /** Reports what has been decided on a datagram. */
  void report(InboundDatagram datagram, Decision decision) {
    listener.onDecision(datagram, decision);
    if (decision instanceof Reply reply && !reply.omitted().isEmpty()) {
      reply.omitted().forEach(omission -> log(omission, reply));
      listener.onOmission(datagram, reply);
    }
  }

  /** Warns of the first of its kind: a client that asks again and again must not fill the log. */
  private void log(Omission omission, Reply reply) {
    String message = "{} is left out of the {} to {}: {}";
    Object[] values = {
      DhcpOptions.byCode(omission.code())
          .map(OptionKey::toString)
          .orElse("Option " + omission.code()),
      reply.message().messageType().orElseThrow(),
      reply.message().hardwareAddress(),
      omission.reason()
    };
    if (known.add(omission)) {
      LOG.warn(message + "; the next ones are logged for debugging only", values);
    } else {
      LOG.debug(message, values);
    }
  }
}
