package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Domain names of which one may end in a pointer to the end of one before it, the value of option
 * 119. Pointers count from the start of the option's joined octets (RFC 1035 section 4.1.4, RFC
 * 3397 section 2).
 */
public final class CompressedNames {

  /** The most octets that the names of a list have without compression. */
  public static final int MAX_LENGTH = 32_767;

  private static final int POINTER = 0xc000;
  private static final int MAX_OFFSET = 0x3fff;

  private CompressedNames() {}

  /**
   * Returns the names that {@code octets} stand for up to the first one that is broken: that does
   * not end, is too long, or has a pointer that does not lead back. Empty where there are none.
   */
  public static Optional<List<DomainName>> decodeAll(Octets octets) {
    Reader reader = new Reader(octets);
    List<DomainName> names = new ArrayList<>();
    while (reader.next()) {
      names.add(reader.name());
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(names));
  }

  /** Returns whether {@code octets} are names, at least one and none of them broken. */
  public static boolean areWhole(Octets octets) {
    Reader reader = new Reader(octets);
    while (reader.next()) {
      // Each name is read where the one before it ends.
    }
    return reader.isAtEnd() && !octets.isEmpty();
  }

  /**
   * Returns the octets that stand for {@code names}, each with a pointer where an earlier one ends
   * alike.
   *
   * @throws IllegalArgumentException when there are none, or more than {@link #MAX_LENGTH} octets
   */
  public static Octets encodeAll(List<DomainName> names) {
    int length = DomainName.encodeAll(names).length();
    if (length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "expected domain names of at most " + MAX_LENGTH + " octets, found " + length);
    }
    Writer writer = new Writer();
    names.forEach(writer::add);
    return writer.octets.toOctets();
  }

  /** Remembers where each end of a name was written first. */
  private static final class Writer {

    private final OctetsWriter octets = new OctetsWriter();
    private final Map<Octets, Integer> offsets = new HashMap<>();
    private int length;

    void add(DomainName name) {
      Octets rest = name.octets();
      while (rest.length() > 1) {
        Integer known = offsets.get(rest);
        if (known != null) {
          octets.u16(POINTER | known);
          length += 2;
          return;
        }
        if (length <= MAX_OFFSET) {
          offsets.put(rest, length);
        }
        Octets label = rest.slice(0, 1 + rest.u8(0));
        octets.octets(label);
        length += label.length();
        rest = rest.slice(label.length(), rest.length());
      }
      octets.u8(0);
      length++;
    }
  }

  /**
   * Reads one name after the other. A pointer leads to before the piece of name that it ends, so
   * that no name goes in circles, and the whole work is limited, as pointers could make very much
   * of few octets.
   */
  private static final class Reader {

    private final Octets octets;
    private final byte[] name = new byte[DomainName.MAX_LENGTH];
    private int length;
    private int start;
    // Names of more octets could not be written again.
    private int total;
    // Twice what may be written: each label may be followed by a pointer.
    private int work = 2 * MAX_LENGTH;

    Reader(Octets octets) {
      this.octets = octets;
    }

    DomainName name() {
      return new DomainName(Octets.copyOf(name, 0, length));
    }

    boolean isAtEnd() {
      return start == octets.length();
    }

    /** Reads the next name, where there is a whole one. */
    boolean next() {
      length = 0;
      int at = start;
      int piece = start;
      int end = -1;
      while (at < octets.length() && work > 0) {
        int first = octets.u8(at);
        if (first == 0) {
          name[length++] = 0;
          work--;
          total += length;
          if (total > MAX_LENGTH) {
            return false;
          }
          start = end < 0 ? at + 1 : end;
          return true;
        }
        if (first <= DomainName.MAX_LABEL_LENGTH) {
          int after = at + 1 + first;
          // The zero at the end needs room as well.
          if (after > octets.length() || length + 1 + first >= name.length) {
            return false;
          }
          octets.slice(at, after).copyTo(name, length);
          length += 1 + first;
          work -= 1 + first;
          at = after;
        } else {
          if (first < POINTER >> 8 || at + 1 == octets.length()) {
            return false;
          }
          int target = octets.u16(at) & MAX_OFFSET;
          if (target >= piece) {
            return false;
          }
          end = end < 0 ? at + 2 : end;
          at = target;
          piece = target;
          work--;
        }
      }
      return false;
    }
  }
}
