package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.config.kea.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into words. */
final class Lexer {

  private static final Pattern BLANK = Pattern.compile("[ \\t\\r\\n]*");

  private Lexer() {}

  /**
   * Returns the words, the last of which is the end.
   *
   * @throws ExpressionException where something is no word
   */
  static List<Token> tokens(String expression) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    Token token;
    do {
      token = tokenAt(expression, end(BLANK, expression, at));
      tokens.add(token);
      at = token.column() - 1 + token.text().length();
    } while (token.kind() != Kind.END);
    return List.copyOf(tokens);
  }

  private static Token tokenAt(String expression, int at) {
    for (Kind kind : Kind.values()) {
      int end = end(kind.pattern(), expression, at);
      if (end >= 0) {
        return new Token(kind, expression.substring(at, end), at + 1);
      }
    }
    throw new ExpressionException(
        "a word of Kea's expressions",
        expression.substring(at, expression.offsetByCodePoints(at, 1)),
        at + 1);
  }

  /** Returns where a pattern that begins at a place ends; -1 where it does not begin there. */
  private static int end(Pattern pattern, String expression, int at) {
    Matcher matcher = pattern.matcher(expression).region(at, expression.length());
    return matcher.lookingAt() ? matcher.end() : -1;
  }
}
