package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link OptionSpace} and {@link SubOptions}, with the space of a vendor of our own. */
class OptionSpaceTest {

  private static final OptionKey<String> TOKEN = OptionKey.of(1, "token", OptionFormat.TEXT);
  private static final OptionKey<Ipv4Address> SERVER = OptionKey.of(2, "server", OptionFormat.IPV4);
  private static final OptionSpace PLAIN = OptionSpace.of("plain", TOKEN, SERVER);
  private static final OptionKey<SubOptions> NESTED = OptionKey.of(9, "nested", PLAIN.format());
  private static final OptionSpace ACME_SPACE =
      OptionSpace.withPadAndEnd("acme", TOKEN, SERVER, NESTED);
  private static final OptionKey<SubOptions> ACME = OptionKey.of(43, "acme", ACME_SPACE.format());

  private static SubOptions plain(String octets) {
    return PLAIN.read(Octets.parse(octets)).orElseThrow();
  }

  private static SubOptions acme(String octets) {
    return ACME_SPACE.read(Octets.parse(octets)).orElseThrow();
  }

  @Test
  void aVendorsOptionIsWrittenAndRead() {
    // Nothing is registered: the key alone makes an option 43 and reads it.
    SubOptions made =
        ACME_SPACE.empty().with(TOKEN, "abc").with(SERVER, Ipv4Address.parse("192.0.2.1"));
    OptionSet options = OptionSet.builder().put(ACME, made).build();

    assertThat(options.raw(43)).contains(Octets.parse("0103616263 0204c0000201"));
    assertThat(options.get(ACME)).contains(made);
    assertThat(made.get(TOKEN)).contains("abc");
    assertThat(made.get(SERVER)).contains(Ipv4Address.parse("192.0.2.1"));
    assertThat(made.space()).isSameAs(ACME_SPACE);
  }

  @Test
  void oneCodeIsTakenOut() {
    // All that have it go, and the others stay as they were, PADs and END as well.
    assertThat(acme("010161000700010162ff09").without(1).octets())
        .isEqualTo(Octets.parse("000700ff09"));
    assertThat(plain("010161").without(1).isEmpty()).isTrue();
    assertThat(plain("010161").without(2)).isEqualTo(plain("010161"));
  }

  @Test
  void whatIsNotThereOrNotRightIsEmpty() {
    // Absent, and present with another number of octets, which raw still gives.
    SubOptions options = plain("0203c00002");

    assertThat(options.get(TOKEN)).isEmpty();
    assertThat(options.contains(TOKEN)).isFalse();
    assertThat(options.get(SERVER)).isEmpty();
    assertThat(options.contains(SERVER)).isTrue();
    assertThat(options.raw(2)).contains(Octets.parse("c00002"));
    assertThat(options.raw(7)).isEmpty();
  }

  @Test
  void ofSeveralWithOneCodeTheFirstAnswers() {
    // All of them stay in the octets, in order, and can be had one by one.
    SubOptions options = plain("010161 070155 010162");

    assertThat(options.get(TOKEN)).contains("a");
    assertThat(options.allRaw(1)).containsExactly(Octets.ofText("a"), Octets.ofText("b"));
    assertThat(options.allRaw(8)).isEmpty();
    assertThat(options.codes()).containsExactly(1, 7, 1);
    assertThat(options.octets()).isEqualTo(Octets.parse("010161070155010162"));
  }

  @Property
  void whatIsWellFormedIsKeptOctetForOctet(@ForAll byte[] octets) {
    // Either the octets are refused, or they come back as they were; walking them never throws.
    for (OptionSpace space : List.of(PLAIN, ACME_SPACE)) {
      space
          .read(Octets.copyOf(octets))
          .ifPresent(
              options -> {
                assertThat(options.octets()).isEqualTo(Octets.copyOf(octets));
                assertThat(options.codes())
                    .allSatisfy(code -> assertThat(options.raw(code)).isPresent());
                assertThat(options.toString()).doesNotContainPattern("\\p{Cntrl}");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "0101", "010261", "01016101", "0000 00", "ff"})
  void plainOctetsThatAreCutOffAreNone(String octets) {
    // Without PAD and END every octet belongs to a sub-option, 0 and 255 too.
    assertThat(PLAIN.read(Octets.parse(octets))).isEmpty();
    assertThat(PLAIN.format().decode(Octets.parse(octets))).isEmpty();
    assertThat(PLAIN.format().accepts(Octets.parse(octets))).isFalse();
  }

  @Test
  void withoutPadAndEndTheirCodesAreSubOptions() {
    // 0 and 255 are codes like any other.
    SubOptions options = plain("0000 ff0161");

    assertThat(options.codes()).containsExactly(0, 255);
    assertThat(options.raw(0)).contains(Octets.EMPTY);
    assertThat(options.raw(255)).contains(Octets.ofText("a"));
  }

  @Test
  void padIsFilledInAndEndEnds() {
    // Neither is a sub-option, and what stands behind the end is kept and never read.
    SubOptions options = acme("00 010161 0000 070155 ff 0101");

    assertThat(options.codes()).containsExactly(1, 7);
    assertThat(options.raw(0)).isEmpty();
    assertThat(options.raw(255)).isEmpty();
    assertThat(options.octets()).isEqualTo(Octets.parse("00010161000007 0155ff0101"));
    assertThat(options).hasToString("token: \"a\"; code 7: 55");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01", "000101", "010361ff", "0000010261"})
  void acmeOctetsThatAreCutOffAreNone(String octets) {
    // PAD and END do not make up for octets that a sub-option misses.
    assertThat(ACME_SPACE.read(Octets.parse(octets))).isEmpty();
  }

  @Test
  void aNewSubOptionGoesBeforeTheEnd() {
    // What is added can be read, and nothing of what was there is lost.
    SubOptions options = acme("00 010161 00 ff 99").withRaw(7, Octets.of(0x55));

    assertThat(options.octets()).isEqualTo(Octets.parse("00 010161 070155 00 ff 99"));
    assertThat(options.raw(7)).contains(Octets.of(0x55));
    assertThat(acme("ff").withRaw(7, Octets.EMPTY).octets()).isEqualTo(Octets.parse("0700ff"));
  }

  @Test
  void noneIsNoOption() {
    // An option needs an octet; a part of another value may have none.
    assertThat(PLAIN.empty().isEmpty()).isTrue();
    assertThat(PLAIN.read(Octets.EMPTY)).contains(PLAIN.empty());
    assertThat(PLAIN.format().decode(Octets.EMPTY)).isEmpty();
    assertThat(PLAIN.format().accepts(Octets.EMPTY)).isFalse();
    assertThat(acme("00ff").isEmpty()).isTrue();
    assertThat(acme("00ff")).hasToString("none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME.encode(ACME_SPACE.empty()))
        .withMessageContaining("acme (43)")
        .withMessageContaining("expected sub-options");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    // Code and length have one octet each, of which PAD and END take two codes.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.empty().withRaw(2, Octets.wrap(new byte[256])))
        .withMessage("sub-option 2: expected at most 255 octets, found 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.empty().withRaw(256, Octets.EMPTY))
        .withMessage("sub-option 256: expected a code of 0 to 255");
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.empty().withRaw(-1, Octets.EMPTY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME_SPACE.empty().withRaw(0, Octets.EMPTY))
        .withMessage("sub-option 0: expected a code of 1 to 254");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ACME_SPACE.empty().withRaw(255, Octets.EMPTY));
    assertThat(PLAIN.empty().withRaw(255, Octets.wrap(new byte[255])).codes()).containsExactly(255);
  }

  @Test
  void wordsAreThoseOfTheSubOptions() {
    // Each by its name, a space inside in braces, what is unknown or wrong in hexadecimal.
    SubOptions inner = PLAIN.empty().with(TOKEN, "in").withRaw(7, Octets.of(10, 11));
    SubOptions options =
        ACME_SPACE
            .empty()
            .with(TOKEN, "a")
            .with(NESTED, inner)
            .withRaw(2, Octets.of(1))
            .withRaw(70, Octets.of(0xab));

    assertThat(options)
        .hasToString(
            "token: \"a\"; nested: {token: \"in\"; code 7: 0a0b}; server: 01 (expected 4 octets);"
                + " code 70: ab");
    assertThat(ACME.format().describe(options)).isEqualTo(options.toString());
  }

  @Test
  void equalMeansOctetsAndSpace() {
    // The same octets mean other things in another space.
    assertThat(plain("010161")).isEqualTo(plain("010161")).hasSameHashCodeAs(plain("010161"));
    assertThat(plain("010161")).isNotEqualTo(plain("010162"));
    assertThat(plain("010161")).isNotEqualTo(acme("010161"));
  }

  @Test
  void aSpaceHasOneKeyACode() {
    // Two keys with one code would leave one of them unread.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionSpace.of("twice", TOKEN, OptionKey.of(1, "x", OptionFormat.U8)))
        .withMessage("option space twice: expected one key a code, found token (1) and x (1)");
    assertThat(PLAIN.byCode(1)).contains(TOKEN);
    assertThat(PLAIN.byCode(3)).isEmpty();
    assertThat(PLAIN.name()).isEqualTo("plain").isEqualTo(PLAIN.toString());
  }

  @Test
  void spacesLieInOneAnotherToALimit() {
    // Eight deep is described to the bottom, nine is refused where it is made.
    OptionSpace space = PLAIN;
    SubOptions options = PLAIN.empty().with(TOKEN, "bottom");
    for (int depth = 2; depth <= OptionSpace.MAX_DEPTH; depth++) {
      OptionKey<SubOptions> key = OptionKey.of(1, "down", space.format());
      space = OptionSpace.of("depth " + depth, key);
      options = space.empty().with(key, options);
    }
    OptionKey<SubOptions> tooDeep = OptionKey.of(1, "down", space.format());

    assertThat(options.toString()).contains("token: \"bottom\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionSpace.of("abyss", tooDeep))
        .withMessage("option space abyss: expected a depth of at most 8, found more");
  }
}
