package io.leasehold.dhcp.server.internal.reply;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses from the configured options those that a reply carries, in the order in which they are to
 * find room: those that the client asked for as it ordered them, then those that are always sent
 * (RFC 2131 section 4.3.1, RFC 2132 section 9.8).
 */
final class OptionSelection {

  private static final int SUBNET_MASK = DhcpOptions.SUBNET_MASK.code();
  private static final int ROUTER = DhcpOptions.ROUTER.code();
  private static final int STATIC_ROUTE = 33;
  private static final int CLASSLESS_STATIC_ROUTE = DhcpOptions.CLASSLESS_STATIC_ROUTE.code();

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
  private static final BitSet PROTOCOL = new BitSet(256);

  static {
    List.of(0, 50, 51, 52, 53, 54, 55, 57, 58, 59, 61, 82, 118, 255).forEach(PROTOCOL::set);
  }

  private final OptionSet values;
  private final OptionSet.Builder reply;

  /** Chooses from {@code values} into {@code reply}. */
  OptionSelection(OptionSet values, OptionSet.Builder reply) {
    this.values = values;
    this.reply = reply;
  }

  void addRequested(OptionSet request) {
    Octets codes = request.raw(DhcpOptions.PARAMETER_LIST.code()).orElse(DEFAULT_REQUEST);
    boolean hasClasslessRoutes = values.contains(CLASSLESS_STATIC_ROUTE) && asksForRoutes(codes);
    for (int i = 0; i < codes.length(); i++) {
      int code = codes.u8(i);
      // RFC 3442: a client that asks for classless routes ignores the older options.
      if (hasClasslessRoutes && (code == ROUTER || code == STATIC_ROUTE)) {
        continue;
      }
      if (code == ROUTER && mayBeAdded(ROUTER)) {
        // RFC 2132 section 3.3: the mask goes before the routers.
        add(SUBNET_MASK);
      }
      add(code);
    }
  }

  private static boolean asksForRoutes(Octets codes) {
    for (int i = 0; i < codes.length(); i++) {
      if (codes.u8(i) == CLASSLESS_STATIC_ROUTE) {
        return true;
      }
    }
    return false;
  }

  void addAll(Set<Integer> codes) {
    codes.stream().sorted().forEach(this::add);
  }

  void add(int code) {
    if (mayBeAdded(code)) {
      values.raw(code).ifPresent(value -> reply.putRaw(code, value));
    }
  }

  private boolean mayBeAdded(int code) {
    return !PROTOCOL.get(code) && values.contains(code) && !reply.contains(code);
  }
}
