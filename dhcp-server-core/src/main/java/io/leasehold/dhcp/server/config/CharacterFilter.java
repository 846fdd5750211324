package io.leasehold.dhcp.server.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Characters that are not wanted, as a regular expression that finds them. Two are equal where
 * their expressions are.
 *
 * <p>Immutable, and safe for use by any thread.
 */
public final class CharacterFilter {

  private final Pattern unwanted;

  private CharacterFilter(Pattern unwanted) {
    this.unwanted = unwanted;
  }

  /**
   * Returns the filter of all that an expression finds.
   *
   * @param expression such as {@code [^A-Za-z0-9-]}, as {@link Pattern} reads it
   * @throws IllegalArgumentException when it is no regular expression
   */
  public static CharacterFilter of(String expression) {
    return new CharacterFilter(Pattern.compile(expression));
  }

  /** Returns a text with {@code replacement} in the place of each match. */
  public String apply(String text, String replacement) {
    return unwanted.matcher(text).replaceAll(Matcher.quoteReplacement(replacement));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharacterFilter that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the expression. */
  @Override
  public String toString() {
    return unwanted.pattern();
  }
}
