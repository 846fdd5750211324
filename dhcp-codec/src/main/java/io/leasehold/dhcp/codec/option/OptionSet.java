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
  public static final OptionSet EMPTY = new OptionSet(new byte[0]);

  /** The most octets that one value has. */
  public static final int MAX_VALUE_LENGTH = 65_535;

  // One entry after the other: code, length in two octets, value. A set has few options, so that
  // walking them is cheaper than any index, and the whole of it is one array.
  private static final int ENTRY_HEADER = 3;

  private final byte[] entries;

  private OptionSet(byte[] entries) {
    this.entries = entries;
  }

  /** Takes each option in turn. */
  @FunctionalInterface
  public interface Visitor {

    /** Takes one option: its code, 1 to 254, and its octets. */
    void visit(int code, Octets value);
  }

  /** Returns a builder without options. */
  public static Builder builder() {
    return new Builder(new byte[64], 0);
  }

  /** Returns a builder with these options. */
  public Builder toBuilder() {
    return new Builder(entries.clone(), entries.length);
  }

  /** Returns the value of an option; empty where it is absent, or is not what its format says. */
  public <T> Optional<T> get(OptionKey<T> key) {
    return raw(key.code()).flatMap(key::decode);
  }

  /** Returns the octets of an option. */
  public Optional<Octets> raw(int code) {
    int at = find(entries, entries.length, code);
    return at < 0 ? Optional.empty() : Optional.of(valueAt(entries, at));
  }

  /** Returns whether the option is there, whatever its octets. */
  public boolean contains(int code) {
    return find(entries, entries.length, code) >= 0;
  }

  /** Returns whether the option is there, whatever its octets. */
  public boolean contains(OptionKey<?> key) {
    return contains(key.code());
  }

  /** Returns whether there are no options. */
  public boolean isEmpty() {
    return entries.length == 0;
  }

  /** Returns the codes, in order. */
  public List<Integer> codes() {
    List<Integer> codes = new ArrayList<>();
    forEach((code, value) -> codes.add(code));
    return List.copyOf(codes);
  }

  /** Hands each option to {@code visitor}, in order. */
  public void forEach(Visitor visitor) {
    for (int at = 0; at < entries.length; at += entryLength(entries, at)) {
      visitor.visit(entries[at] & 0xff, valueAt(entries, at));
    }
  }

  private static int find(byte[] entries, int end, int code) {
    for (int at = 0; at < end; at += entryLength(entries, at)) {
      if ((entries[at] & 0xff) == code) {
        return at;
      }
    }
    return -1;
  }

  private static int valueLength(byte[] entries, int at) {
    return (entries[at + 1] & 0xff) << 8 | (entries[at + 2] & 0xff);
  }

  private static int entryLength(byte[] entries, int at) {
    return ENTRY_HEADER + valueLength(entries, at);
  }

  private static Octets valueAt(byte[] entries, int at) {
    return Octets.wrap(entries, at + ENTRY_HEADER, valueLength(entries, at));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OptionSet that && Arrays.equals(entries, that.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  /** Returns code and octets of each option, such as {@code {53=01, 61=01020000000a}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    forEach(
        (code, value) ->
            text.append(text.length() == 1 ? "" : ", ").append(code).append('=').append(value));
    return text.append('}').toString();
  }

  /** Collects options. For one thread. */
  public static final class Builder {

    private byte[] entries;
    private int end;

    private Builder(byte[] entries, int end) {
      this.entries = entries;
      this.end = end;
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
      if (code < 1 || code > 254) {
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
      int at = find(entries, end, code);
      if (at < 0) {
        at = end;
        resize(end, 0, ENTRY_HEADER + value.length());
        entries[at] = (byte) code;
      } else {
        resize(at, entryLength(entries, at), ENTRY_HEADER + value.length());
      }
      entries[at + 1] = (byte) (value.length() >>> 8);
      entries[at + 2] = (byte) value.length();
      value.copyTo(entries, at + ENTRY_HEADER);
      return this;
    }

    /** Puts all options of {@code others}, each in the place of the value that it has here. */
    public Builder putAll(OptionSet others) {
      others.forEach(this::putRaw);
      return this;
    }

    /** Takes an option out, if it is there. */
    public Builder remove(int code) {
      int at = find(entries, end, code);
      if (at >= 0) {
        resize(at, entryLength(entries, at), 0);
      }
      return this;
    }

    /** Returns whether the option has been put. */
    public boolean contains(int code) {
      return find(entries, end, code) >= 0;
    }

    /**
     * Makes the {@code before} octets at {@code at} into {@code after} ones, and moves the rest.
     */
    private void resize(int at, int before, int after) {
      int newEnd = Math.addExact(end, after - before);
      byte[] target =
          newEnd <= entries.length
              ? entries
              : Arrays.copyOf(entries, Math.max(newEnd, entries.length + (entries.length >> 1)));
      System.arraycopy(entries, at + before, target, at + after, end - at - before);
      entries = target;
      end = newEnd;
    }

    /** Returns the options. The builder can go on. */
    public OptionSet build() {
      return end == 0 ? EMPTY : new OptionSet(Arrays.copyOf(entries, end));
    }
  }
}
