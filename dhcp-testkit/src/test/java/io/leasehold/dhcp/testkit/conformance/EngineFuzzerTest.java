package io.leasehold.dhcp.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets that the fuzzer is called with in every build. */
class EngineFuzzerTest {

  // A DISCOVER, a REQUEST, a relay agent's options, nothing at all: each has its decision.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ff",
        "0000",
        "0200350101ff",
        "0500350103320400c000020aff0200350101ff",
        "0500350101520401027031ff",
        "04003501013c0570686f6e65ff",
        "0100350101" + "0100350102" + "0100350103" + "0100350104" + "0100350107" + "0100350108"
      })
  void whatIsKnown(String octets) {
    assertThatCode(() -> EngineFuzzer.fuzzerTestOneInput(Octets.parse(octets).toByteArray()))
        .doesNotThrowAnyException();
  }
}
