package io.leasehold.dhcp.config.kea.expression;

import java.util.regex.Pattern;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text as it is written
 * @param column where it begins, from 1
 */
record Token(Kind kind, String text, int column) {

  /** What a word can be: the first that fits. */
  enum Kind {
    STRING("'[^'\\n]*'"),
    ADDRESS("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*"),
    HEX("0[xX][0-9a-fA-F]+"),
    INTEGER("-?[0-9]+"),
    /** A word before a closing bracket. */
    NAME("[A-Za-z]([-_A-Za-z0-9]*[A-Za-z0-9])?(?=[ \\t\\r\\n]*])"),
    WORD("[A-Za-z]([-_A-Za-z0-9]*[A-Za-z0-9])?"),
    SYMBOL("==|[\\[\\]().,+*]"),
    END("\\z");

    private final Pattern pattern;

    Kind(String regex) {
      pattern = Pattern.compile(regex);
    }

    Pattern pattern() {
      return pattern;
    }
  }

  boolean is(String expected) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(expected);
  }

  /** Returns the whole number that this word is. */
  long integer(long min, long max) {
    if (kind == Kind.INTEGER) {
      try {
        long value = Long.parseLong(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Too long a number is like one that is too large.
      }
    }
    throw refused("a whole number from " + min + " to " + max);
  }

  /** Returns the exception for this word where {@code expected} should be. */
  ExpressionException refused(String expected) {
    return new ExpressionException(expected, kind == Kind.END ? "the end" : text, column);
  }
}
