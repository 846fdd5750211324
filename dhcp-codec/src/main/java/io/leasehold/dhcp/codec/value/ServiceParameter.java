package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How to reach a service, one SvcParam (RFC 9460 section 2.2).
 *
 * @param key 0 to 65535; a number other than those of the constants means nothing yet
 * @param value 0 to 65535 octets
 */
public record ServiceParameter(int key, Octets value) {

  /** The keys that a client must know. */
  public static final int MANDATORY = 0;

  /** The protocols that the service speaks. */
  public static final int ALPN = 1;

  /** The service does not speak its usual protocol. */
  public static final int NO_DEFAULT_ALPN = 2;

  /** The service's port. */
  public static final int PORT = 3;

  /** The service's IPv4 addresses. */
  public static final int IPV4_HINT = 4;

  /** How to encrypt the first message of TLS. */
  public static final int ECH = 5;

  /** The service's IPv6 addresses. */
  public static final int IPV6_HINT = 6;

  /** Where DNS over HTTPS is, as a template of a URI (RFC 9461). */
  public static final int DOHPATH = 7;

  private static final List<String> NAMES =
      List.of(
          "mandatory", "alpn", "no-default-alpn", "port", "ipv4hint", "ech", "ipv6hint", "dohpath");
  private static final int HEADER = 4;

  /**
   * Checks key and length.
   *
   * @throws IllegalArgumentException when one of them is not in 0 to 65535
   */
  public ServiceParameter {
    Words.inRange("SvcParam key", key, 0xffff);
    Words.inRange("length of SvcParam " + key, value.length(), 0xffff);
  }

  /**
   * Makes the parameter of the protocols, such as «dot» or «h2».
   *
   * @throws IllegalArgumentException when a protocol has not 1 to 255 characters
   */
  public static ServiceParameter ofAlpn(List<String> protocols) {
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("protocols: expected at least one, found none");
    }
    OctetsWriter value = new OctetsWriter();
    for (String protocol : protocols) {
      if (protocol.isEmpty()) {
        throw new IllegalArgumentException("protocols " + protocols + ": expected no empty one");
      }
      value.counted("protocol", Octets.ofText(protocol));
    }
    return new ServiceParameter(ALPN, value.toOctets());
  }

  /**
   * Makes the parameter of the port.
   *
   * @throws IllegalArgumentException when the port is not in 0 to 65535
   */
  public static ServiceParameter ofPort(int port) {
    return new ServiceParameter(PORT, new OctetsWriter().u16(port).toOctets());
  }

  /** Makes the parameter of where DNS over HTTPS is, such as «/dns-query{?dns}». */
  public static ServiceParameter ofDohPath(String template) {
    return new ServiceParameter(DOHPATH, Utf8Text.encode(template));
  }

  /** Returns the parameters from one index on; empty where they end in the middle of one. */
  static Optional<List<ServiceParameter>> decodeAll(Octets octets, int from) {
    List<ServiceParameter> parameters = new ArrayList<>();
    int at = from;
    while (at + HEADER <= octets.length()) {
      int end = at + HEADER + octets.u16(at + 2);
      if (end > octets.length()) {
        return Optional.empty();
      }
      parameters.add(new ServiceParameter(octets.u16(at), octets.slice(at + HEADER, end)));
      at = end;
    }
    return at == octets.length() ? Optional.of(List.copyOf(parameters)) : Optional.empty();
  }

  /** Returns the octets of all parameters. */
  static Octets encodeAll(List<ServiceParameter> parameters) {
    OctetsWriter octets = new OctetsWriter();
    for (ServiceParameter parameter : parameters) {
      octets.u16(parameter.key).u16(parameter.value.length()).octets(parameter.value);
    }
    return octets.toOctets();
  }

  /** Returns the protocols, where this is their parameter and a legal one. */
  public Optional<List<String>> protocols() {
    List<String> protocols = new ArrayList<>();
    int at = 0;
    while (at < value.length() && value.u8(at) != 0 && at + value.u8(at) < value.length()) {
      int end = at + 1 + value.u8(at);
      protocols.add(value.slice(at + 1, end).toText());
      at = end;
    }
    return key == ALPN && at == value.length() && at > 0
        ? Optional.of(List.copyOf(protocols))
        : Optional.empty();
  }

  /** Returns the port, where this is its parameter and a legal one. */
  public Optional<Integer> port() {
    return key == PORT && value.length() == 2 ? Optional.of(value.u16(0)) : Optional.empty();
  }

  /** Returns where DNS over HTTPS is, where this is its parameter and a legal one. */
  public Optional<String> dohPath() {
    return key == DOHPATH ? Utf8Text.decode(value) : Optional.empty();
  }

  /** Returns both in words, such as «alpn "dot"», «port 853» or «key 9 0a0b». */
  @Override
  public String toString() {
    String words =
        protocols()
            .map(list -> list.stream().map(Utf8Text::quote).collect(Collectors.joining(" ")))
            .or(() -> port().map(String::valueOf))
            .or(() -> dohPath().map(Utf8Text::quote))
            .orElse(value.toString());
    return (key < NAMES.size() ? NAMES.get(key) : "key " + key)
        + (words.isEmpty() ? "" : " " + words);
  }
}
