package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of a boot menu, one part of sub-option 9 of a PXE client's option 43 (Preboot Execution
 * Environment 2.1, table 2-1).
 *
 * @param type 0 to 65535, the type of boot server that the line stands for; 0 is the local disk
 * @param text what the line says, at most 255 octets in UTF-8, without NUL
 */
public record PxeMenuItem(int type, String text) {

  private static final int HEADER = 3;

  /**
   * Checks type and text.
   *
   * @throws IllegalArgumentException when the type is not in 0 to 65535, or the text has a NUL,
   *     half of a surrogate pair or more than 255 octets
   */
  public PxeMenuItem {
    Words.inRange("type of PXE boot server", type, 0xffff);
    Words.isText("PXE boot menu", text);
    Words.inRange("length of a line of a PXE boot menu", Utf8Text.encode(text).length(), 0xff);
  }

  /**
   * Returns the lines that {@code octets} stand for; empty where they are none, or end in the
   * middle of one, or one is no text.
   */
  public static Optional<List<PxeMenuItem>> decodeAll(Octets octets) {
    List<PxeMenuItem> items = new ArrayList<>();
    int at = 0;
    while (at + HEADER <= octets.length()) {
      int end = at + HEADER + octets.u8(at + 2);
      if (end > octets.length()) {
        return Optional.empty();
      }
      Optional<String> text = Utf8Text.decode(octets.slice(at + HEADER, end));
      if (text.isEmpty()) {
        return Optional.empty();
      }
      items.add(new PxeMenuItem(octets.u16(at), text.orElseThrow()));
      at = end;
    }
    return at == octets.length() && at > 0 ? Optional.of(List.copyOf(items)) : Optional.empty();
  }

  /**
   * Returns the octets that stand for {@code items}.
   *
   * @throws IllegalArgumentException when there are no lines
   */
  public static Octets encodeAll(List<PxeMenuItem> items) {
    if (items.isEmpty()) {
      throw new IllegalArgumentException("expected at least one line of a menu, found none");
    }
    OctetsWriter octets = new OctetsWriter();
    for (PxeMenuItem item : items) {
      octets.u16(item.type).counted("text", Utf8Text.encode(item.text));
    }
    return octets.toOctets();
  }

  /** Returns both in words. */
  @Override
  public String toString() {
    return "type " + type + " " + Utf8Text.quote(text);
  }
}
