package io.leasehold.dhcp.server.internal.reply;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.Encoded;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A reply that fits its datagram.
 *
 * @param message with the options that have found room
 * @param payload the same as octets
 * @param omitted codes of the options that have found none
 */
record Fitting(DhcpMessage message, Octets payload, List<Integer> omitted) {

  private static final int MESSAGE_TYPE = DhcpOptions.DHCP_MSG_TYPE.code();
  private static final int RELAY = DhcpOptions.RELAY_AGENT_INFORMATION.code();

  /** What a reply is none without. */
  private static final Set<Integer> MANDATORY = Set.of(51, 53, 54, 58, 59, 61, 118);

  /** Where the options begin, after header and cookie. */
  private static final int OPTIONS_OFFSET = DhcpCodec.HEADER_LENGTH + 4;

  /** Fits a reply, whose last options go first, into at most {@code maxLength} octets. */
  static Fitting of(DhcpMessage message, int maxLength) {
    Encoded encoded = DhcpCodec.encode(message, maxLength);
    if (message.options().contains(RELAY) && crowdsOut(encoded)) {
      // The codec keeps room for option 82 before all others. RFC 3046 section 2.2 lets a server do
      // without it, and no RFC lets it do without these.
      Fitting rest = of(without(List.of(RELAY), message), maxLength);
      return new Fitting(rest.message, rest.payload, with(RELAY, rest.omitted));
    }
    List<Integer> omitted = encoded.omitted();
    return new Fitting(
        omitted.isEmpty() ? message : without(omitted, message), encoded.datagram(), omitted);
  }

  private static boolean crowdsOut(Encoded encoded) {
    return encoded.datagram().u8(OPTIONS_OFFSET) != MESSAGE_TYPE
        || encoded.omitted().stream().anyMatch(MANDATORY::contains);
  }

  /**
   * Fits a reply that has no use for {@code file} and {@code sname}, such as a DHCPNAK (RFC 2131
   * section 4.3.1, table 3).
   *
   * @param expendable the options that make way, the first ones first
   */
  static Fitting inOptionsField(DhcpMessage message, int maxLength, List<Integer> expendable) {
    List<Integer> omitted = List.of();
    DhcpMessage rest = message;
    for (int code : expendable) {
      if (OPTIONS_OFFSET + lengthWithEnd(rest.options()) > maxLength
          && rest.options().contains(code)) {
        rest = without(List.of(code), rest);
        omitted = with(code, omitted);
      }
    }
    return new Fitting(rest, DhcpCodec.encode(rest, maxLength).datagram(), omitted);
  }

  private static int lengthWithEnd(OptionSet options) {
    int[] length = {1};
    options.forEach(
        (code, value) ->
            length[0] += value.length() + 2 * Math.max(1, (value.length() + 254) / 255));
    return length[0];
  }

  private static DhcpMessage without(List<Integer> codes, DhcpMessage message) {
    OptionSet.Builder options = message.options().toBuilder();
    codes.forEach(options::remove);
    return message.toBuilder().options(options.build()).build();
  }

  private static List<Integer> with(int code, List<Integer> codes) {
    List<Integer> all = new ArrayList<>(codes);
    all.add(code);
    return all;
  }
}
