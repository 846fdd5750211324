package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Options by code, each at most once, in order. Values are kept as octets, so that unknown ones
 * survive, and are read when asked for.
 *
 * <p>Immutable, equal by content and order, and safe for use by any thread.
 */
public final class OptionSet {

  /** The set of no options. */
  public static final OptionSet EMPTY = new OptionSet(Octets.EMPTY, new OptionIndex());

  /** The most options that a set has: one for every code but PAD and END. */
  public static final int MAX_OPTIONS = 254;

  /** The most octets that one value has. */
  public static final int MAX_VALUE_LENGTH = 65_535;

  private static final int PAD = 0;
  private static final int END = 255;
  private static final int ENTRY_HEADER = 2;
  private static final int MAX_PIECE = 255;

  // The set is what the options field of a datagram is: code, length, value, one option after the
  // other, so that reading and writing a plain datagram copies no option. A value of more than 255
  // octets is in pieces that follow one another, each but the last of 255 octets.
  private final Octets field;
  private final OptionIndex index;

  private OptionSet(Octets field, OptionIndex index) {
    this.field = field;
    this.index = index;
  }

  /** Takes each option in turn. */
  @FunctionalInterface
  public interface Visitor {

    /** Takes one option: its code, 1 to 254, and its octets. */
    void visit(int code, Octets value);
  }

  /**
   * Returns the options of an options field up to its END, without copying them; empty unless the
   * field is plain: every option whole and in one place, no PAD between them, END behind them or
   * nothing.
   */
  public static Optional<OptionSet> view(Octets field) {
    OptionIndex index = new OptionIndex();
    int length = field.length();
    int at = 0;
    while (at < length) {
      int code = field.u8(at);
      if (code == END) {
        break;
      }
      if (code == PAD || at + 1 == length || !index.add(code, at)) {
        return Optional.empty();
      }
      at += ENTRY_HEADER + field.u8(at + 1);
    }
    return at > length ? Optional.empty() : Optional.of(new OptionSet(field.slice(0, at), index));
  }

  /** Returns a builder without options. */
  public static Builder builder() {
    return new Builder(EMPTY);
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns the value of an option; empty where it is absent, or is not what its format says. */
  public <T> Optional<T> get(OptionKey<T> key) {
    int at = index.find(field, key.code());
    return at < 0 ? Optional.empty() : key.decode(valueAt(at));
  }

  /** Returns the octets of an option. */
  public Optional<Octets> raw(int code) {
    int at = index.find(field, code);
    return at < 0 ? Optional.empty() : Optional.of(valueAt(at));
  }

  /** Returns whether the option is there, whatever its octets. */
  public boolean contains(int code) {
    return index.contains(code);
  }

  /** Returns whether the option is there, whatever its octets. */
  public boolean contains(OptionKey<?> key) {
    return contains(key.code());
  }

  /** Returns whether the option is there, and no other comes after it. */
  public boolean endsWith(OptionKey<?> key) {
    int at = index.find(field, key.code());
    return at >= 0 && runEnd(field, at) == field.length();
  }

  /** Returns whether there are no options. */
  public boolean isEmpty() {
    return field.isEmpty();
  }

  /** Returns the codes, in order. */
  public List<Integer> codes() {
    List<Integer> result = new ArrayList<>();
    forEach((code, value) -> result.add(code));
    return List.copyOf(result);
  }

  /** Hands each option to {@code visitor}, in order. */
  public void forEach(Visitor visitor) {
    for (int at = 0; at < field.length(); at = runEnd(field, at)) {
      visitor.visit(field.u8(at), valueAt(at));
    }
  }

  /**
   * Returns the options as an options field has them, in order, without END: a value of more than
   * 255 octets is in pieces that follow one another (RFC 3396 section 6).
   */
  public Octets field() {
    return field;
  }

  private static int pieceEnd(Octets field, int at) {
    return at + ENTRY_HEADER + field.u8(at + 1);
  }

  /** Returns where the last piece of the option at {@code at} ends. */
  private static int runEnd(Octets field, int at) {
    int end = pieceEnd(field, at);
    while (end < field.length() && field.u8(end) == field.u8(at)) {
      end = pieceEnd(field, end);
    }
    return end;
  }

  private Octets valueAt(int at) {
    int length = field.u8(at + 1);
    return length < MAX_PIECE
        ? field.slice(at + ENTRY_HEADER, at + ENTRY_HEADER + length)
        : joined(at);
  }

  /** Returns a value that may go on in a second piece. */
  private Octets joined(int at) {
    int end = runEnd(field, at);
    byte[] value = new byte[end - at];
    int length = 0;
    for (int piece = at; piece < end; piece = pieceEnd(field, piece)) {
      field.slice(piece + ENTRY_HEADER, pieceEnd(field, piece)).copyTo(value, length);
      length += field.u8(piece + 1);
    }
    return Octets.wrap(value, 0, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptionSet that && field.equals(that.field);
  }

  @Override
  public int hashCode() {
    return field.hashCode();
  }

  /** Returns code and value of each option on one line, such as {@code {53=DISCOVER, 224=0a0b}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (code, value) ->
            text.append(text.length() == 1 ? "" : ", ")
                .append(code)
                .append('=')
                .append(
                    DhcpOptions.byCode(code)
                        .map(key -> key.describe(value))
                        .orElseGet(value::toString)));
    return text.append('}').toString();
  }

  /** Collects options. For one thread. */
  public static final class Builder {

    private static final int ROOM = 128;

    /** A bit for each code that is there. */
    private final long[] codes = new long[4];

    private byte[] octets = {};
    private int end;

    // What the next build returns, where nothing has changed since. It may share the octets.
    private Optional<OptionSet> built;

    private Builder(OptionSet start) {
      built = Optional.of(start);
      start.forEach((code, value) -> codes[code >> 6] |= 1L << code);
    }

    /**
     * Puts an option at the end, or in the place of the value that it has.
     *
     * @throws IllegalArgumentException when the option cannot hold the value; the message names
     *     both
     */
    public <T> Builder put(OptionKey<T> key, T value) {
      return putRaw(key.code(), key.encode(value));
    }

    /**
     * Puts an option as octets at the end, or in the place of the value that it has.
     *
     * @throws IllegalArgumentException when the code is not in 1 to 254, or there are more than
     *     {@link #MAX_VALUE_LENGTH} octets
     */
    public Builder putRaw(int code, Octets value) {
      if (code <= PAD || code >= END) {
        throw new IllegalArgumentException("option code " + code + ": expected 1 to 254");
      }
      if (value.length() > MAX_VALUE_LENGTH) {
        throw new IllegalArgumentException(
            "option "
                + code
                + ": expected at most "
                + MAX_VALUE_LENGTH
                + " octets, found "
                + value.length());
      }
      boolean isNew = !contains(code);
      edit();
      int at = isNew ? end : OptionIndex.walk(view(), end, code);
      resize(at, isNew ? end : runEnd(view(), at), writtenLength(value));
      codes[code >> 6] |= 1L << code;
      write(code, value, at);
      return this;
    }

    /** Puts all options of {@code others}, each in the place of the value that it has here. */
    public Builder putAll(OptionSet others) {
      others.forEach(this::putRaw);
      return this;
    }

    /** Takes an option out, if it is there. */
    public Builder remove(int code) {
      if (contains(code)) {
        edit();
        int at = OptionIndex.walk(view(), end, code);
        resize(at, runEnd(view(), at), 0);
        codes[code >> 6] &= ~(1L << code);
      }
      return this;
    }

    /** Returns whether the option has been put. */
    public boolean contains(int code) {
      return code > PAD && code < END && (codes[code >> 6] & (1L << code)) != 0;
    }

    /** Returns how long {@link OptionSet#field} is going to be, in octets. */
    public int length() {
      return view().length();
    }

    /** Returns the options. The builder can go on. */
    public OptionSet build() {
      OptionSet options = built.orElseGet(this::indexed);
      built = Optional.of(options);
      return options;
    }

    private OptionSet indexed() {
      Octets field = Octets.wrap(octets, 0, end);
      OptionIndex index = new OptionIndex();
      for (int at = 0; at < end; at = runEnd(field, at)) {
        index.add(field.u8(at), at);
      }
      return new OptionSet(field, index);
    }

    /** Makes the octets this builder's own. */
    private void edit() {
      if (built.isPresent()) {
        Octets field = built.get().field;
        octets = new byte[field.length() + ROOM];
        end = field.length();
        field.copyTo(octets, 0);
        built = Optional.empty();
      }
    }

    // For the length of one call: the octets change with the next one.
    private Octets view() {
      return built.map(OptionSet::field).orElseGet(() -> Octets.wrap(octets, 0, end));
    }

    private static int writtenLength(Octets value) {
      int pieces = Math.max(1, (value.length() + MAX_PIECE - 1) / MAX_PIECE);
      return value.length() + ENTRY_HEADER * pieces;
    }

    private void write(int code, Octets value, int start) {
      int at = start;
      int from = 0;
      do {
        int to = Math.min(from + MAX_PIECE, value.length());
        octets[at] = (byte) code;
        octets[at + 1] = (byte) (to - from);
        value.slice(from, to).copyTo(octets, at + ENTRY_HEADER);
        at += ENTRY_HEADER + to - from;
        from = to;
      } while (from < value.length());
    }

    /** Gives what is from {@code at} to {@code to} a new length, and moves the rest. */
    private void resize(int at, int to, int length) {
      int newEnd = Math.addExact(end, length - (to - at));
      byte[] target =
          newEnd <= octets.length
              ? octets
              : Arrays.copyOf(octets, Math.max(newEnd, octets.length + (octets.length >> 1)));
      System.arraycopy(octets, to, target, at + length, end - to);
      octets = target;
      end = newEnd;
    }
  }
}
