package io.leasehold.dhcp.codec.octets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Text as options carry it: UTF-8, of which NVT ASCII is a part, without NUL (RFC 2132 section 2).
 */
public final class Utf8Text {

  private Utf8Text() {}

  /** Returns the text that {@code octets} are; empty where they are no UTF-8, or have a NUL. */
  public static Optional<String> decode(Octets octets) {
    if (isAscii(octets, 0x01, 0x7f)) {
      return Optional.of(octets.toText());
    }
    try {
      return Optional.of(
              UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString())
          .filter(text -> text.indexOf('\0') < 0);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Returns whether {@link #decode} has a text for {@code octets}. */
  public static boolean isText(Octets octets) {
    return isAscii(octets, 0x01, 0x7f) || decode(octets).isPresent();
  }

  /**
   * Returns {@code text} in octets.
   *
   * @throws IllegalArgumentException when it has a NUL, or half of a surrogate pair
   */
  public static Octets encode(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("expected text without NUL");
    }
    byte[] octets = text.getBytes(UTF_8);
    if (!new String(octets, UTF_8).equals(text)) {
      throw new IllegalArgumentException("expected text of whole characters, found half of a pair");
    }
    return Octets.wrap(octets);
  }

  /**
   * Returns {@code text} in double quotes and on one line: with a backslash before quotes and
   * backslashes, and with what cannot be seen as <code>&#92;u</code> and four hexadecimal digits.
   */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      appendVisibly(text, i, quoted);
    }
    return quoted.append('"').toString();
  }

  /**
   * Returns {@code text} on one line, of which nothing can pass for another: with what cannot be
   * seen as <code>&#92;u</code> and four hexadecimal digits, and «…» in the place of all that comes
   * after the first {@code maxLength} characters.
   */
  public static String line(String text, int maxLength) {
    int end = Math.min(text.length(), maxLength);
    StringBuilder line = new StringBuilder(end + 1);
    for (int i = 0; i < end; i++) {
      appendVisibly(text, i, line);
    }
    return line.append(end < text.length() ? "…" : "").toString();
  }

  private static void appendVisibly(String text, int at, StringBuilder to) {
    char c = text.charAt(at);
    // Half of a pair is judged with its other half.
    int whole = Character.isLowSurrogate(c) ? text.codePointBefore(at + 1) : text.codePointAt(at);
    if (isInvisible(whole)) {
      to.append("\\u").append(HexFormat.of().toHexDigits(c));
    } else {
      to.append(c);
    }
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * Returns uninterpreted {@code octets} for people to read: in hexadecimal, and in quotes as well
   * where all of them are printable ASCII, such as «50584543 "PXEC"»; «no octets» where there are
   * none.
   */
  public static String describe(Octets octets) {
    if (octets.isEmpty()) {
      return "no octets";
    }
    return isAscii(octets, 0x20, 0x7e) ? octets + " " + quote(octets.toText()) : octets.toString();
  }

  private static boolean isAscii(Octets octets, int min, int max) {
    for (int i = 0; i < octets.length(); i++) {
      if (octets.u8(i) < min || octets.u8(i) > max) {
        return false;
      }
    }
    return true;
  }
}
