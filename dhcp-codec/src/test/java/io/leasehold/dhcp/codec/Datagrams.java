package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.StringJoiner;

/** Datagrams written octet by octet, so that the decoder is not tested with the encoder. */
final class Datagrams {

  private static final String COOKIE = "63825363";

  private Datagrams() {}

  /** Returns a BOOTREQUEST of an Ethernet client with these options, in hexadecimal. */
  static Octets withOptions(String options) {
    return withFields("", "", options);
  }

  /** Returns a BOOTREQUEST with these fields, in hexadecimal; zeros fill up sname and file. */
  static Octets withFields(String sname, String file, String options) {
    byte[] octets = header();
    Octets.parse(sname).copyTo(octets, 44);
    Octets.parse(file).copyTo(octets, 108);
    return Octets.wrap(octets).concat(Octets.parse(COOKIE)).concat(Octets.parse(options));
  }

  /** Returns the 236 octets of a BOOTREQUEST's fixed header. */
  static byte[] header() {
    byte[] octets = new byte[236];
    Octets.parse("01010600").copyTo(octets, 0);
    Octets.parse("02000000000a").copyTo(octets, 28);
    return octets;
  }

  /** Decodes what must be a message. */
  static Decoded decode(Octets datagram) {
    Decoding decoding = DhcpCodec.decode(datagram);
    assertThat(decoding).isInstanceOf(Decoded.class);
    return (Decoded) decoding;
  }

  /** Decodes what must be a message without problems. */
  static DhcpMessage decodeCleanly(Octets datagram) {
    Decoded decoded = decode(datagram);
    assertThat(decoded.problems()).isEmpty();
    return decoded.message();
  }

  /** Returns code and octets of each option, such as {@code {53=01, 12=6869}}. */
  static String hex(OptionSet options) {
    StringJoiner text = new StringJoiner(", ", "{", "}");
    options.forEach((code, value) -> text.add(code + "=" + value));
    return text.toString();
  }
}
