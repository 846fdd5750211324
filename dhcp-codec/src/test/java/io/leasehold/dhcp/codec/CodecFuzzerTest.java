package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets that the fuzzer has found, or begins with. */
class CodecFuzzerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "350101ff",
        "340103350101e002010200e00103ff",
        "52060104deadbeefff",
        "7918"
            + "18c0a800"
            + "c0000201"
            + "00"
            + "c0000202"
            + "080ac0000203"
            + "200a0b0c0dc0000204",
        "7d10" + "0000118b03010102" + "00000009ff010000ff",
        "7909076578616d706c65c000ff"
      })
  void whatOnceBrokeHolds(String octets) {
    // Each of these is read, shown, written and read again without an exception.
    assertThatCode(() -> CodecFuzzer.fuzzerTestOneInput(Octets.parse(octets).toByteArray()))
        .doesNotThrowAnyException();
  }

  @Test
  void namesThatPointersMultiplyAreWrittenAgain() {
    // What is read of few octets with many pointers is never more than may be written.
    String names = "0161".repeat(127) + "00" + "c000".repeat(128);

    assertThatCode(() -> CodecFuzzer.fuzzerTestOneInput(Octets.parse("77" + names).toByteArray()))
        .doesNotThrowAnyException();
  }
}
