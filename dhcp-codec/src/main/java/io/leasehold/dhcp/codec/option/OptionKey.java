package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;

/**
 * An option: its code, its name and the format of its value. A vendor's own is one line and is
 * registered nowhere:
 *
 * <pre>{@code
 * static final OptionKey<String> ACME_TOKEN = OptionKey.of(224, "acme-token", OptionFormat.TEXT);
 * }</pre>
 *
 * @param code 1 to 254; 0 and 255 are PAD and END, which have no value (RFC 2132 section 3)
 * @param name what people call it; for a standard option the name of the IANA registry
 * @param format how its value is written
 * @param <T> the type of its value
 */
public record OptionKey<T>(int code, String name, OptionFormat<T> format) {

  /**
   * Checks the code.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public OptionKey {
    if (code < 1 || code > 254) {
      throw new IllegalArgumentException(
          "option \"" + name + "\": expected a code of 1 to 254, found " + code);
    }
  }

  /**
   * Makes a key.
   *
   * @throws IllegalArgumentException when the code is not in 1 to 254
   */
  public static <T> OptionKey<T> of(int code, String name, OptionFormat<T> format) {
    return new OptionKey<>(code, name, format);
  }

  /** Returns the value that {@code octets} stand for; empty where they stand for none. */
  public Optional<T> decode(Octets octets) {
    return format.decode(octets);
  }

  /**
   * Returns the octets that stand for {@code value}.
   *
   * @throws IllegalArgumentException when the option cannot hold the value; the message names the
   *     option and the value
   */
  public Octets encode(T value) {
    try {
      return format.encode(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "option " + this + ", value \"" + value + "\": " + e.getMessage(), e);
    }
  }

  /** Returns the value that {@code octets} stand for in words, on one line; else the octets. */
  public String describe(Octets octets) {
    return decode(octets).map(format::describe).orElseGet(octets::toString);
  }

  /** Returns the name and the code, such as «Router (3)». */
  @Override
  public String toString() {
    return name + " (" + code + ")";
  }
}
