package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.Decoding.Malformed;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Properties of {@link DhcpCodec} over generated messages and octets; each prints its seed. */
class DhcpCodecPropertiesTest {

  private static final int RELAY = DhcpOptions.RELAY_AGENT_INFORMATION.code();
  private static final int OVERLOAD = DhcpOptions.OVERLOAD.code();

  @Property
  void whatIsWrittenIsRead(@ForAll("messages") DhcpMessage message) {
    // With all the room there is, decode gives back the message, option 82 moved to the end.
    OptionSet.Builder relayLast = message.options().toBuilder().remove(RELAY);
    message.options().raw(RELAY).ifPresent(value -> relayLast.putRaw(RELAY, value));

    assertThat(Datagrams.decode(DhcpCodec.encode(message)).message())
        .isEqualTo(message.toBuilder().options(relayLast.build()).build());
  }

  @Property
  void encodeKeepsToItsRoom(
      @ForAll("messages") DhcpMessage message, @ForAll @IntRange(min = 300, max = 1500) int room) {
    // The datagram is never longer, and each option is in it whole or is listed as omitted.
    Encoded encoded = DhcpCodec.encode(message, room);
    DhcpMessage read = Datagrams.decode(encoded.datagram()).message();

    assertThat(encoded.datagram().length()).isBetween(DhcpCodec.MIN_DATAGRAM_LENGTH, room);
    assertThat(read.toBuilder().options(OptionSet.EMPTY).build())
        .isEqualTo(message.toBuilder().options(OptionSet.EMPTY).build());
    message
        .options()
        .forEach(
            (code, value) -> {
              if (!encoded.omitted().contains(code)) {
                assertThat(read.options().raw(code)).contains(value);
              }
            });
    List<Integer> all = new ArrayList<>(read.options().codes());
    all.remove((Integer) OVERLOAD);
    all.addAll(encoded.omitted());
    assertThat(all).containsExactlyInAnyOrderElementsOf(message.options().codes());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void anyOctetsAreAMessageOrMalformed(@ForAll("anyOctets") Octets datagram) {
    // No datagram of up to 2000 octets, of noise or of a header and noise, makes decode throw.
    assertBounded(datagram);
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  @Tag("DEC-31")
  void dec31MutatedMessagesAreAMessageOrMalformed(@ForAll("mutated") Octets datagram) {
    // Messages with flipped bits, other octets or a missing end never make decode throw.
    assertBounded(datagram);
  }

  /** Checks that decoding ends, with no more in hand than the datagram had octets for. */
  private static void assertBounded(Octets datagram) {
    Decoding decoding = DhcpCodec.decode(datagram);
    if (decoding instanceof Decoded decoded) {
      int[] length = {0};
      decoded.message().options().forEach((code, value) -> length[0] += 2 + value.length());
      assertThat(length[0]).isLessThanOrEqualTo(datagram.length() - DhcpCodec.HEADER_LENGTH + 192);
      assertThat(decoded.problems()).hasSizeLessThanOrEqualTo(datagram.length());
      assertThat(decoded.problems())
          .allSatisfy(problem -> assertThat(problem.offset()).isBetween(0, datagram.length()));
      assertThat(decoded.message().toString()).isNotEmpty();
    } else {
      assertThat(decoding).isInstanceOf(Malformed.class);
      assertThat(datagram.length()).isLessThan(DhcpCodec.HEADER_LENGTH);
    }
  }

  @Provide
  Arbitrary<DhcpMessage> messages() {
    return Messages.any();
  }

  @Provide
  Arbitrary<Octets> anyOctets() {
    Arbitrary<Octets> headerAndNoise =
        Messages.octets(1760)
            .map(
                noise ->
                    Octets.wrap(Datagrams.header()).concat(Octets.parse("63825363")).concat(noise));
    Arbitrary<Octets> overloadedNoise =
        Combinators.combine(Messages.octets(64), Messages.octets(128), Messages.octets(300))
            .as(
                (sname, file, options) ->
                    Datagrams.withFields(sname.toString(), file.toString(), "340103" + options));
    return Arbitraries.oneOf(Messages.octets(2000), headerAndNoise, overloadedNoise);
  }

  @Provide
  Arbitrary<Octets> mutated() {
    Arbitrary<Octets> written =
        Combinators.combine(Messages.any(), Arbitraries.integers().between(300, 1500))
            .as((message, room) -> DhcpCodec.encode(message, room).datagram());
    Arbitrary<Tuple.Tuple2<Integer, Byte>> change =
        Combinators.combine(Arbitraries.integers().between(0, 1499), Arbitraries.bytes())
            .as(Tuple::of);
    return Combinators.combine(
            written, change.list().ofMaxSize(8), Arbitraries.integers().between(0, 3000))
        .as(
            (datagram, changes, length) -> {
              byte[] octets = datagram.toByteArray();
              changes.forEach(it -> octets[it.get1() % octets.length] ^= it.get2());
              return Octets.wrap(octets, 0, Math.min(length, octets.length));
            });
  }
}
