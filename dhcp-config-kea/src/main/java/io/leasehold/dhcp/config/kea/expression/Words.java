package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.config.kea.expression.Token.Kind;
import java.util.List;

/** The words of an expression that are still to be read. For one thread. */
final class Words {

  private final List<Token> tokens;
  private int at;

  Words(String expression) {
    tokens = Lexer.tokens(expression);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** Takes the next word; the end stays where it is. */
  Token take() {
    Token token = peek();
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** Takes the next word where it is {@code text}; returns whether it was. */
  boolean takeIf(String text) {
    boolean is = peek().is(text);
    if (is) {
      at++;
    }
    return is;
  }

  void expect(String text) {
    if (!takeIf(text)) {
      throw peek().refused(text);
    }
  }

  /** Takes a whole number. */
  long integer(long min, long max) {
    return take().integer(min, max);
  }

  /** Takes a whole number in brackets. */
  long integerInBrackets(long max) {
    expect("[");
    long value = integer(0, max);
    expect("]");
    return value;
  }
}
