package io.leasehold.dhcp.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecScalingTest {

  @ParameterizedTest
  @ValueSource(ints = {10, 100, 1000, 10_000, 21_000})
  void allOptionsAreRead(int options) {
    // The datagram that is measured holds as many octets of options as its name says, and fits UDP.
    OptionSet read =
        ((Decoded) DhcpCodec.decode(CodecScaling.datagram(options))).message().options();

    assertThat(read.codes()).hasSize(Math.min(options, 202));
    assertThat(
            read.codes().stream()
                .flatMap(code -> read.raw(code).stream())
                .mapToInt(Octets::length)
                .sum())
        .isEqualTo(options);
  }
}
