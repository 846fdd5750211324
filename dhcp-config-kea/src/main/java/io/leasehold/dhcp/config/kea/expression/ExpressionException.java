package io.leasehold.dhcp.config.kea.expression;

/** A text is not an expression of Kea's. */
public final class ExpressionException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String expected;
  private final int column;

  ExpressionException(String expected, String found, int column) {
    super("column " + column + ": expected " + expected + ", found " + found);
    this.expected = expected;
    this.column = column;
  }

  /** Returns what should be there, in words. */
  public String expected() {
    return expected;
  }

  /** Returns where, counted in characters from 1. */
  public int column() {
    return column;
  }
}
