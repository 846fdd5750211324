package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.policy.RequestKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which classes a client is in: first those that its request alone decides, then, once it is
 * known what is reserved for it, those that depend on that.
 */
public final class ClientClasses {

  private static final Logger LOG = LoggerFactory.getLogger(ClientClasses.class);

  private final List<ClientClass> classes;
  private final Set<String> decidedLate = new HashSet<>();

  ClientClasses(List<ClientClass> classes) {
    this.classes = classes;
    decidedLate.add(ClientClass.KNOWN);
    decidedLate.add(ClientClass.UNKNOWN);
    for (ClientClass each : classes) {
      // Without a condition it takes a reservation to be in the class.
      boolean late =
          each.condition()
              .map(condition -> !Collections.disjoint(condition.classes(), decidedLate))
              .orElse(!ClientClass.isBuiltIn(each.name()));
      if (late) {
        decidedLate.add(each.name());
      }
    }
  }

  /** Returns the classes that a request alone decides. */
  public Set<String> ofRequest(Request request) {
    Set<String> found = new LinkedHashSet<>();
    found.add(ClientClass.ALL);
    if (request.kind() == RequestKind.BOOTP) {
      found.add(ClientClass.BOOTP);
    }
    request
        .message()
        .option(DhcpOptions.CLASS_ID)
        .ifPresent(octets -> found.add(ClientClass.VENDOR_CLASS_PREFIX + octets.toText()));
    addAll(request, false, found);
    return found;
  }

  /** Returns those classes and the ones that depend on what is reserved for the client. */
  public Set<String> withReservation(
      Request request, Set<String> ofRequest, Optional<Reservation> reservation) {
    Set<String> found = new LinkedHashSet<>(ofRequest);
    found.add(reservation.isPresent() ? ClientClass.KNOWN : ClientClass.UNKNOWN);
    reservation.ifPresent(known -> found.addAll(known.classes()));
    addAll(request, true, found);
    return Collections.unmodifiableSet(found);
  }

  private void addAll(Request request, boolean late, Set<String> found) {
    for (ClientClass each : classes) {
      if (!each.onlyIfRequired()
          && decidedLate.contains(each.name()) == late
          && each.condition().filter(condition -> holds(condition, request, found)).isPresent()) {
        found.add(each.name());
      }
    }
  }

  /** Returns what the classes set that a client is in, or that {@code required} puts it in. */
  Settings settingsOf(Request request, Set<String> memberships, Set<String> required) {
    Settings settings = Settings.NONE;
    for (ClientClass each : setting(request, memberships, required)) {
      settings = settings.over(each.settings());
    }
    return settings;
  }

  /** Returns those classes, of which the first goes before the others. */
  List<ClientClass> setting(Request request, Set<String> memberships, Set<String> required) {
    List<ClientClass> setting = new ArrayList<>();
    for (ClientClass each : classes) {
      if (!each.settings().isEmpty() && isMember(each, request, memberships, required)) {
        setting.add(each);
      }
    }
    return setting;
  }

  private static boolean isMember(
      ClientClass each, Request request, Set<String> memberships, Set<String> required) {
    return memberships.contains(each.name())
        || (required.contains(each.name())
            && each.condition()
                .map(condition -> holds(condition, request, memberships))
                .orElse(true));
  }

  private static boolean holds(Condition condition, Request request, Set<String> memberships) {
    try {
      return condition.holdsFor(
          new RequestFacts(request.datagram(), request.message(), memberships));
    } catch (Throwable e) {
      LOG.debug("A condition threw, and does not hold: {}", condition, e);
      return false;
    }
  }
}
