package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.HexFormat;

/** Messages as text for people to read. */
final class MessageText {

  private static final HexFormat HEX = HexFormat.of();

  private MessageText() {}

  /** Returns one line with the type and every field that is not zero. */
  static String line(DhcpMessage message) {
    StringBuilder text = new StringBuilder(type(message));
    text.append(" xid=").append(HEX.toHexDigits(message.xid()));
    text.append(" chaddr=").append(message.hardwareAddress());
    append(text, "hops", message.hops());
    append(text, "secs", message.secs());
    if (message.flags() != 0) {
      text.append(" flags=").append(flags(message));
    }
    append(text, "ciaddr", message.ciaddr());
    append(text, "yiaddr", message.yiaddr());
    append(text, "siaddr", message.siaddr());
    append(text, "giaddr", message.giaddr());
    append(text, "sname", message.sname());
    append(text, "file", message.file());
    return text.append(" options=").append(message.options()).toString();
  }

  /** Returns a line for the type, for each header field and for each option. */
  static String lines(DhcpMessage message) {
    StringBuilder text = new StringBuilder(type(message));
    line(text, "op", op(message.op()));
    line(text, "htype", message.htype());
    line(text, "hlen", message.hlen());
    line(text, "hops", message.hops());
    line(text, "xid", HEX.toHexDigits(message.xid()));
    line(text, "secs", message.secs());
    line(text, "flags", flags(message) + (message.isBroadcast() ? " (broadcast)" : ""));
    line(text, "ciaddr", message.ciaddr());
    line(text, "yiaddr", message.yiaddr());
    line(text, "siaddr", message.siaddr());
    line(text, "giaddr", message.giaddr());
    line(text, "chaddr", chaddr(message));
    line(text, "sname", name(message.sname()));
    line(text, "file", name(message.file()));
    message
        .options()
        .forEach(
            (code, value) ->
                DhcpOptions.byCode(code)
                    .ifPresentOrElse(
                        key -> line(text, key.toString(), option(key, value)),
                        () -> line(text, "option " + code, value)));
    return text.toString();
  }

  private static String type(DhcpMessage message) {
    return message
        .messageType()
        .map(MessageType::name)
        .or(
            () ->
                message
                    .options()
                    .raw(DhcpOptions.DHCP_MSG_TYPE.code())
                    .map(it -> "DHCP type " + it))
        .orElse(message.op() == DhcpMessage.BOOTREPLY ? "BOOTREPLY" : "BOOTP");
  }

  private static String op(int op) {
    return switch (op) {
      case DhcpMessage.BOOTREQUEST -> "1 (BOOTREQUEST)";
      case DhcpMessage.BOOTREPLY -> "2 (BOOTREPLY)";
      default -> Integer.toString(op);
    };
  }

  /** Returns the hardware address, and the octets behind it where they are not zero. */
  private static String chaddr(DhcpMessage message) {
    Octets address = message.hardwareAddress().octets();
    Octets field = message.chaddr();
    return field.length() > address.length()
        ? address.toHex(":") + " and " + field.slice(address.length(), field.length())
        : address.toHex(":");
  }

  private static String flags(DhcpMessage message) {
    return HEX.toHexDigits((short) message.flags());
  }

  private static String option(OptionKey<?> key, Octets value) {
    String words = key.describe(value);
    return key.format().accepts(value)
        ? words
        : words + " (expected " + key.format().expected() + ")";
  }

  /** Returns the text where it is plain, and the octets where it is not. */
  private static String name(Octets octets) {
    String text = octets.toText();
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c <= '~');
    return plain ? "\"" + text + "\"" : octets.toString();
  }

  private static void line(StringBuilder text, String name, Object value) {
    text.append("\n  ").append(name).append(": ").append(value);
  }

  private static void append(StringBuilder text, String name, int value) {
    if (value != 0) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static void append(StringBuilder text, String name, Ipv4Address value) {
    if (!value.isUnspecified()) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static void append(StringBuilder text, String name, Octets value) {
    if (!value.isEmpty()) {
      text.append(' ').append(name).append('=').append(name(value));
    }
  }
}
