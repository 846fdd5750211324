package io.leasehold.dhcp.benchmarks.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer.Sink;
import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds every codec to the same work: the same values read, the same message written. */
final class Agreement {

  private Agreement() {}

  /**
   * Checks a codec that has been prepared with the packet.
   *
   * @throws IllegalStateException when it reads or writes something else than the packet
   */
  static void check(CodecPeer codec, Packet packet) throws Exception {
    List<String> expected = packet.readValues().stream().map(Agreement::number).toList();
    List<String> found = new ArrayList<>();
    packet.read(
        codec,
        new Sink() {
          @Override
          public void take(long value) {
            found.add(number(ofNumber(value)));
          }

          @Override
          public void take(Object value) {
            found.add(number(octets(value)));
          }
        });
    if (!found.equals(expected)) {
      throw new IllegalStateException(packet + ": expected " + expected + ", read " + found);
    }
    checkWritten(codec.encode(), packet);
  }

  /**
   * Checks that {@code written} holds the message of the packet.
   *
   * @throws IllegalStateException when it holds another, or none
   */
  static void checkWritten(Object written, Packet packet) {
    Decoding decoding = DhcpCodec.decode(octets(written));
    if (!(decoding instanceof Decoded decoded) || !same(decoded.message(), packet.message())) {
      throw new IllegalStateException(
          packet + ": expected " + packet.message() + ", written " + decoding);
    }
  }

  /** The order of the options is the writer's business. */
  private static boolean same(DhcpMessage one, DhcpMessage other) {
    return byCode(one.options()).equals(byCode(other.options()))
        && one.toBuilder()
            .options(OptionSet.EMPTY)
            .build()
            .equals(other.toBuilder().options(OptionSet.EMPTY).build());
  }

  private static Map<Integer, Octets> byCode(OptionSet options) {
    Map<Integer, Octets> byCode = new HashMap<>();
    options.forEach(byCode::put);
    return byCode;
  }

  /** Leading zeros tell an integer from octets; here they are the same. */
  private static String number(Octets octets) {
    return octets.toHex("").replaceFirst("^0+", "");
  }

  private static Octets ofNumber(long value) {
    return Octets.wrap(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  private static Octets octets(Object value) {
    if (value instanceof Octets octets) {
      return octets;
    } else if (value instanceof byte[] octets) {
      return Octets.wrap(octets);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] written = new byte[buffer.position()];
      buffer.get(0, written);
      return Octets.wrap(written);
    } else if (value instanceof String text) {
      return Octets.wrap(text.getBytes(ISO_8859_1));
    } else if (value instanceof InetAddress address) {
      return Octets.wrap(address.getAddress());
    } else if (value instanceof Ipv4Address address) {
      return Octets.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(address.bits()).array());
    } else if (value instanceof ClientIdentifier identifier) {
      return identifier.octets();
    } else if (value instanceof Duration duration) {
      return ofNumber(duration.toSeconds());
    } else if (value instanceof Integer octet) {
      return Octets.of(octet);
    } else if (value instanceof Object[] array) {
      return joined(Stream.of(array));
    } else if (value instanceof List<?> list) {
      return joined(list.stream());
    }
    throw new IllegalStateException(value.getClass() + ": no octets known of it");
  }

  private static Octets joined(Stream<?> values) {
    return Octets.parse(values.map(value -> octets(value).toHex("")).collect(Collectors.joining()));
  }
}
