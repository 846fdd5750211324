package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv6Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.config.kea.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Reads an expression by recursive descent; {@code not} binds closer than {@code and}, which binds
 * closer than {@code or}. For one thread.
 */
final class Parser {

  private static final int MAX_DEPTH = 100;
  private static final long MAX_INTEGER = 0xffff_ffffL;

  private final Words words;
  private final ExpressionNames names;
  private final OptionTerms options;
  private final FunctionTerms functions;
  private int depth;

  Parser(String expression, ExpressionNames names) {
    this.words = new Words(expression);
    this.names = names;
    this.options = new OptionTerms(words, names);
    this.functions = new FunctionTerms(words, this::value, this::test);
  }

  Term.Test wholeTest() {
    return whole(test());
  }

  Term.Value wholeValue() {
    return whole(value());
  }

  private <T> T whole(T term) {
    if (words.peek().kind() != Kind.END) {
      throw words.peek().refused("the end");
    }
    return term;
  }

  private Term.Test test() {
    return test(disjunction());
  }

  private Term.Test test(Term term) {
    if (term instanceof Term.Test test) {
      return test;
    }
    throw words.peek().refused("== or +");
  }

  private Term.Value value() {
    Token start = words.peek();
    return value(start, disjunction());
  }

  private static Term.Value value(Token start, Term term) {
    if (term instanceof Term.Value value) {
      return value;
    }
    throw start.refused("octets, and nothing that holds or does not");
  }

  private Term disjunction() {
    return tests("or", this::conjunction, Term.Test::any);
  }

  private Term conjunction() {
    return tests("and", this::negation, Term.Test::all);
  }

  private Term tests(
      String word, Supplier<Term> operand, Function<List<Term.Test>, Term.Test> join) {
    Term first = operand.get();
    if (!words.peek().is(word)) {
      return first;
    }
    List<Term.Test> tests = new ArrayList<>();
    tests.add(test(first));
    while (words.takeIf(word)) {
      tests.add(test(operand.get()));
    }
    return join.apply(List.copyOf(tests));
  }

  private Term negation() {
    return words.takeIf("not") ? deeper(() -> test(negation()).not()) : comparison();
  }

  private Term comparison() {
    Token start = words.peek();
    Term first = sum();
    if (!words.takeIf("==")) {
      return first;
    }
    Term.Value left = value(start, first);
    Token second = words.peek();
    Term.Value right = value(second, sum());
    return new Term.Test(left + " == " + right, facts -> left.of(facts).equals(right.of(facts)));
  }

  private Term sum() {
    Token start = words.peek();
    Term first = primary();
    if (!words.peek().is("+")) {
      return first;
    }
    List<Term.Value> values = new ArrayList<>();
    values.add(value(start, first));
    while (words.takeIf("+")) {
      Token next = words.peek();
      values.add(value(next, primary()));
    }
    return new Term.Value(
        values.stream().map(Term.Value::text).collect(Collectors.joining(" + ", "(", ")")),
        facts ->
            values.stream().map(value -> value.of(facts)).reduce(Octets.EMPTY, Octets::concat));
  }

  private Term primary() {
    return deeper(
        () -> {
          Token token = words.take();
          return switch (token.kind()) {
            case STRING -> literal(token, string(token.text()));
            case HEX -> literal(token, hex(token.text()));
            case ADDRESS -> literal(token, address(token));
            case INTEGER -> literal(token, RequestFields.number(token.integer(0, MAX_INTEGER)));
            case WORD -> named(token);
            case SYMBOL -> inParentheses(token);
            case NAME, END -> throw token.refused("an expression");
          };
        });
  }

  private Term inParentheses(Token token) {
    if (!token.is("(")) {
      throw token.refused("an expression");
    }
    Term term = disjunction();
    words.expect(")");
    return term;
  }

  private Term named(Token token) {
    return switch (token.text()) {
      case "option" -> options.option();
      case "relay4" -> options.relay4();
      case "vendor" -> options.vendor();
      case "vendor-class" -> options.vendorClass();
      case "pkt" -> RequestFields.pkt(words);
      case "pkt4" -> RequestFields.pkt4(words);
      case "member" -> member();
      default -> functions.function(token);
    };
  }

  private Term member() {
    words.expect("(");
    Token token = words.take();
    if (token.kind() != Kind.STRING) {
      throw token.refused("the name of a class in single quotes");
    }
    String name = unquoted(token.text());
    if (!names.isClass(name)) {
      throw token.refused("a class that is defined before this one");
    }
    words.expect(")");
    return new Term.Test("member('" + name + "')", facts -> facts.classes().contains(name));
  }

  /** Reads one level further in; there is an end to them, as the stack has one. */
  private Term deeper(Supplier<Term> inside) {
    if (depth == MAX_DEPTH) {
      throw words.peek().refused("no more than " + MAX_DEPTH + " expressions in each other");
    }
    depth++;
    Term term = inside.get();
    depth--;
    return term;
  }

  private static Term.Value literal(Token token, Octets octets) {
    return new Term.Value(token.text(), facts -> octets);
  }

  private static Octets string(String quoted) {
    return RequestFields.text(unquoted(quoted));
  }

  private static String unquoted(String quoted) {
    return quoted.substring(1, quoted.length() - 1);
  }

  private static Octets hex(String text) {
    String digits = text.substring(2);
    return Octets.parse(digits.length() % 2 == 0 ? digits : "0" + digits);
  }

  private static Octets address(Token token) {
    try {
      return token.text().indexOf(':') < 0
          ? Ipv4Address.parse(token.text()).octets()
          : Ipv6Address.parse(token.text()).octets();
    } catch (IllegalArgumentException e) {
      ExpressionException refused = token.refused("an IPv4 or IPv6 address");
      refused.initCause(e);
      throw refused;
    }
  }
}
