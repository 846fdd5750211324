package io.leasehold.dhcp.server.match;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A value with its words.
 *
 * @param text what it is
 * @param function finds it
 */
record DescribedValue(String text, Function<RequestFacts, Optional<Octets>> function)
    implements RequestValue {

  DescribedValue {
    Objects.requireNonNull(text, "text");
  }

  @Override
  public Optional<Octets> of(RequestFacts facts) {
    return function.apply(facts);
  }

  @Override
  public String toString() {
    return text;
  }
}
