package io.leasehold.dhcp.config.kea.expression;

import java.util.OptionalInt;

/** What the names in an expression stand for. */
public interface ExpressionNames {

  /** Returns the code of the option that has a name. */
  OptionalInt optionCode(String name);

  /** Returns whether the value of an option is text, which {@code .text} may ask for. */
  boolean isText(int optionCode);

  /** Returns whether a class has been decided on before this expression is looked at. */
  boolean isClass(String name);
}
