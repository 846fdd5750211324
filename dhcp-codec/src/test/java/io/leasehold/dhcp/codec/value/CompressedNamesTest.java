package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link CompressedNames}, the value of option 119. */
class CompressedNamesTest {

  @Test
  @Tag("ENC-24")
  void enc24ASharedEndIsAPointer() {
    // The example of RFC 3397 section 3: the second name ends in a pointer to octet 4.
    List<DomainName> names = names("eng.apple.com", "marketing.apple.com");
    Octets written =
        Octets.parse(
            "03656e67" + "056170706c65" + "03636f6d" + "00" + "096d61726b6574696e67" + "c004");

    assertThat(DhcpOptions.DOMAIN_SEARCH.encode(names)).isEqualTo(written);
    assertThat(DhcpOptions.DOMAIN_SEARCH.decode(written)).contains(names);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b b, 0161016200c002",
    "b a.b, 01620001 61c000",
    "a.b a.b, 0161016200c000",
    "a.b c.a.b d.c.a.b, 0161016200 0163c000 0164c005",
    "a A, 016100014100",
    ". . a, 0000016100"
  })
  @Tag("ENC-24")
  void enc24PointersLeadToTheFirstOfTheSameEnds(String names, String octets) {
    // Whole names, ends of names, and ends of compressed names; the root is shorter than a pointer.
    List<DomainName> list = names(names.split(" "));

    assertThat(CompressedNames.encodeAll(list)).hasToString(octets.replace(" ", ""));
    assertThat(CompressedNames.decodeAll(Octets.parse(octets.replace(" ", "")))).contains(list);
  }

  @Test
  void namesWithoutCompressionAreAsGood() {
    // A sender may write each name in full.
    Octets octets = DomainName.encodeAll(names("eng.apple.com", "marketing.apple.com"));

    assertThat(DhcpOptions.DOMAIN_SEARCH.format().accepts(octets)).isTrue();
    assertThat(DhcpOptions.DOMAIN_SEARCH.decode(octets))
        .contains(names("eng.apple.com", "marketing.apple.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c003", // to itself
        "0162c003", // to the start of its own name
        "c005", // past the end
        "c004016300", // forward
        "0162c006", // to itself after a label
        "ffff", // far past the end
        "c0", // half a pointer
        "0162c0",
        "4062", // a length of no meaning
        "8062"
      })
  @Tag("DEC-28")
  void dec28ABrokenNameAndTheRestAreDiscarded(String broken) {
    // The name before them stays, and the problem is seen.
    Octets octets = Octets.parse("016100" + broken + "016400");

    assertThat(DhcpOptions.DOMAIN_SEARCH.decode(octets)).contains(names("a"));
    assertThat(DhcpOptions.DOMAIN_SEARCH.format().accepts(octets)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0262", "0162", "0162c0", "c0"})
  @Tag("DEC-28")
  void dec28ANameThatDoesNotEndIsDiscarded(String cut) {
    // Within a label, before the root, and within a pointer.
    Octets octets = Octets.parse("016100" + cut);

    assertThat(DhcpOptions.DOMAIN_SEARCH.decode(octets)).contains(names("a"));
    assertThat(DhcpOptions.DOMAIN_SEARCH.format().accepts(octets)).isFalse();
  }

  @Test
  @Tag("DEC-28")
  void dec28WithoutAWholeNameThereIsNoValue() {
    // Nothing is left when the first name is broken, or there is none.
    assertThat(DhcpOptions.DOMAIN_SEARCH.decode(Octets.parse("c000"))).isEmpty();
    assertThat(DhcpOptions.DOMAIN_SEARCH.decode(Octets.EMPTY)).isEmpty();
    assertThat(DhcpOptions.DOMAIN_SEARCH.format().accepts(Octets.EMPTY)).isFalse();
  }

  @Test
  @Tag("DEC-28")
  void dec28ANameThatPointersMakeTooLongIsDiscarded() {
    // 255 octets are a name; a label more in front of them is none.
    Octets longest = DomainName.parse("a.".repeat(126) + "a").octets();
    Octets whole = longest.concat(Octets.parse("0162c002"));

    assertThat(CompressedNames.decodeAll(whole).orElseThrow()).hasSize(2);
    assertThat(CompressedNames.areWhole(whole)).isTrue();
    for (String tooLong : List.of("0162c000", "026262c002")) {
      Octets octets = whole.concat(Octets.parse(tooLong));
      assertThat(CompressedNames.decodeAll(octets).orElseThrow()).hasSize(2);
      assertThat(CompressedNames.areWhole(octets)).isFalse();
    }
  }

  @Test
  @Tag("DEC-28")
  void dec28WorkIsBounded() {
    // The longest option of pointers to a long name, and of pointers to pointers, is given up
    // before there are more octets than may be written.
    Octets name = DomainName.parse("a.".repeat(126) + "a").octets();
    Octets pointers = name.concat(Octets.parse("c000".repeat(32_000)));
    OctetsWriter chain = new OctetsWriter().u8(0);
    for (int i = 0; i < 8_000; i++) {
      chain.u16(0xc000 | Math.max(0, 2 * i - 1));
    }

    int octets =
        CompressedNames.decodeAll(pointers).orElseThrow().stream()
            .mapToInt(read -> read.octets().length())
            .sum();
    assertThat(octets).isLessThanOrEqualTo(CompressedNames.MAX_LENGTH);
    assertThat(CompressedNames.encodeAll(CompressedNames.decodeAll(pointers).orElseThrow()))
        .isNotEqualTo(pointers);
    assertThat(CompressedNames.areWhole(pointers)).isFalse();
    assertThat(CompressedNames.areWhole(chain.toOctets())).isFalse();
    assertThat(CompressedNames.decodeAll(chain.toOctets()).orElseThrow()).hasSizeLessThan(400);
  }

  @Test
  void longListsAreWrittenUpToTheirLimit() {
    // Ends beyond the reach of a pointer are written again, and what is written is read in full.
    List<DomainName> names =
        IntStream.range(0, 3_600)
            .mapToObj(i -> DomainName.parse("n" + i + (i < 3_000 ? ".e" : ".l")))
            .toList();
    Octets octets = CompressedNames.encodeAll(names);

    assertThat(octets.length()).isGreaterThan(0x4000);
    assertThat(CompressedNames.decodeAll(octets)).contains(names);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CompressedNames.encodeAll(Collections.nCopies(8_192, DomainName.parse("ab"))))
        .withMessage("expected domain names of at most 32767 octets, found 32768");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompressedNames.encodeAll(List.of()))
        .withMessageContaining("found none");
  }

  private static List<DomainName> names(String... names) {
    return Stream.of(names).map(DomainName::parse).toList();
  }
}
