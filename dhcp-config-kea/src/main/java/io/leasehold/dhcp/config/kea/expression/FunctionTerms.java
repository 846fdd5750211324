package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Reads the functions of expressions with their arguments. */
final class FunctionTerms {

  private final Words words;
  private final Supplier<Term.Value> value;
  private final Supplier<Term.Test> test;

  /**
   * Makes a reader.
   *
   * @param value reads an argument that is octets
   * @param test reads an argument that holds or does not
   */
  FunctionTerms(Words words, Supplier<Term.Value> value, Supplier<Term.Test> test) {
    this.words = words;
    this.value = value;
    this.test = test;
  }

  /** Reads what comes after the name of a function. */
  Term.Value function(Token name) {
    return switch (name.text()) {
      case "substring" -> substring();
      case "split" -> split();
      case "ifelse" -> ifElse();
      case "concat" -> two("concat", Octets::concat);
      case "hexstring" -> two("hexstring", Functions::hexString);
      case "lcase" -> one("lcase", Functions::lowerCase);
      case "ucase" -> one("ucase", Functions::upperCase);
      case "addrtotext" -> one("addrtotext", Functions::addressText);
      case "int8totext" -> integerText(name, 1, true);
      case "int16totext" -> integerText(name, 2, true);
      case "int32totext" -> integerText(name, 4, true);
      case "uint8totext" -> integerText(name, 1, false);
      case "uint16totext" -> integerText(name, 2, false);
      case "uint32totext" -> integerText(name, 4, false);
      default -> throw name.refused("the name of an option, a field or a function");
    };
  }

  private Term.Value integerText(Token name, int width, boolean signed) {
    return one(name.text(), octets -> Functions.integerText(octets, width, signed));
  }

  private Term.Value one(String name, UnaryOperator<Octets> function) {
    words.expect("(");
    Term.Value only = value.get();
    words.expect(")");
    return new Term.Value(name + "(" + only + ")", facts -> function.apply(only.of(facts)));
  }

  private Term.Value two(String name, BinaryOperator<Octets> function) {
    words.expect("(");
    Term.Value first = value.get();
    words.expect(",");
    Term.Value second = value.get();
    words.expect(")");
    return new Term.Value(
        name + "(" + first + ", " + second + ")",
        facts -> function.apply(first.of(facts), second.of(facts)));
  }

  private Term.Value substring() {
    words.expect("(");
    Term.Value whole = value.get();
    words.expect(",");
    int start = integer();
    words.expect(",");
    boolean all = words.takeIf("all");
    int length = all ? Integer.MAX_VALUE : integer();
    words.expect(")");
    return new Term.Value(
        "substring(" + whole + ", " + start + ", " + (all ? "all" : length) + ")",
        facts -> Functions.substring(whole.of(facts), start, length));
  }

  private Term.Value split() {
    words.expect("(");
    Term.Value whole = value.get();
    words.expect(",");
    Term.Value delimiters = value.get();
    words.expect(",");
    int field = integer();
    words.expect(")");
    return new Term.Value(
        "split(" + whole + ", " + delimiters + ", " + field + ")",
        facts -> Functions.split(whole.of(facts), delimiters.of(facts), field));
  }

  private Term.Value ifElse() {
    words.expect("(");
    Term.Test condition = test.get();
    words.expect(",");
    Term.Value yes = value.get();
    words.expect(",");
    Term.Value no = value.get();
    words.expect(")");
    return new Term.Value(
        "ifelse(" + condition + ", " + yes + ", " + no + ")",
        facts -> {
          // Kea computes both, and an error in the one that is not taken counts as well.
          Octets ifHolds = yes.of(facts);
          Octets otherwise = no.of(facts);
          return condition.holdsFor(facts) ? ifHolds : otherwise;
        });
  }

  private int integer() {
    return (int) words.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
