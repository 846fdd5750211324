package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;

/**
 * What must hold for any octets at all. A coverage-guided fuzzer calls it with octets that it makes
 * up; {@link CodecFuzzerTest} with those that once broke something.
 */
public final class CodecFuzzer {

  private static final Octets HEADER = Datagrams.withOptions("");
  private static final int LONGEST_LINE = 1 << 20;

  private CodecFuzzer() {}

  /**
   * Takes the octets for a datagram, for an options field, and for a code and the value of that
   * option.
   */
  public static void fuzzerTestOneInput(byte[] input) {
    Octets octets = Octets.copyOf(input);
    checkDatagram(octets);
    checkDatagram(HEADER.concat(octets));
    if (input.length > 0) {
      DhcpOptions.byCode(octets.u8(0))
          .ifPresent(key -> checkValue(key, octets.slice(1, octets.length())));
    }
  }

  private static void checkDatagram(Octets datagram) {
    if (DhcpCodec.decode(datagram) instanceof Decoded decoded) {
      DhcpMessage message = decoded.message();
      assertThat(message.toString()).hasSizeLessThan(LONGEST_LINE).doesNotContain("\n");
      assertThat(message.describe()).hasSizeLessThan(LONGEST_LINE);
      assertThat(decoded.problems()).allMatch(problem -> !problem.toString().contains("\n"));
      message.options().forEach(CodecFuzzer::checkOption);
      Octets written = DhcpCodec.encode(message);
      DhcpMessage again = ((Decoded) DhcpCodec.decode(written)).message();
      assertThat(again).isEqualTo(asWritten(message));
      assertThat(DhcpCodec.encode(again)).isEqualTo(written);
    }
  }

  // The codec writes option 52 where it is true, and option 82 at the end.
  private static DhcpMessage asWritten(DhcpMessage message) {
    int relay = DhcpOptions.RELAY_AGENT_INFORMATION.code();
    OptionSet.Builder options =
        message.options().toBuilder().remove(DhcpOptions.OVERLOAD.code()).remove(relay);
    message.options().raw(relay).ifPresent(value -> options.putRaw(relay, value));
    return message.toBuilder().options(options.build()).build();
  }

  private static void checkOption(int code, Octets value) {
    DhcpOptions.byCode(code).ifPresent(key -> checkValue(key, value));
  }

  private static <T> void checkValue(OptionKey<T> key, Octets octets) {
    boolean accepted = key.format().accepts(octets);
    if (key.decode(octets).isEmpty()) {
      assertThat(accepted).as("%s accepts %s, which has no value", key, octets).isFalse();
    }
    key.decode(octets)
        .ifPresent(
            value -> {
              assertThat(value).hasSameHashCodeAs(key.decode(octets).orElseThrow());
              assertThat(key.format().describe(value)).isNotEmpty().doesNotContain("\n");
              assertThat(key.decode(key.encode(value))).as("%s %s", key, octets).contains(value);
            });
  }
}
