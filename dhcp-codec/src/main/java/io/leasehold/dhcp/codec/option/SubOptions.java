package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options inside an option, each of a code, a length and as many octets. They are kept octet for
 * octet: unknown ones, their order, and several with one code, of which {@link #get} and {@link
 * #raw} answer the first.
 *
 * <p>Immutable, equal by octets and space, and safe for use by any thread.
 */
public final class SubOptions {

  /** The most octets that one value has: its length is one octet. */
  public static final int MAX_VALUE_LENGTH = 255;

  private static final int PAD = 0;
  private static final int END = 255;
  private static final int HEADER = 2;

  private final OptionSpace space;
  private final Octets octets;

  /** Takes octets that are {@link #isWellFormed well-formed} in that space. */
  SubOptions(OptionSpace space, Octets octets) {
    this.space = space;
    this.octets = octets;
  }

  /** Returns whether {@code octets} are sub-options, with nothing that is left over or missing. */
  static boolean isWellFormed(Octets octets, boolean hasPadAndEnd) {
    for (int at = from(octets, 0, hasPadAndEnd); at >= 0; ) {
      if (at + HEADER > octets.length() || end(octets, at) > octets.length()) {
        return false;
      }
      at = from(octets, end(octets, at), hasPadAndEnd);
    }
    return true;
  }

  /** Returns where the first sub-option from {@code at} on begins; -1 where there is none. */
  private static int from(Octets octets, int at, boolean hasPadAndEnd) {
    int start = at;
    while (hasPadAndEnd && start < octets.length() && octets.u8(start) == PAD) {
      start++;
    }
    boolean isEnd = start == octets.length() || (hasPadAndEnd && octets.u8(start) == END);
    return isEnd ? -1 : start;
  }

  private static int end(Octets octets, int at) {
    return at + HEADER + octets.u8(at + 1);
  }

  private int first() {
    return from(octets, 0, space.hasPadAndEnd());
  }

  private int next(int at) {
    return from(octets, end(octets, at), space.hasPadAndEnd());
  }

  private Octets valueAt(int at) {
    return octets.slice(at + HEADER, end(octets, at));
  }

  /** Returns the space that gives the sub-options their names. */
  public OptionSpace space() {
    return space;
  }

  /** Returns all octets, as they came or as they are to be written. */
  public Octets octets() {
    return octets;
  }

  /**
   * Returns the value of the first sub-option with this code; empty where there is none, or it is
   * not what its format says. The key need not be one of the space.
   */
  public <T> Optional<T> get(OptionKey<T> key) {
    int at = find(key.code());
    return at < 0 ? Optional.empty() : key.decode(valueAt(at));
  }

  /** Returns the octets of the first sub-option with this code, 0 to 255. */
  public Optional<Octets> raw(int code) {
    int at = find(code);
    return at < 0 ? Optional.empty() : Optional.of(valueAt(at));
  }

  private int find(int code) {
    int at = first();
    while (at >= 0 && octets.u8(at) != code) {
      at = next(at);
    }
    return at;
  }

  /** Returns whether the sub-option is there, whatever its octets. */
  public boolean contains(OptionKey<?> key) {
    return find(key.code()) >= 0;
  }

  /** Returns whether there are no sub-options. */
  public boolean isEmpty() {
    return first() < 0;
  }

  /** Returns the codes, in order; one that is there twice is in the list twice. */
  public List<Integer> codes() {
    List<Integer> codes = new ArrayList<>();
    for (int at = first(); at >= 0; at = next(at)) {
      codes.add(octets.u8(at));
    }
    return List.copyOf(codes);
  }

  /** Returns the octets of all sub-options with this code, in order. */
  public List<Octets> allRaw(int code) {
    List<Octets> values = new ArrayList<>();
    for (int at = first(); at >= 0; at = next(at)) {
      if (octets.u8(at) == code) {
        values.add(valueAt(at));
      }
    }
    return List.copyOf(values);
  }

  /**
   * Returns these sub-options with one more at their end. The key need not be one of the space.
   *
   * @throws IllegalArgumentException when the sub-option cannot hold the value; the message names
   *     both
   */
  public <T> SubOptions with(OptionKey<T> key, T value) {
    return withRaw(key.code(), key.encode(value));
  }

  /**
   * Returns these sub-options with one more at their end.
   *
   * @throws IllegalArgumentException when the code is not in 0 to 255, or is that of PAD or END in
   *     a space that has them, or there are more than 255 octets
   */
  public SubOptions withRaw(int code, Octets value) {
    int min = space.hasPadAndEnd() ? PAD + 1 : 0;
    int max = space.hasPadAndEnd() ? END - 1 : 255;
    if (code < min || code > max) {
      throw new IllegalArgumentException(
          "sub-option " + code + ": expected a code of " + min + " to " + max);
    }
    if (value.length() > MAX_VALUE_LENGTH) {
      throw new IllegalArgumentException(
          "sub-option " + code + ": expected at most 255 octets, found " + value.length());
    }
    // What stands behind END is never read, so that the new one goes before it.
    int end = 0;
    for (int at = first(); at >= 0; at = next(at)) {
      end = end(octets, at);
    }
    return new SubOptions(
        space,
        new OctetsWriter()
            .octets(octets.slice(0, end))
            .u8(code)
            .u8(value.length())
            .octets(value)
            .octets(octets.slice(end, octets.length()))
            .toOctets());
  }

  /** Returns these sub-options without those that have this code, 0 to 255. */
  public SubOptions without(int code) {
    OctetsWriter others = new OctetsWriter();
    int kept = 0;
    for (int at = first(); at >= 0; at = next(at)) {
      if (octets.u8(at) == code) {
        others.octets(octets.slice(kept, at));
        kept = end(octets, at);
      }
    }
    return new SubOptions(space, others.octets(octets.slice(kept, octets.length())).toOctets());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SubOptions that
        && octets.equals(that.octets)
        && space.equals(that.space);
  }

  @Override
  public int hashCode() {
    return octets.hashCode();
  }

  /**
   * Returns each sub-option by its name and in words, unknown ones as «code 7: 0a0b»; «none» where
   * there are none.
   */
  @Override
  public String toString() {
    if (isEmpty()) {
      return "none";
    }
    StringBuilder text = new StringBuilder();
    for (int at = first(); at >= 0; at = next(at)) {
      text.append(text.length() == 0 ? "" : "; ")
          .append(space.describe(octets.u8(at), valueAt(at)));
    }
    return text.toString();
  }
}
