package io.leasehold.dhcp.server.internal.reply;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.Trace;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.LeaseFacts;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.Plan.Tell;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.store.Lease;
import java.util.List;
import java.util.Optional;

/** Answers leasequeries: the fields and options of RFC 4388 section 6.4. */
final class LeasequeryComposer {

  private final ServerConfig config;

  LeasequeryComposer(ServerConfig config) {
    this.config = config;
  }

  Reply tell(PlacedRequest placed, Tell tell) {
    Request request = placed.request();
    DhcpMessage.Builder reply = Composer.header(request);
    return tell.facts()
        .map(facts -> active(placed, tell, facts, reply))
        .orElseGet(
            () -> {
              OptionSet options =
                  Composer.protocolOptions(placed, tell.type(), placed.settings()).build();
              reply.ciaddr(request.message().ciaddr()).options(options);
              return reply(request, Fitting.of(reply.build(), maxLength(request)), List.of());
            });
  }

  private Reply active(
      PlacedRequest placed, Tell tell, LeaseFacts facts, DhcpMessage.Builder reply) {
    Request request = placed.request();
    Lease lease = facts.lease();
    Settings settings = placed.settingsAt(lease.address());
    reply.ciaddr(lease.address()).hardware(0, 0, Octets.EMPTY);
    lease.hardwareAddress().ifPresent(reply::hardwareAddress);
    OptionSet.Builder options = Composer.protocolOptions(placed, tell.type(), settings);
    putFacts(request, facts, options);
    OptionSelection selection =
        new OptionSelection(
            request.message().options(),
            values(placed, lease, settings),
            config.settings().value(Setting.REPLACE_ROUTES));
    if (requested(request).isEmpty()) {
      settings.alwaysSend().forEach(selection::force);
    }
    reply.options(selection.after(options.build()));
    return reply(request, Fitting.of(reply.build(), maxLength(request)), selection.omitted());
  }

  /** The options that describe the lease; where none is asked for, those of a DHCPACK. */
  private static void putFacts(Request request, LeaseFacts facts, OptionSet.Builder options) {
    Optional<List<Integer>> requested = requested(request);
    if (isAskedFor(DhcpOptions.ADDRESS_TIME.code(), requested, true)) {
      options.put(DhcpOptions.ADDRESS_TIME, facts.left().lease());
    }
    if (isAskedFor(DhcpOptions.RENEWAL_TIME.code(), requested, true)) {
      facts.left().renewal().ifPresent(t1 -> options.put(DhcpOptions.RENEWAL_TIME, t1));
    }
    if (isAskedFor(DhcpOptions.REBINDING_TIME.code(), requested, true)) {
      facts.left().rebinding().ifPresent(t2 -> options.put(DhcpOptions.REBINDING_TIME, t2));
    }
    if (isAskedFor(DhcpOptions.CLIENT_LAST_TRANSACTION_TIME.code(), requested, false)) {
      options.put(DhcpOptions.CLIENT_LAST_TRANSACTION_TIME, facts.sinceTransaction());
    }
    if (isAskedFor(DhcpOptions.CLIENT_ID.code(), requested, false)) {
      facts.lease().clientIdentifier().ifPresent(it -> options.put(DhcpOptions.CLIENT_ID, it));
    }
    // All of them even where they are not asked for (RFC 4388 section 6.4.1).
    if (facts.associated().size() > 1
        || (!facts.associated().isEmpty()
            && isAskedFor(DhcpOptions.ASSOCIATED_IP.code(), requested, false))) {
      options.put(DhcpOptions.ASSOCIATED_IP, facts.associated());
    }
    int agent = DhcpOptions.RELAY_AGENT_INFORMATION.code();
    if (isAskedFor(agent, requested, false)) {
      facts.lease().relayAgentInformation().ifPresent(it -> options.putRaw(agent, it));
    }
  }

  private static boolean isAskedFor(
      int code, Optional<List<Integer>> requested, boolean otherwise) {
    return requested.map(codes -> codes.contains(code)).orElse(otherwise);
  }

  private static Optional<List<Integer>> requested(Request request) {
    return request.message().option(DhcpOptions.PARAMETER_LIST).filter(list -> !list.isEmpty());
  }

  /** Returns what is configured for the client, as far as agents may be told of it. */
  private OptionSet values(PlacedRequest placed, Lease lease, Settings settings) {
    OptionSet.Builder values = settings.options().toBuilder();
    if (!values.contains(DhcpOptions.SUBNET_MASK.code())) {
      placed
          .link()
          .flatMap(link -> link.subnetOf(lease.address()))
          .ifPresent(subnet -> values.put(DhcpOptions.SUBNET_MASK, subnet.network().mask()));
    }
    lease.hostName().ifPresent(name -> values.put(DhcpOptions.HOSTNAME, name));
    settings.neverSend().forEach(values::remove);
    OptionSet all = values.build();
    OptionSet.Builder told = OptionSet.builder();
    for (int code : config.settings().value(Setting.LEASEQUERY_OPTIONS)) {
      all.raw(code).ifPresent(value -> told.putRaw(code, value));
    }
    return told.build();
  }

  private int maxLength(Request request) {
    return Composer.maxLength(request, config.settings());
  }

  private Reply reply(Request request, Fitting fitting, List<Omission> unfit) {
    return new Reply(
        fitting.message(),
        fitting.payload(),
        Composer.omissions(fitting, unfit),
        Destinations.toRelay(request, config.settings()),
        Trace.NONE);
  }
}
