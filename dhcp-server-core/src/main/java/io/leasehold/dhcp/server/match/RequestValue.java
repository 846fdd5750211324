package io.leasehold.dhcp.server.match;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.value.EnterpriseData;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Octets that are taken from a request: to be compared in a {@link Condition}, to identify a host,
 * or to be copied into the reply. It prints as it reads.
 *
 * <p>Called by any thread, and by several at once; must not block. One that throws is absent.
 */
@FunctionalInterface
public interface RequestValue {

  /** Returns the octets; empty where the request has none. */
  Optional<Octets> of(RequestFacts facts);

  /** Returns the value of an option, as it came over the wire. */
  static RequestValue option(OptionKey<?> key) {
    return of("option " + key, facts -> facts.message().options().raw(key.code()));
  }

  /**
   * Returns the value of an option, as it came over the wire.
   *
   * @param code 1 to 254
   */
  static RequestValue option(int code) {
    return of("option " + code, facts -> facts.message().options().raw(code));
  }

  /**
   * Returns the value of a sub-option of the relay agent information (82).
   *
   * @param code 0 to 255
   */
  static RequestValue relayAgentOption(int code) {
    return of(
        "relay agent option " + code,
        facts ->
            facts
                .message()
                .option(DhcpOptions.RELAY_AGENT_INFORMATION)
                .flatMap(information -> information.subOptions().raw(code)));
  }

  /** Returns what a client says of itself in the terms of one enterprise (option 124). */
  static RequestValue vendorClass(EnterpriseNumber enterprise) {
    return of(
        "vendor class of " + enterprise,
        facts ->
            facts.message().option(DhcpOptions.V_I_VENDOR_CLASS).stream()
                .flatMap(List::stream)
                .filter(part -> part.enterprise().equals(enterprise))
                .map(EnterpriseData::data)
                .findFirst());
  }

  /** Returns the first {@code hlen} octets of {@code chaddr}. */
  static RequestValue hardwareAddress() {
    return of(
        "hardware address",
        facts ->
            facts.message().hlen() == 0
                ? Optional.empty()
                : Optional.of(facts.message().hardwareAddress().octets()));
  }

  /** Returns the same octets for every request. */
  static RequestValue constant(Octets octets) {
    return of(octets.toHex(":"), facts -> Optional.of(octets));
  }

  /** Returns a value of one's own, described by {@code text}. */
  static RequestValue of(String text, Function<RequestFacts, Optional<Octets>> function) {
    Objects.requireNonNull(function, "function");
    return new DescribedValue(text, function);
  }

  /** Returns the octets from {@code from} to {@code to}, as far as there are so many. */
  default RequestValue slice(int from, int to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "slice from " + from + " to " + to + ": expected 0 <= from <= to");
    }
    return of(
        this + " [" + from + ", " + to + ")",
        facts ->
            of(facts)
                .map(
                    octets ->
                        octets.slice(
                            Math.min(from, octets.length()), Math.min(to, octets.length()))));
  }

  /** Returns the octets of this value with those of {@code next} after them, where both are. */
  default RequestValue concat(RequestValue next) {
    return of(
        this + " + " + next, facts -> of(facts).flatMap(mine -> next.of(facts).map(mine::concat)));
  }

  /** Returns the condition that there is a value. */
  default Condition exists() {
    return Condition.of(this + " exists", facts -> of(facts).isPresent());
  }

  /** Returns the condition that the value is exactly {@code expected}. */
  default Condition is(Octets expected) {
    return Condition.of(
        this + " is " + expected.toHex(":"), facts -> of(facts).equals(Optional.of(expected)));
  }

  /** Returns the condition that the value is exactly {@code expected}, in UTF-8. */
  default Condition is(String expected) {
    Octets octets = Octets.wrap(expected.getBytes(UTF_8));
    return Condition.of(
        this + " is \"" + expected + "\"", facts -> of(facts).equals(Optional.of(octets)));
  }

  /** Returns the condition that the value begins with {@code prefix}, in UTF-8. */
  default Condition startsWith(String prefix) {
    Octets octets = Octets.wrap(prefix.getBytes(UTF_8));
    RequestValue start = slice(0, octets.length());
    return Condition.of(
        this + " starts with \"" + prefix + "\"",
        facts -> start.of(facts).equals(Optional.of(octets)));
  }
}
