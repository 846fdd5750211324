package io.leasehold.dhcp.config.kea.expression;

import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSpace;
import io.leasehold.dhcp.codec.option.SubOptions;
import io.leasehold.dhcp.codec.option.VendorInformation;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.config.kea.expression.Token.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What expressions say of options. */
final class OptionTerms {

  private static final long MAX_ENTERPRISE = 0xffff_ffffL;
  private static final int MAX_CODE = 255;
  private static final OptionSpace ANY = OptionSpace.withPadAndEnd("any");

  private final Words words;
  private final ExpressionNames names;

  OptionTerms(Words words, ExpressionNames names) {
    this.words = words;
    this.names = names;
  }

  /** Reads what comes after {@code option}. */
  Term option() {
    int code = code();
    String text = "option[" + code + "]";
    words.expect(".");
    if (words.takeIf("option")) {
      int inner = (int) words.integerInBrackets(MAX_CODE);
      words.expect(".");
      return shown(
          text + ".option[" + inner + "]",
          message -> option(message, code).flatMap(ANY::read).flatMap(all -> joined(all, inner)));
    }
    if (words.peek().is("text") && names.isText(code)) {
      words.take();
      return value(text + ".text", message -> option(message, code));
    }
    return shown(text, message -> option(message, code));
  }

  /** Reads what comes after {@code relay4}. */
  Term relay4() {
    int code = (int) words.integerInBrackets(MAX_CODE);
    words.expect(".");
    return shown(
        "relay4[" + code + "]",
        message ->
            message
                .option(DhcpOptions.RELAY_AGENT_INFORMATION)
                .flatMap(information -> joined(information.subOptions(), code)));
  }

  /** Kea makes one of several sub-options with the same code. */
  private static Optional<Octets> joined(SubOptions all, int code) {
    return all.allRaw(code).stream().reduce(Octets::concat);
  }

  /** Reads what comes after {@code vendor}. */
  Term vendor() {
    if (words.takeIf(".")) {
      return enterprise("vendor", message -> information(message));
    }
    Enterprise enterprise = enterprise();
    String text = "vendor[" + enterprise + "]";
    words.expect(".");
    if (words.takeIf("exists")) {
      return exists(text, message -> enterprise.find(information(message)));
    }
    if (!words.takeIf("option")) {
      throw words.peek().refused("option or exists");
    }
    int code = (int) words.integerInBrackets(MAX_CODE);
    words.expect(".");
    return shown(
        text + ".option[" + code + "]",
        message ->
            enterprise
                .find(information(message))
                .flatMap(part -> ANY.read(part.data()))
                .flatMap(subOptions -> subOptions.raw(code)));
  }

  /** Reads what comes after {@code vendor-class}. */
  Term vendorClass() {
    if (words.takeIf(".")) {
      return enterprise("vendor-class", message -> classes(message));
    }
    Enterprise enterprise = enterprise();
    String text = "vendor-class[" + enterprise + "]";
    words.expect(".");
    if (words.takeIf("exists")) {
      return exists(text, message -> enterprise.find(classes(message).stream().limit(1).toList()));
    }
    if (!words.takeIf("data")) {
      throw words.peek().refused("data or exists");
    }
    int index = words.peek().is("[") ? (int) words.integerInBrackets(MAX_CODE) : 0;
    // Kea takes the enterprise from the first part, and numbers the data of all.
    return value(
        text + ".data[" + index + "]",
        message -> {
          List<EnterpriseData> parts = classes(message);
          return enterprise.find(parts.stream().limit(1).toList()).isPresent()
              ? parts.stream().skip(index).findFirst().map(EnterpriseData::data)
              : Optional.empty();
        });
  }

  private int code() {
    words.expect("[");
    int code =
        words.peek().kind() == Kind.NAME ? named(words.take()) : (int) words.integer(0, MAX_CODE);
    words.expect("]");
    return code;
  }

  private int named(Token name) {
    return names
        .optionCode(name.text())
        .orElseThrow(() -> name.refused("the name of a standard option, or of an \"option-def\""));
  }

  /** Returns the octets of an option, without the NULs that Kea cuts off a text. */
  private Optional<Octets> option(DhcpMessage message, int code) {
    Optional<Octets> octets = message.options().raw(code);
    return names.isText(code)
        ? octets.map(Octets::withoutTrailingZeros).filter(text -> !text.isEmpty())
        : octets;
  }

  private static List<EnterpriseData> information(DhcpMessage message) {
    return message
        .option(DhcpOptions.V_I_VENDOR_SPECIFIC_INFORMATION)
        .map(VendorInformation::parts)
        .orElse(List.of());
  }

  private static List<EnterpriseData> classes(DhcpMessage message) {
    return message.option(DhcpOptions.V_I_VENDOR_CLASS).orElse(List.of());
  }

  private Term.Value enterprise(String text, Function<DhcpMessage, List<EnterpriseData>> parts) {
    words.expect("enterprise");
    return value(
        text + ".enterprise",
        message ->
            parts.apply(message).stream()
                .findFirst()
                .map(part -> RequestFields.number(part.enterprise().number())));
  }

  private Enterprise enterprise() {
    words.expect("[");
    if (words.takeIf("*")) {
      words.expect("]");
      return new Enterprise("*", part -> true);
    }
    long number = words.integer(0, MAX_ENTERPRISE);
    words.expect("]");
    // Zero is how Kea keeps the asterisk.
    return new Enterprise(
        Long.toString(number), part -> number == 0 || part.enterprise().number() == number);
  }

  /** Reads how a value is to be shown. */
  private Term shown(String text, Function<DhcpMessage, Optional<Octets>> function) {
    if (words.takeIf("exists")) {
      return exists(text, function);
    }
    if (words.takeIf("hex")) {
      return value(text + ".hex", function);
    }
    throw words
        .peek()
        .refused(
            words.peek().is("text") ? "hex, as this option is no text" : "hex, text or exists");
  }

  private static Term.Test exists(String text, Function<DhcpMessage, ? extends Optional<?>> value) {
    return new Term.Test(text + ".exists", facts -> value.apply(facts.message()).isPresent());
  }

  private static Term.Value value(String text, Function<DhcpMessage, Optional<Octets>> value) {
    return new Term.Value(text, facts -> value.apply(facts.message()).orElse(Octets.EMPTY));
  }

  /**
   * Which enterprise an expression asks for.
   *
   * @param text as it is written
   * @param matches whether a part is that enterprise's
   */
  private record Enterprise(String text, Predicate<EnterpriseData> matches) {

    Optional<EnterpriseData> find(List<EnterpriseData> parts) {
      return parts.stream().filter(matches).findFirst();
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
