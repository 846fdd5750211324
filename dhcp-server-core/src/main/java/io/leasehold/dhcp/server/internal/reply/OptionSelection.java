package io.leasehold.dhcp.server.internal.reply;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.Omission.Reason;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Chooses from the configured options those that a reply carries, in the order in which they are to
 * find room: those that the client asks for as it orders them, then those that it gets unasked (RFC
 * 2131 section 4.3.1, RFC 2132 section 9.8).
 */
final class OptionSelection {

  private static final int SUBNET_MASK = DhcpOptions.SUBNET_MASK.code();
  private static final int ROUTER = DhcpOptions.ROUTER.code();
  private static final int STATIC_ROUTE = DhcpOptions.STATIC_ROUTE.code();
  private static final int CAPTIVE_PORTAL = DhcpOptions.DHCP_CAPTIVE_PORTAL.code();
  private static final int V6ONLY_PREFERRED = DhcpOptions.IPV6_ONLY_PREFERRED.code();
  private static final int CLASSLESS_STATIC_ROUTE = DhcpOptions.CLASSLESS_STATIC_ROUTE.code();

  /** The most octets of a value that goes over the wire in one piece. */
  private static final int MAX_PIECE = 255;

  /** What a client gets that does not say what it wants. */
  private static final Octets DEFAULT_REQUEST =
      Octets.of(
          SUBNET_MASK,
          ROUTER,
          DhcpOptions.DOMAIN_SERVER.code(),
          DhcpOptions.HOSTNAME.code(),
          DhcpOptions.DOMAIN_NAME.code(),
          DhcpOptions.BROADCAST_ADDRESS.code());

  /** The protocol's own options, which no configuration and no request has a say in. */
  private static final BitSet PROTOCOL =
      codes(0, 50, 51, 52, 53, 54, 55, 57, 58, 59, 61, 80, 82, 118, 255);

  /**
   * The options whose RFCs have clients join pieces: those of RFC 3396 section 4 and later ones.
   */
  private static final BitSet CONCATENATION_REQUIRING =
      codes(
          DhcpOptions.CLIENT_FQDN.code(),
          DhcpOptions.GEOCONF_CIVIC.code(),
          DhcpOptions.DOMAIN_SEARCH.code(),
          DhcpOptions.SIP_SERVERS.code(),
          CLASSLESS_STATIC_ROUTE,
          DhcpOptions.V_I_VENDOR_CLASS.code(),
          DhcpOptions.V_I_VENDOR_SPECIFIC_INFORMATION.code(),
          DhcpOptions.RDNSS_SELECTION.code(),
          DhcpOptions.V4_PCP_SERVER.code(),
          DhcpOptions.V4_DNR.code());

  private final OptionSet request;
  private final Octets requested;
  private final BitSet asked = new BitSet(256);
  private final List<Integer> unasked = new ArrayList<>();
  private final BitSet forced = new BitSet(0);
  private final List<Omission> omitted = new ArrayList<>(0);
  private OptionSet values;
  private boolean replacesRoutes;

  /**
   * Starts with what the client asks for.
   *
   * @param request the client's options
   * @param values all that could be sent
   * @param replaceRoutes whether classless routes go in the place of options 3 and 33 (RFC 3442)
   */
  OptionSelection(OptionSet request, OptionSet values, boolean replaceRoutes) {
    this.request = request;
    this.values = values;
    requested =
        request
            .raw(DhcpOptions.PARAMETER_LIST.code())
            .filter(codes -> !codes.isEmpty())
            .orElse(DEFAULT_REQUEST);
    for (int i = 0; i < requested.length(); i++) {
      asked.set(requested.u8(i));
    }
    replacesRoutes =
        replaceRoutes
            && values.contains(CLASSLESS_STATIC_ROUTE)
            && asked.get(CLASSLESS_STATIC_ROUTE);
  }

  private static BitSet codes(int... codes) {
    BitSet set = new BitSet(256);
    for (int code : codes) {
      set.set(code);
    }
    return set;
  }

  /** Adds an option that the client gets unasked. */
  void add(int code) {
    unasked.add(code);
  }

  /** Adds an option that the client gets unasked and in as many pieces as it takes. */
  void force(int code) {
    add(code);
    forced.set(code);
  }

  /**
   * Takes the classless routes out, as they have found no room: their client needs the options that
   * they would have replaced. Returns whether they would have replaced any.
   */
  boolean dropClasslessRoutes() {
    if (!replacesRoutes) {
      return false;
    }
    replacesRoutes = false;
    values = values.toBuilder().remove(CLASSLESS_STATIC_ROUTE).build();
    omitted.add(new Omission(CLASSLESS_STATIC_ROUTE, Reason.NO_ROOM));
    return true;
  }

  /** Returns the options of the reply: those of the protocol, and after them the chosen ones. */
  OptionSet after(OptionSet protocol) {
    OptionSet.Builder reply = protocol.toBuilder();
    for (int i = 0; i < requested.length(); i++) {
      int code = requested.u8(i);
      if (!replacesRoutes || (code != ROUTER && code != STATIC_ROUTE)) {
        put(code, reply);
      }
    }
    unasked.forEach(code -> put(code, reply));
    return reply.build();
  }

  /** Returns what has been chosen by now, and may not or cannot be sent. */
  List<Omission> omitted() {
    return omitted;
  }

  private void put(int code, OptionSet.Builder reply) {
    // RFC 8925 section 3.3: a client that does not ask must not be told to do without IPv4.
    boolean unwelcome = code == V6ONLY_PREFERRED && !asked.get(code);
    Optional<Octets> value =
        PROTOCOL.get(code) || unwelcome || reply.contains(code)
            ? Optional.empty()
            : values.raw(code);
    if (value.isEmpty()) {
      return;
    }
    if (value.get().length() > MAX_PIECE && !mayBeSplit(code)) {
      Omission omission = new Omission(code, Reason.TOO_LONG);
      if (!omitted.contains(omission)) {
        omitted.add(omission);
      }
      return;
    }
    if (code == ROUTER && (asked.get(SUBNET_MASK) || unasked.contains(SUBNET_MASK))) {
      // RFC 2132 section 3.3: the mask goes before the routers.
      put(SUBNET_MASK, reply);
    }
    reply.putRaw(code, value.get());
  }

  /** RFC 3396 section 4; RFC 8910 section 2.1 has no pieces. */
  private boolean mayBeSplit(int code) {
    return code != CAPTIVE_PORTAL && (forced.get(code) || clientJoinsPieces());
  }

  private boolean clientJoinsPieces() {
    return asked.intersects(CONCATENATION_REQUIRING)
        || CONCATENATION_REQUIRING.stream().anyMatch(request::contains);
  }
}
