package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Codes that have a meaning of their own inside an option: a name, and the keys of those that are
 * known. It is a value, and is registered nowhere:
 *
 * <pre>{@code
 * static final OptionKey<String> TOKEN = OptionKey.of(1, "token", OptionFormat.TEXT);
 * static final OptionSpace ACME_SPACE = OptionSpace.withPadAndEnd("acme", TOKEN);
 * static final OptionKey<SubOptions> ACME = OptionKey.of(43, "acme", ACME_SPACE.format());
 *
 * message.option(ACME).flatMap(acme -> acme.get(TOKEN))
 * }</pre>
 *
 * <p>Immutable and safe for use by any thread.
 */
public final class OptionSpace {

  /** How deep spaces may lie in one another, the outermost one counted. */
  public static final int MAX_DEPTH = 8;

  private final String name;
  private final boolean hasPadAndEnd;
  private final Map<Integer, OptionKey<?>> keys;
  private final OptionFormat<SubOptions> format = new Format(this);

  private OptionSpace(String name, boolean hasPadAndEnd, OptionKey<?>... keys) {
    this.name = name;
    this.hasPadAndEnd = hasPadAndEnd;
    Map<Integer, OptionKey<?>> byCode = new HashMap<>();
    for (OptionKey<?> key : keys) {
      OptionKey<?> other = byCode.put(key.code(), key);
      if (other != null) {
        throw new IllegalArgumentException(
            "option space " + name + ": expected one key a code, found " + other + " and " + key);
      }
    }
    this.keys = Map.copyOf(byCode);
    if (depth() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "option space " + name + ": expected a depth of at most " + MAX_DEPTH + ", found more");
    }
  }

  /**
   * Makes a space in which all codes are sub-options, as in option 82 (RFC 3046).
   *
   * @throws IllegalArgumentException when two keys have one code, or a key's value holds spaces
   *     that lie more than {@link #MAX_DEPTH} deep
   */
  public static OptionSpace of(String name, OptionKey<?>... keys) {
    return new OptionSpace(name, false, keys);
  }

  /**
   * Makes a space in which 0 is a fill octet and 255 ends the sub-options, as in option 43 (RFC
   * 2132 section 8.4).
   *
   * @throws IllegalArgumentException when two keys have one code, or a key's value holds spaces
   *     that lie more than {@link #MAX_DEPTH} deep
   */
  public static OptionSpace withPadAndEnd(String name, OptionKey<?>... keys) {
    return new OptionSpace(name, true, keys);
  }

  private int depth() {
    int inner = 0;
    for (OptionKey<?> key : keys.values()) {
      if (key.format() instanceof Format nested) {
        inner = Math.max(inner, nested.space.depth());
      }
    }
    return 1 + inner;
  }

  /** Returns what people call it. */
  public String name() {
    return name;
  }

  /** Returns whether code 0 is a fill octet and code 255 the end. */
  public boolean hasPadAndEnd() {
    return hasPadAndEnd;
  }

  /** Returns the key of {@code code}; empty where the space does not know it. */
  public Optional<OptionKey<?>> byCode(int code) {
    return Optional.ofNullable(keys.get(code));
  }

  /**
   * Returns the format of an option that holds sub-options of this space, in one octet or more. It
   * accepts what is well-formed; whether each sub-option is what its own format says, is asked when
   * it is read.
   */
  public OptionFormat<SubOptions> format() {
    return format;
  }

  /** Returns no sub-options, to which some can be added: {@link SubOptions#with}. */
  public SubOptions empty() {
    return new SubOptions(this, Octets.EMPTY);
  }

  /** Returns the sub-options that {@code octets} are, or none; empty where they are none. */
  public Optional<SubOptions> read(Octets octets) {
    return SubOptions.isWellFormed(octets, hasPadAndEnd)
        ? Optional.of(new SubOptions(this, octets))
        : Optional.empty();
  }

  /** Returns one sub-option in words, on one line. */
  String describe(int code, Octets value) {
    return byCode(code)
        .map(key -> key.name() + ": " + describe(key, value))
        .orElse("code " + code + ": " + hex(value));
  }

  private static <T> String describe(OptionKey<T> key, Octets value) {
    String words =
        key.decode(value)
            .map(key.format()::describe)
            .orElseGet(() -> hex(value) + " (expected " + key.format().expected() + ")");
    return key.format() instanceof Format ? "{" + words + "}" : words;
  }

  private static String hex(Octets value) {
    return value.isEmpty() ? "no octets" : value.toString();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }

  /** The format of an option that holds sub-options of a space. */
  private record Format(OptionSpace space) implements OptionFormat<SubOptions> {

    @Override
    public Optional<SubOptions> decode(Octets octets) {
      return octets.isEmpty() ? Optional.empty() : space.read(octets);
    }

    @Override
    public boolean accepts(Octets octets) {
      return !octets.isEmpty() && SubOptions.isWellFormed(octets, space.hasPadAndEnd);
    }

    @Override
    public Octets encode(SubOptions value) {
      if (!accepts(value.octets())) {
        throw new IllegalArgumentException("expected " + expected() + ", found " + value.octets());
      }
      return value.octets();
    }

    @Override
    public String expected() {
      return "sub-options of code, length and as many octets";
    }
  }
}
