package io.leasehold.dhcp.server.internal.reply;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.Flag;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.Omission.Reason;
import io.leasehold.dhcp.server.Trace;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Settings;
import io.leasehold.dhcp.server.internal.Draft;
import io.leasehold.dhcp.server.internal.PlacedRequest;
import io.leasehold.dhcp.server.internal.Plan.Tell;
import io.leasehold.dhcp.server.internal.Request;
import io.leasehold.dhcp.server.match.RequestFacts;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.RequestKind;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes replies of drafts: the fields and options of RFC 2131 section 4.3.1, table 3. */
public final class Composer {

  /** What every host takes, IP and UDP headers included (RFC 2131 section 2). */
  private static final int MIN_MAX_SIZE = 576;

  /** The length of a BOOTP message (RFC 951 section 3). */
  private static final int MIN_BOOTP_LENGTH = 300;

  private static final int IP_AND_UDP_HEADERS = 28;

  /** The visible octets that leave room for a NUL at the end of {@code sname} and {@code file}. */
  private static final int MAX_SNAME = DhcpMessage.SNAME_LENGTH - 1;

  private static final int MAX_FILE = DhcpMessage.FILE_LENGTH - 1;

  private static final int CLASSLESS_STATIC_ROUTE = DhcpOptions.CLASSLESS_STATIC_ROUTE.code();

  /** What a DHCPNAK can do without. */
  private static final List<Integer> EXPENDABLE =
      List.of(DhcpOptions.DHCP_MESSAGE.code(), DhcpOptions.RELAY_AGENT_INFORMATION.code());

  private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

  private final ServerConfig config;
  private final LeasequeryComposer leasequeries;

  /** Makes a composer. */
  public Composer(ServerConfig config) {
    this.config = config;
    leasequeries = new LeasequeryComposer(config);
  }

  /** Returns the DHCPACK that hands out a lease; there is none for a lease that is not stored. */
  public Reply acknowledge(PlacedRequest placed, Draft draft, Committed committed) {
    Ipv4Address address = committed.lease().address();
    return placed.request().kind() == RequestKind.BOOTP
        ? bootReply(placed, draft, address)
        : grant(placed, draft, address);
  }

  /** BOOTREPLY: no options of DHCP, in as many octets as BOOTP has (RFC 1534 section 2). */
  private Reply bootReply(PlacedRequest placed, Draft draft, Ipv4Address address) {
    Request request = placed.request();
    Settings settings = placed.settingsAt(address);
    DhcpMessage.Builder reply =
        headerFor(request).ciaddr(request.message().ciaddr()).yiaddr(address);
    OptionSet.Builder options = OptionSet.builder();
    echo(request, options, DhcpOptions.RELAY_AGENT_INFORMATION);
    OptionSelection selection = selection(placed, draft, settings, Optional.of(address));
    selection.add(DhcpOptions.SUBNET_MASK.code());
    setFields(draft, settings, reply, selection);
    OptionSet chosen = selection.after(options.build());
    List<Integer> expendable = new ArrayList<>(chosen.codes());
    Collections.reverse(expendable);
    int maxLength = Math.max(MIN_BOOTP_LENGTH, request.datagram().payload().length());
    Fitting fitting = Fitting.inOptionsField(reply.options(chosen).build(), maxLength, expendable);
    return reply(request, draft, fitting, selection.omitted());
  }

  /** Returns the DHCPOFFER of an address. */
  public Reply offer(PlacedRequest placed, Draft draft) {
    return grant(placed, draft, draft.address());
  }

  private Reply grant(PlacedRequest placed, Draft draft, Ipv4Address address) {
    Settings settings = placed.settingsAt(address);
    DhcpMessage.Builder reply = headerFor(placed.request()).yiaddr(address);
    if (draft.type() == MessageType.ACK) {
      reply.ciaddr(placed.request().message().ciaddr());
    }
    OptionSet.Builder options = protocolOptions(placed, draft.type(), settings);
    options.put(DhcpOptions.ADDRESS_TIME, draft.times().lease());
    if (draft.type() == MessageType.ACK && placed.commitsRapidly()) {
      options.put(DhcpOptions.RAPID_COMMIT, Flag.SET);
    }
    draft.times().renewal().ifPresent(t1 -> options.put(DhcpOptions.RENEWAL_TIME, t1));
    draft.times().rebinding().ifPresent(t2 -> options.put(DhcpOptions.REBINDING_TIME, t2));
    draft.name().fqdn().ifPresent(fqdn -> options.put(DhcpOptions.CLIENT_FQDN, fqdn));
    echo(placed.request(), options);
    OptionSelection selection = selection(placed, draft, settings, Optional.of(address));
    selection.add(DhcpOptions.SUBNET_MASK.code());
    if (placed.request().message().options().contains(DhcpOptions.HOSTNAME)
        && givenName(placed, draft).isPresent()) {
      selection.add(DhcpOptions.HOSTNAME.code());
    }
    return finish(placed, draft, settings, reply, options.build(), selection);
  }

  /** Returns the DHCPOFFER or DHCPACK for a client that gets no address. */
  public Reply withoutAddress(PlacedRequest placed, Draft draft) {
    Request request = placed.request();
    Settings settings = placed.settings();
    DhcpMessage.Builder reply = headerFor(request);
    if (draft.type() == MessageType.ACK) {
      reply.ciaddr(request.message().ciaddr());
    }
    OptionSet.Builder options = protocolOptions(placed, draft.type(), settings);
    echo(request, options);
    OptionSelection selection = selection(placed, draft, settings, Optional.empty());
    return finish(placed, draft, settings, reply, options.build(), selection);
  }

  /** Returns the DHCPACK that answers an INFORM. */
  public Reply inform(PlacedRequest placed, Draft draft) {
    Request request = placed.request();
    Settings settings = placed.settings();
    DhcpMessage.Builder reply = headerFor(request).ciaddr(request.message().ciaddr());
    if (Destinations.bypassesRelay(request)) {
      reply.giaddr(Ipv4Address.UNSPECIFIED);
    } else if (request.isRelayed()) {
      reply.broadcast(true);
    }
    OptionSet.Builder options = protocolOptions(placed, draft.type(), settings);
    echo(request, options);
    Optional<Ipv4Address> address =
        Optional.of(request.message().ciaddr()).filter(ciaddr -> !ciaddr.isUnspecified());
    OptionSelection selection = selection(placed, draft, settings, address);
    return finish(placed, draft, settings, reply, options.build(), selection);
  }

  /** Returns a DHCPNAK. */
  public Reply refuse(PlacedRequest placed, Draft draft) {
    Settings settings = placed.settings();
    DhcpMessage.Builder reply = headerFor(placed.request());
    if (placed.request().isRelayed()) {
      // RFC 2131 section 4.3.2: the client may have no address that the relay agent could use.
      reply.broadcast(true);
    }
    OptionSet.Builder options = protocolOptions(placed, draft.type(), settings);
    echo(placed.request(), options);
    options.put(DhcpOptions.DHCP_MESSAGE, draft.text());
    Fitting fitting =
        Fitting.inOptionsField(
            reply.options(options.build()).build(), maxLength(placed.request()), EXPENDABLE);
    return reply(placed.request(), draft, fitting, List.of());
  }

  /** Returns the answer to a leasequery. */
  public Reply tell(PlacedRequest placed, Tell tell) {
    return leasequeries.tell(placed, tell);
  }

  /** Returns the header of a reply to a client. */
  private DhcpMessage.Builder headerFor(Request request) {
    int hops = config.settings().value(Setting.COPY_HOPS) ? request.message().hops() : 0;
    return header(request).hops(hops);
  }

  static DhcpMessage.Builder header(Request request) {
    DhcpMessage message = request.message();
    return DhcpMessage.reply()
        .hardware(message.htype(), message.hlen(), message.chaddr())
        .xid(message.xid())
        .flags(message.flags())
        .giaddr(message.giaddr());
  }

  static OptionSet.Builder protocolOptions(
      PlacedRequest placed, MessageType type, Settings settings) {
    Ipv4Address identifier =
        placed
            .serverIdentifier()
            .or(() -> settings.get(Setting.SERVER_IDENTIFIER))
            .orElse(placed.request().arrival().localAddress());
    return OptionSet.builder()
        .put(DhcpOptions.DHCP_MSG_TYPE, type)
        .put(DhcpOptions.DHCP_SERVER_ID, identifier);
  }

  /** Repeats what a reply must repeat: RFC 6842, RFC 3011, RFC 3046. */
  private void echo(Request request, OptionSet.Builder options) {
    if (config.settings().value(Setting.ECHO_CLIENT_IDENTIFIER)) {
      echo(request, options, DhcpOptions.CLIENT_ID);
    }
    if (!config.settings().value(Setting.IGNORE_SUBNET_SELECTION)) {
      echo(request, options, DhcpOptions.SUBNET_SELECTION);
    }
    if (!Destinations.bypassesRelay(request)) {
      echo(request, options, DhcpOptions.RELAY_AGENT_INFORMATION);
    }
  }

  private static <T> void echo(Request request, OptionSet.Builder options, OptionKey<T> key) {
    Optional<T> legal = request.message().option(key);
    legal.ifPresent(value -> options.put(key, value));
  }

  private OptionSelection selection(
      PlacedRequest placed, Draft draft, Settings settings, Optional<Ipv4Address> address) {
    return new OptionSelection(
        placed.request().message().options(),
        values(placed, draft, settings, address),
        config.settings().value(Setting.REPLACE_ROUTES));
  }

  private static Optional<String> givenName(PlacedRequest placed, Draft draft) {
    return placed.reservation().flatMap(Reservation::hostName).or(() -> draft.name().given());
  }

  /** Returns all that may be sent: the policy's options, the configured and the derived ones. */
  private OptionSet values(
      PlacedRequest placed, Draft draft, Settings settings, Optional<Ipv4Address> address) {
    OptionSet.Builder values = settings.options().toBuilder();
    if (!values.contains(DhcpOptions.SUBNET_MASK.code())) {
      address
          .flatMap(known -> placed.link().flatMap(link -> link.subnetOf(known)))
          .ifPresent(subnet -> values.put(DhcpOptions.SUBNET_MASK, subnet.network().mask()));
    }
    settings.copied().forEach((code, value) -> copy(placed.request(), code, value, values));
    givenName(placed, draft).ifPresent(name -> values.put(DhcpOptions.HOSTNAME, name));
    putIfAbsent(values, DhcpOptions.SERVER_NAME, settings.get(Setting.SERVER_NAME));
    putIfAbsent(values, DhcpOptions.BOOTFILE_NAME, settings.get(Setting.BOOT_FILE_NAME));
    values.putAll(draft.terms().options());
    settings.neverSend().forEach(values::remove);
    // What is answered to option 81 is negotiated, and nobody gets it who does not send it.
    values.remove(DhcpOptions.CLIENT_FQDN.code());
    return values.build();
  }

  /** The names of the header go into their options too, unless these have values of their own. */
  private static void putIfAbsent(
      OptionSet.Builder values, OptionKey<String> key, Optional<String> name) {
    if (!values.contains(key.code())) {
      name.ifPresent(text -> values.put(key, text));
    }
  }

  private static void copy(
      Request request, int code, RequestValue value, OptionSet.Builder values) {
    try {
      value
          .of(new RequestFacts(request.datagram(), request.message(), Set.of()))
          .ifPresent(octets -> values.putRaw(code, octets));
    } catch (Throwable e) {
      LOG.debug("The value of option {} threw, and is absent: {}", code, value, e);
    }
  }

  private Reply finish(
      PlacedRequest placed,
      Draft draft,
      Settings settings,
      DhcpMessage.Builder reply,
      OptionSet protocol,
      OptionSelection selection) {
    setFields(draft, settings, reply, selection);
    int maxLength = maxLength(placed.request());
    Fitting fitting = Fitting.of(reply.options(selection.after(protocol)).build(), maxLength);
    if (fitting.omitted().contains(CLASSLESS_STATIC_ROUTE) && selection.dropClasslessRoutes()) {
      fitting = Fitting.of(reply.options(selection.after(protocol)).build(), maxLength);
    }
    return reply(placed.request(), draft, fitting, selection.omitted());
  }

  private static void setFields(
      Draft draft, Settings settings, DhcpMessage.Builder reply, OptionSelection selection) {
    draft.terms().options().codes().forEach(selection::force);
    settings.alwaysSend().forEach(selection::force);
    settings.get(Setting.NEXT_SERVER).ifPresent(reply::siaddr);
    // A name that its field cannot hold with a NUL goes into its option, and is never cut.
    Octets serverName = Octets.wrap(utf8(settings.get(Setting.SERVER_NAME)));
    if (serverName.length() <= MAX_SNAME) {
      reply.sname(serverName);
    } else {
      selection.add(DhcpOptions.SERVER_NAME.code());
    }
    Octets bootFile = Octets.wrap(utf8(settings.get(Setting.BOOT_FILE_NAME)));
    if (bootFile.length() <= MAX_FILE) {
      reply.file(bootFile);
    } else {
      selection.add(DhcpOptions.BOOTFILE_NAME.code());
    }
  }

  private static byte[] utf8(Optional<String> text) {
    return text.orElse("").getBytes(UTF_8);
  }

  private Reply reply(Request request, Draft draft, Fitting fitting, List<Omission> unfit) {
    return new Reply(
        fitting.message(),
        fitting.payload(),
        omissions(fitting, unfit),
        Destinations.of(request, draft, config.settings()),
        Trace.NONE);
  }

  /** Returns what may not or cannot be sent, and what has found no room. */
  static List<Omission> omissions(Fitting fitting, List<Omission> unfit) {
    if (fitting.omitted().isEmpty()) {
      return unfit;
    }
    List<Omission> omitted = new ArrayList<>(unfit);
    for (int code : fitting.omitted()) {
      omitted.add(new Omission(code, Reason.NO_ROOM));
    }
    return omitted;
  }

  private int maxLength(Request request) {
    return maxLength(request, config.settings());
  }

  /** A smaller size than that which every host takes is no legal value of option 57. */
  static int maxLength(Request request, Settings server) {
    int size = request.message().option(DhcpOptions.DHCP_MAX_MSG_SIZE).orElse(MIN_MAX_SIZE);
    return Math.min(size, server.value(Setting.MAX_MESSAGE_SIZE)) - IP_AND_UDP_HEADERS;
  }
}
