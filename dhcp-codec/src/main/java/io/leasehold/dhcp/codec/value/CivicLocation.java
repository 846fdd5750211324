package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where something is, as a postal address says it, the value of option 99 (RFC 4776 section 3).
 *
 * @param what 0 to 255, what is there: {@link #SERVER}, {@link #NETWORK_ELEMENT} or {@link
 *     #CLIENT}; others mean nothing yet
 * @param country two ASCII letters, the ISO 3166 code, usually capital
 * @param elements the parts of the address, in order
 */
public record CivicLocation(int what, String country, List<Element> elements) {

  /** The location of the DHCP server. */
  public static final int SERVER = 0;

  /** The location of the network element that is closest to the client. */
  public static final int NETWORK_ELEMENT = 1;

  /** The location of the client. */
  public static final int CLIENT = 2;

  private static final int HEADER_LENGTH = 3;

  /**
   * A part of an address (RFC 4776 section 3.4).
   *
   * @param type the CAtype, 0 to 255
   * @param value at most 255 octets, of UTF-8 text in all types known so far
   */
  public record Element(int type, Octets value) {

    private static final Map<Integer, String> NAMES =
        Map.ofEntries(
            Map.entry(0, "language"),
            Map.entry(1, "A1"),
            Map.entry(2, "A2"),
            Map.entry(3, "A3"),
            Map.entry(4, "A4"),
            Map.entry(5, "A5"),
            Map.entry(6, "A6"),
            Map.entry(16, "PRD"),
            Map.entry(17, "POD"),
            Map.entry(18, "STS"),
            Map.entry(19, "HNO"),
            Map.entry(20, "HNS"),
            Map.entry(21, "LMK"),
            Map.entry(22, "LOC"),
            Map.entry(23, "NAM"),
            Map.entry(24, "PC"),
            Map.entry(25, "BLD"),
            Map.entry(26, "UNIT"),
            Map.entry(27, "FLR"),
            Map.entry(28, "ROOM"),
            Map.entry(29, "PLC"),
            Map.entry(30, "PCN"),
            Map.entry(31, "POBOX"),
            Map.entry(32, "ADDCODE"),
            Map.entry(33, "SEAT"),
            Map.entry(34, "RD"),
            Map.entry(128, "script"));

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the type is not in 0 to 255, or there are more than 255
     *     octets
     */
    public Element {
      if (type < 0 || type > 255) {
        throw new IllegalArgumentException("CAtype " + type + ": expected 0 to 255");
      }
      if (value.length() > 255) {
        throw new IllegalArgumentException(
            "CAtype " + type + ": expected at most 255 octets, found " + value.length());
      }
    }

    /**
     * Returns the element with this text.
     *
     * @throws IllegalArgumentException when the type is not in 0 to 255, or the text has a NUL or
     *     more than 255 octets of UTF-8
     */
    public static Element of(int type, String text) {
      return new Element(type, Utf8Text.encode(text));
    }

    /** Returns the text; empty where the octets are none. */
    public Optional<String> text() {
      return Utf8Text.decode(value);
    }

    /** Returns name or number of the type and the text, such as «A3 "München"». */
    @Override
    public String toString() {
      return NAMES.getOrDefault(type, "CAtype " + type)
          + " "
          + text().map(Utf8Text::quote).orElseGet(value::toString);
    }
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when {@code what} is not in 0 to 255, or the country is not
   *     two letters
   */
  public CivicLocation {
    if (what < 0 || what > 255) {
      throw new IllegalArgumentException("what " + what + ": expected 0 to 255");
    }
    if (country.length() != 2 || !isLetter(country.charAt(0)) || !isLetter(country.charAt(1))) {
      throw new IllegalArgumentException(
          "country \"" + country + "\": expected two letters, such as DE");
    }
    elements = List.copyOf(elements);
  }

  private static boolean isLetter(int c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  /**
   * Returns the location that {@code octets} stand for; empty where there is no country, or the
   * lengths of the elements do not add up.
   */
  public static Optional<CivicLocation> decode(Octets octets) {
    if (octets.length() < HEADER_LENGTH || !isLetter(octets.u8(1)) || !isLetter(octets.u8(2))) {
      return Optional.empty();
    }
    List<Element> elements = new ArrayList<>();
    int at = HEADER_LENGTH;
    while (at + 1 < octets.length()) {
      int start = at + 2;
      int end = start + octets.u8(at + 1);
      if (end > octets.length()) {
        return Optional.empty();
      }
      elements.add(new Element(octets.u8(at), octets.slice(start, end)));
      at = end;
    }
    return at == octets.length()
        ? Optional.of(new CivicLocation(octets.u8(0), octets.slice(1, 3).toText(), elements))
        : Optional.empty();
  }

  /** Returns the octets that stand for the location. */
  public Octets encode() {
    OctetsWriter octets = new OctetsWriter().u8(what).octets(Octets.ofText(country));
    elements.forEach(element -> octets.u8(element.type).counted("element", element.value));
    return octets.toOctets();
  }

  /** Returns all in words, such as «client in DE, A3 "München", HNO "8"». */
  @Override
  public String toString() {
    return whatInWords()
        + " in "
        + country
        + elements.stream().map(element -> ", " + element).collect(Collectors.joining());
  }

  private String whatInWords() {
    return switch (what) {
      case SERVER -> "server";
      case NETWORK_ELEMENT -> "network element";
      case CLIENT -> "client";
      default -> "what " + what;
    };
  }
}
