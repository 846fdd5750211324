package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.Optional;

/**
 * What a PXE client says before it shows its boot menu, the value of sub-option 10 of its option 43
 * (Preboot Execution Environment 2.1, table 2-1).
 *
 * @param timeout 0 to 255: seconds to wait for a key before the first line of the menu is taken; 0
 *     takes it at once, 255 waits for ever
 * @param text what it says, without NUL
 */
public record PxeMenuPrompt(int timeout, String text) {

  /** The timeout that never ends. */
  public static final int FOR_EVER = 255;

  /**
   * Checks timeout and text.
   *
   * @throws IllegalArgumentException when the timeout is not in 0 to 255, or the text has a NUL or
   *     half of a surrogate pair
   */
  public PxeMenuPrompt {
    Words.inRange("timeout of a PXE menu prompt", timeout, 0xff);
    Words.isText("PXE menu prompt", text);
  }

  /** Returns the value that {@code octets} stand for; empty where there are none, or no text. */
  public static Optional<PxeMenuPrompt> decode(Octets octets) {
    if (octets.isEmpty()) {
      return Optional.empty();
    }
    return Utf8Text.decode(octets.slice(1, octets.length()))
        .map(text -> new PxeMenuPrompt(octets.u8(0), text));
  }

  /** Returns the octets that stand for the value. */
  public Octets encode() {
    return new OctetsWriter().u8(timeout).octets(Utf8Text.encode(text)).toOctets();
  }

  /** Returns both in words. */
  @Override
  public String toString() {
    return Utf8Text.quote(text) + (timeout == FOR_EVER ? " for ever" : " for " + timeout + " s");
  }
}
