package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link DomainName}. */
class DomainNameTest {

  @ParameterizedTest
  @CsvSource({
    "., 00",
    "org, 036f726700",
    "a.Example, 0161 074578616d706c65 00",
    "'a\\.b.c', 03612e62 0163 00",
    "'\\\\', 015c 00",
    "'a\\032b\\000\\255', 05612062 00ff 00",
    "_sip._udp, 045f736970 045f756470 00"
  })
  void textIsThatOfRfc1035(String text, String octets) {
    // Labels have dots between them, what is special a backslash, and what is invisible its number.
    DomainName name = new DomainName(Octets.parse(octets.replace(" ", "")));

    assertThat(name).hasToString(text);
    assertThat(DomainName.parse(text)).isEqualTo(name);
  }

  @Test
  void aDotAtTheEndIsTheRoots() {
    // Every name goes up to the root, whether its text says so or not; a backslash before a letter
    // is superfluous.
    assertThat(DomainName.parse("example.org.")).isEqualTo(DomainName.parse("exa\\mple.org"));
    assertThat(DomainName.parse(".")).isEqualTo(DomainName.ROOT);
    assertThat(DomainName.ROOT.labels()).isEmpty();
    assertThat(DomainName.parse("a.b").labels())
        .containsExactly(Octets.ofText("a"), Octets.ofText("b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "..", ".a", "a..b", "a..", "a b", "é", "a\u007f", "a\\", "a\\é", "a\\25", "a\\256",
        "a\\2x5"
      })
  void parseRefusesAnythingElse(String text) {
    // What is no name is quoted in the refusal.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainName.parse(text))
        .withMessageStartingWith(
            "\"" + text + "\": expected a domain name, such as www.example.org");
  }

  @Test
  void labelsAndNamesHaveTheirLimits() {
    // 63 octets a label and 255 a name, lengths and root included, can be; one more cannot.
    String longest = "a.".repeat(126) + "a";

    assertThat(DomainName.parse("a".repeat(63)).octets().length()).isEqualTo(65);
    assertThat(DomainName.parse(longest).octets().length()).isEqualTo(255);
    assertThat(DomainName.decode(DomainName.parse(longest).octets())).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse("a".repeat(64)));
    assertThatIllegalArgumentException().isThrownBy(() -> DomainName.parse("b" + longest));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainName.of(List.of(Octets.EMPTY)))
        .withMessageContaining("expected 1 to 63 octets, found 0");
    assertThat(DomainName.decode(Octets.parse("40" + "61".repeat(64) + "00"))).isEmpty();
    assertThat(DomainName.decode(Octets.parse("0161".repeat(127) + "00"))).isPresent();
    assertThat(DomainName.decode(Octets.parse("0161".repeat(128) + "00"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "0161", "016100ff", "0000", "40", "c000", "016100016100", "ff"})
  void otherOctetsAreNoName(String octets) {
    // Not an end within the name, nor more after it, nor a pointer: in a program they are refused.
    assertThat(DomainName.decode(Octets.parse(octets))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DomainName(Octets.parse(octets)))
        .withMessageStartingWith("domain name " + octets + ": expected labels");
  }

  @Test
  void namesAreEqualByOctets() {
    // What the DNS takes for the same is not the same octets on the wire.
    assertThat(DomainName.parse("A")).isNotEqualTo(DomainName.parse("a"));
    assertThat(DomainName.parse("a"))
        .isEqualTo(DomainName.decode(Octets.of(1, 'a', 0)).orElseThrow());
  }

  @Test
  void namesFollowOneAnother() {
    // A list has nothing between its names; one that is broken spoils it.
    List<DomainName> names =
        List.of(DomainName.parse("a.b"), DomainName.ROOT, DomainName.parse("c"));
    Octets octets = Octets.parse("0161016200" + "00" + "016300");

    assertThat(DomainName.encodeAll(names)).isEqualTo(octets);
    assertThat(DomainName.decodeAll(octets)).contains(names);
    assertThat(DomainName.decodeAll(octets.slice(0, 8))).isEmpty();
    assertThat(DomainName.decodeAll(Octets.EMPTY)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> DomainName.encodeAll(List.of()));
  }

  @Property
  void everyNameComesBackFromItsText(@ForAll("names") DomainName name) {
    // The labels may be of any octets.
    assertThat(DomainName.parse(name.toString())).isEqualTo(name);
    assertThat(DomainName.of(name.labels())).isEqualTo(name);
  }

  @Provide
  Arbitrary<DomainName> names() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(Octets::copyOf)
        .list()
        .ofMaxSize(4)
        .map(DomainName::of);
  }
}
