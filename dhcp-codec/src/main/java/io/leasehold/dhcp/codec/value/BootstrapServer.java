package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server for secure zero-touch provisioning, an element of option 143 (RFC 8572 section 8.3).
 *
 * @param uri visible ASCII characters, 1 to 65535
 */
public record BootstrapServer(String uri) {

  private static final int MAX_LENGTH = 0xffff;

  /**
   * Checks the characters.
   *
   * @throws IllegalArgumentException when they cannot be those of a URI, or are none or too many
   */
  public BootstrapServer {
    if (uri.isEmpty() || uri.length() > MAX_LENGTH || !isVisible(uri)) {
      throw new IllegalArgumentException(
          "URI \"" + uri + "\": expected 1 to 65535 visible ASCII characters");
    }
  }

  private static boolean isVisible(String uri) {
    return uri.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /**
   * Returns the servers that {@code octets} stand for; empty where the lengths do not add up, or
   * what they count cannot be a URI.
   */
  public static Optional<List<BootstrapServer>> decodeAll(Octets octets) {
    List<BootstrapServer> servers = new ArrayList<>();
    int at = 0;
    while (at + 2 < octets.length()) {
      int start = at + 2;
      at = start + octets.u16(at);
      if (at == start || at > octets.length() || !isVisible(octets.slice(start, at).toText())) {
        return Optional.empty();
      }
      servers.add(new BootstrapServer(octets.slice(start, at).toText()));
    }
    return at == octets.length() && at > 0 ? Optional.of(List.copyOf(servers)) : Optional.empty();
  }

  /**
   * Returns the octets that stand for {@code servers}.
   *
   * @throws IllegalArgumentException when there are none
   */
  public static Octets encodeAll(List<BootstrapServer> servers) {
    if (servers.isEmpty()) {
      throw new IllegalArgumentException("expected at least one server, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    servers.forEach(server -> octets.u16(server.uri.length()).octets(Octets.ofText(server.uri)));
    return octets.toOctets();
  }

  /** Returns the URI. */
  @Override
  public String toString() {
    return uri;
  }
}
