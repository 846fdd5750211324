package io.leasehold.dhcp.server.internal.explain;

import static java.util.Locale.ROOT;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Decision.Silence;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.Trace;
import io.leasehold.dhcp.server.Trace.Step;
import io.leasehold.dhcp.server.Trace.Topic;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.internal.Client;
import io.leasehold.dhcp.server.internal.Link;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.PlacedRequest.Addressee;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.internal.place.Placer;
import io.leasehold.dhcp.server.internal.plan.Considered;
import io.leasehold.dhcp.server.internal.plan.Planner;
import io.leasehold.dhcp.server.internal.plan.Situation;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.server.policy.Verdict.Grant;
import io.leasehold.dhcp.server.policy.Verdict.Refuse;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.transport.Destination;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects how a decision comes about, from the values that the steps hand to each other. For one
 * thread.
 */
public final class Story {

  private static final int MAX_LENGTH = 300;

  private final List<Step> steps = new ArrayList<>();
  private Optional<PlacedRequest> request = Optional.empty();
  private Terms terms = Terms.USUAL;

  /** Begins with nothing known. */
  public Story() {}

  /** Tells of a message that is to be looked at no further. */
  public void rejected(DhcpMessage message) {
    String type = message.messageType().map(known -> known + " of ").orElse("message of ");
    add(Topic.MESSAGE, type + message.hardwareAddress());
  }

  /** Tells of a request, its client and their place. */
  public void placed(PlacedRequest placed, Placer placer) {
    request = Optional.of(placed);
    add(Topic.MESSAGE, message(placed));
    if (placed.request().kind() == RequestKind.LEASEQUERY) {
      return;
    }
    add(Topic.NETWORK, network(placed, placer));
    for (ClientClass each : placed.topology().config().classes()) {
      String condition = each.condition().map(it -> ": " + it).orElse("");
      boolean member = placed.classes().contains(each.name());
      String way = !member && each.onlyIfRequired() ? "only where required: " : "";
      add(Topic.CLASS, way + (member ? "in " : "not in ") + each.name() + condition);
    }
    if (placed.link().filter(Link::hasReservations).isPresent()) {
      add(
          Topic.RESERVATION,
          placed.reservation().map(Story::reservation).orElse("nothing is kept for this client"));
    }
  }

  private static String message(PlacedRequest placed) {
    Request request = placed.request();
    String type = request.message().messageType().map(MessageType::toString).orElse("BOOTP");
    StringBuilder text = new StringBuilder(type);
    if (!type.equals(request.kind().toString())) {
      text.append(" (").append(request.kind()).append(')');
    }
    if (!request.client().equals(Client.NOBODY)) {
      text.append(isLeasequery(request) ? " about " : " of ").append(request.client());
    }
    request.client().identifier().ifPresent(it -> text.append(", client identifier ").append(it));
    request
        .wantedAddress()
        .ifPresent(it -> text.append(isLeasequery(request) ? " about " : ", for ").append(it));
    if (request.isRelayed()) {
      text.append(", through relay agent ").append(request.message().giaddr());
    }
    text.append(", at ").append(request.arrival().interfaceName());
    return placed.addressee() == Addressee.OTHER_SERVER
        ? text.append(", to another server").toString()
        : text.toString();
  }

  private static boolean isLeasequery(Request request) {
    return request.kind() == RequestKind.LEASEQUERY;
  }

  /** Tells of the lease that a leasequery is answered by. */
  public void found(Lease lease, PlacedRequest placed) {
    request = Optional.of(placed);
    Client holder = new Client(lease.clientIdentifier(), lease.hardwareAddress(), false);
    add(Topic.LEASE, lease.address() + " is leased to " + holder + " until " + end(lease));
    placed.link().ifPresent(link -> add(Topic.NETWORK, link + ", by the address of the lease"));
    placed.reservation().ifPresent(kept -> add(Topic.RESERVATION, reservation(kept)));
  }

  private static String network(PlacedRequest placed, Placer placer) {
    Request request = placed.request();
    String clue =
        switch (placer.clueOf(request)) {
          case LINK_SELECTION -> "the relay agent's link selection (82.5)";
          case SUBNET_SELECTION -> "the client's subnet selection (118)";
          case RELAY_AGENT -> "relay agent " + request.message().giaddr();
          case CLIENT_ADDRESS -> "the client's address " + request.message().ciaddr();
          case INTERFACE ->
              "interface "
                  + request.arrival().interfaceName()
                  + " with "
                  + request.arrival().localAddress();
        };
    if (placed.link().isPresent()) {
      return placed.link().get() + ", by " + clue;
    }
    return placer
        .localityOf(request)
        .map(locality -> "none: " + locality.link() + " does not serve clients of these classes")
        .orElse("none is configured for " + clue);
  }

  private static String reservation(Reservation reservation) {
    return reservation.address().map(it -> it + " is kept").orElse("something is kept")
        + " for "
        + reservation.client();
  }

  /** Tells of what a plan is made from. */
  public void planned(Situation situation, Verdict verdict) {
    if (verdict instanceof Grant grant) {
      terms = grant.terms();
      add(Topic.POLICY, terms.equals(Terms.USUAL) ? "the usual terms" : terms.toString());
    } else if (verdict instanceof Refuse refuse) {
      add(Topic.POLICY, "refuses: " + refuse.why());
    }
    List<Lease> own =
        isLeasequery(situation.placed().request()) ? List.of() : situation.ownLeasesOnLink();
    for (Lease lease : own) {
      boolean inForce = lease.isBoundAt(situation.now()) || lease.isOfferedAt(situation.now());
      String whose = lease.state() == LeaseState.OFFERED ? "offered to it" : "its";
      add(
          Topic.LEASE,
          lease.address() + (inForce ? " is " : " was ") + whose + " until " + end(lease));
    }
    if (verdict instanceof Grant) {
      Planner.considered(situation).forEach(this::considered);
    }
  }

  private void considered(Considered each) {
    String address = each.address().toString();
    String found =
        each.objection()
            .map(why -> why.startsWith(address) ? why.substring(address.length()) : ": " + why)
            .orElse(" can be had");
    add(Topic.ADDRESS, address + " (" + each.origin() + ")" + found);
  }

  private static String end(Lease lease) {
    return lease.endsAt().equals(Lease.NEVER) ? "for ever" : lease.endsAt().toString();
  }

  /** Tells of a change of the store. */
  public void stored(CommitResult result) {
    if (result instanceof Committed committed) {
      Lease lease = committed.lease();
      add(Topic.STORE, lease.address() + " is stored as " + lease.state() + " until " + end(lease));
    } else {
      add(Topic.STORE, "somebody else was quicker");
    }
  }

  /** Returns a decision with all that led to it. */
  public Decision told(Decision decision) {
    if (decision instanceof Reply reply) {
      tell(reply);
    } else if (decision instanceof Silence silence) {
      add(Topic.DECISION, "no reply, " + silence.reason() + ": " + silence.detail());
    }
    return decision.withTrace(new Trace(steps));
  }

  private void tell(Reply reply) {
    boolean isLeasequery = request.filter(placed -> isLeasequery(placed.request())).isPresent();
    Ipv4Address address = isLeasequery ? reply.message().ciaddr() : reply.message().yiaddr();
    request.ifPresent(
        placed -> {
          OptionOrigins origins = new OptionOrigins(placed, terms, address);
          reply.message().options().forEach((code, value) -> option(code, value, origins));
        });
    for (Omission omission : reply.omitted()) {
      add(Topic.OPTION, name(omission.code()) + " is left out: " + omission.reason());
    }
    Destination to = reply.destination();
    add(
        Topic.DECISION,
        reply.message().messageType().map(Object::toString).orElse("reply")
            + (address.isUnspecified() ? "" : " of " + address)
            + ", by "
            + to.delivery().name().toLowerCase(ROOT).replace('_', ' ')
            + " to "
            + to.address()
            + ":"
            + to.port());
  }

  private void option(int code, Octets value, OptionOrigins origins) {
    String words =
        DhcpOptions.byCode(code).map(key -> key.describe(value)).orElseGet(value::toString);
    String origin = origins.of(code).map(it -> ", from " + it).orElse("");
    add(Topic.OPTION, name(code) + " " + words + origin);
  }

  private static String name(int code) {
    return DhcpOptions.byCode(code).map(OptionKey::toString).orElse("Option " + code);
  }

  /** Adds a step, unless it is there: what is planned anew finds most things as before. */
  private void add(Topic topic, String text) {
    Step step = new Step(topic, Utf8Text.line(text, MAX_LENGTH));
    if (!steps.contains(step)) {
      steps.add(step);
    }
  }
}
