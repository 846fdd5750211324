package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Optional;
import java.util.function.Function;

/** The two directions of a value, and what must hold of them. */
record Forms<T>(String name, Function<Octets, Optional<T>> decode, Function<T, Octets> encode) {

  /** Shows that the value has just these octets and words, and that they give it back. */
  void assertForm(T value, String octets, String words) {
    assertThat(encode.apply(value)).isEqualTo(Octets.parse(octets));
    assertThat(decode.apply(Octets.parse(octets))).contains(value);
    assertThat(value).hasToString(words);
  }

  /** Shows that the octets have no value. */
  void assertNone(String octets) {
    assertThat(decode.apply(Octets.parse(octets))).as(octets).isEmpty();
  }

  /** Shows that the octets are read, if at all, as a value that can be written and shown. */
  void assertTotal(Octets octets) {
    decode
        .apply(octets)
        .ifPresent(
            value -> {
              assertThat(decode.apply(encode.apply(value))).contains(value);
              assertThat(value.toString()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
            });
  }

  @Override
  public String toString() {
    return name;
  }
}
