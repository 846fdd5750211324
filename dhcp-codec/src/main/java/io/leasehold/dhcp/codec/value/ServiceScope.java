package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.Optional;

/**
 * The scopes of an agent of the Service Location Protocol, the value of option 79 (RFC 2610 section
 * 4).
 *
 * @param mandatory whether they replace the agent's own configuration
 * @param scopeList scopes with commas between them; empty for those of the directory agents
 */
public record ServiceScope(boolean mandatory, String scopeList) {

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException when it has a NUL, or half of a surrogate pair
   */
  public ServiceScope {
    Utf8Text.encode(scopeList);
  }

  /**
   * Returns the scopes that {@code octets} stand for; empty where they are not 0 or 1 and UTF-8
   * without NUL.
   */
  public static Optional<ServiceScope> decode(Octets octets) {
    if (octets.isEmpty() || octets.u8(0) > 1) {
      return Optional.empty();
    }
    return Utf8Text.decode(octets.slice(1, octets.length()))
        .map(scopes -> new ServiceScope(octets.u8(0) == 1, scopes));
  }

  /** Returns the octets that stand for the scopes. */
  public Octets encode() {
    return new OctetsWriter().u8(mandatory ? 1 : 0).octets(Utf8Text.encode(scopeList)).toOctets();
  }

  /** Returns the scopes in quotes, such as «"default,printers" (mandatory)». */
  @Override
  public String toString() {
    return Utf8Text.quote(scopeList) + (mandatory ? " (mandatory)" : "");
  }
}
