package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link OptionSet}. */
class OptionSetTest {

  private static final OptionSet THREE =
      OptionSet.builder()
          .putRaw(53, Octets.of(1))
          .putRaw(61, Octets.of(1, 2, 3))
          .putRaw(50, Octets.of(192, 0, 2, 10))
          .build();

  /** One change of a set: a value that is put, or none where the option is taken out. */
  record Change(int code, Octets value, boolean isRemoval) {}

  @Property
  void behavesAsAMapThatKeepsItsOrder(@ForAll("changes") List<Change> changes) {
    // After any puts and removals, a set holds what an insertion-ordered map would.
    OptionSet.Builder builder = OptionSet.builder();
    Map<Integer, Octets> model = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change.isRemoval()) {
        builder.remove(change.code());
        model.remove(change.code());
      } else {
        builder.putRaw(change.code(), change.value());
        model.put(change.code(), change.value());
      }
      assertThat(builder.contains(change.code())).isEqualTo(!change.isRemoval());
    }
    OptionSet options = builder.build();

    Map<Integer, Octets> visited = new LinkedHashMap<>();
    options.forEach(visited::put);
    assertThat(new ArrayList<>(visited.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
    assertThat(options.codes()).isEqualTo(List.copyOf(model.keySet()));
    assertThat(options.isEmpty()).isEqualTo(model.isEmpty());
    assertThat(options.toBuilder().build()).isEqualTo(options).hasSameHashCodeAs(options);
    model.forEach((code, value) -> assertThat(options.raw(code)).contains(value));
    assertThat(builder.length()).isEqualTo(options.field().length());
    Octets field = options.field().concat(Octets.of(255, 1));
    boolean isPlain = model.values().stream().allMatch(value -> value.length() <= 255);
    assertThat(OptionSet.view(field)).isEqualTo(isPlain ? Optional.of(options) : Optional.empty());
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    // Lengths around those of one and of two pieces, and codes that are equal modulo 64.
    Arbitrary<Octets> values =
        Arbitraries.of(0, 1, 4, 254, 255, 256, 509, 510, 511)
            .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length))
            .map(Octets::copyOf);
    return Combinators.combine(
            Arbitraries.of(1, 2, 3, 65, 129, 193, 254),
            values,
            Arbitraries.of(false, false, false, true))
        .as(Change::new)
        .list()
        .ofMaxSize(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00350101",
        "35010100ff",
        "350101350101",
        "3501",
        "350201",
        "35",
        "35010132",
        "fe"
      })
  void aFieldThatIsNotPlainHasNoView(String field) {
    // PADs, repeated codes and what is cut off need a reader that joins and reports.
    assertThat(OptionSet.view(Octets.parse(field))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"350101ff", "350101", "350101ff00", "350101ff350102ff", "350101ff3501"})
  void aPlainFieldIsSeenWithoutACopy(String field) {
    // What comes after END is nobody's; END itself may be missing.
    OptionSet options = OptionSet.view(Octets.parse(field)).orElseThrow();

    assertThat(options).isEqualTo(OptionSet.builder().putRaw(53, Octets.of(1)).build());
    assertThat(options.get(DhcpOptions.DHCP_MSG_TYPE)).contains(MessageType.DISCOVER);
  }

  @Test
  void onlyTheLastOptionEndsASet() {
    // A long value ends it with its last piece; an absent option never does.
    OptionSet options = THREE.toBuilder().putRaw(3, Octets.wrap(new byte[300])).build();

    assertThat(options.endsWith(DhcpOptions.ROUTER)).isTrue();
    assertThat(options.endsWith(DhcpOptions.ADDRESS_REQUEST)).isFalse();
    assertThat(options.endsWith(DhcpOptions.HOSTNAME)).isFalse();
    assertThat(THREE.endsWith(DhcpOptions.ADDRESS_REQUEST)).isTrue();
  }

  @Test
  void everyCodeIsFoundWhereverItIs() {
    // With all codes there, most share what is known of their places, or lie too far on.
    OptionSet.Builder builder = OptionSet.builder();
    for (int code = 1; code <= OptionSet.MAX_OPTIONS; code++) {
      assertThat(builder.build().contains(code)).isFalse();
      builder.putRaw(code, Octets.of(code));
    }
    OptionSet built = builder.build();
    OptionSet viewed = OptionSet.view(built.field()).orElseThrow();

    for (int code = 1; code <= OptionSet.MAX_OPTIONS; code++) {
      assertThat(built.raw(code)).contains(Octets.of(code));
      assertThat(viewed.raw(code)).contains(Octets.of(code));
    }
    for (int code : new int[] {0, 255, 256, 257, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      assertThat(viewed.contains(code)).isFalse();
      assertThat(viewed.raw(code)).isEmpty();
    }
  }

  @Test
  void aReplacedOptionKeepsItsPlace() {
    // A longer and a shorter value both go where the old one was, and the others stay whole.
    OptionSet longer = THREE.toBuilder().putRaw(61, Octets.wrap(new byte[200])).build();
    OptionSet shorter = THREE.toBuilder().putRaw(61, Octets.EMPTY).build();

    assertThat(longer.codes()).containsExactly(53, 61, 50);
    assertThat(longer.raw(61)).contains(Octets.wrap(new byte[200]));
    assertThat(longer.get(DhcpOptions.ADDRESS_REQUEST)).contains(Ipv4Address.parse("192.0.2.10"));
    assertThat(shorter.field()).hasToString("350101" + "3d00" + "3204c000020a");
  }

  @Test
  void buildersDoNotShareStorage() {
    // A set does not change when its builder, or a builder made of it, goes on.
    OptionSet.Builder builder = THREE.toBuilder();
    OptionSet before = builder.build();
    builder.putRaw(53, Octets.of(3)).remove(61);

    assertThat(before).isEqualTo(THREE);
    assertThat(THREE.raw(53)).contains(Octets.of(1));
    assertThat(builder.build()).hasToString("{53=REQUEST, 50=192.0.2.10}");
  }

  @Test
  void equalityIsByContentAndOrder() {
    // The same options in another order, or with another value, make another set.
    OptionSet reordered =
        OptionSet.builder()
            .putRaw(61, Octets.of(1, 2, 3))
            .putRaw(53, Octets.of(1))
            .putRaw(50, Octets.of(192, 0, 2, 10))
            .build();

    assertThat(THREE)
        .isEqualTo(OptionSet.builder().putAll(THREE).build())
        .isNotEqualTo(reordered)
        .isNotEqualTo(THREE.toBuilder().putRaw(53, Octets.of(2)).build())
        .isNotEqualTo(OptionSet.EMPTY);
    assertThat(THREE.toBuilder().remove(53).remove(61).remove(50).build())
        .isEqualTo(OptionSet.EMPTY);
  }

  @Test
  void hashesSpread() {
    // Neighbouring values, as those of one vendor's addresses, hardly ever share a hash.
    long hashes =
        IntStream.range(0, 100_000)
            .map(
                i -> OptionSet.builder().putRaw(61, new Ipv4Address(i).octets()).build().hashCode())
            .distinct()
            .count();

    assertThat(hashes).isGreaterThan(99_900);
  }

  @Test
  void putAllReplacesInPlaceAndAddsAtTheEnd() {
    // Options that both sets have keep their place and take the new value.
    OptionSet others =
        OptionSet.builder().putRaw(12, Octets.ofText("h")).putRaw(53, Octets.of(3)).build();

    assertThat(THREE.toBuilder().putAll(others).build().field())
        .hasToString("350103" + "3d03010203" + "3204c000020a" + "0c0168");
  }

  @Test
  void aValueOfTheWrongFormatIsThereRaw() {
    // Asking for the value of an absent or broken option gives nothing; the octets remain.
    OptionSet broken = OptionSet.builder().putRaw(50, Octets.of(192, 0, 2)).build();

    assertThat(broken.get(DhcpOptions.ADDRESS_REQUEST)).isEmpty();
    assertThat(broken.contains(DhcpOptions.ADDRESS_REQUEST)).isTrue();
    assertThat(broken.raw(50)).contains(Octets.of(192, 0, 2));
    assertThat(broken.get(DhcpOptions.ROUTER)).isEmpty();
    assertThat(broken.contains(DhcpOptions.ROUTER)).isFalse();
    assertThat(broken.raw(3)).isEmpty();
  }

  @Test
  void valuesGoUpTo65535Octets() {
    // A large value is kept whole between others; one octet more is refused with the option.
    byte[] large = new byte[OptionSet.MAX_VALUE_LENGTH];
    Arrays.fill(large, (byte) 0xa5);
    OptionSet options =
        THREE.toBuilder().putRaw(125, Octets.wrap(large)).putRaw(12, Octets.of('h')).build();

    assertThat(options.raw(125)).contains(Octets.wrap(large));
    assertThat(options.raw(12)).contains(Octets.of('h'));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionSet.builder().putRaw(125, Octets.wrap(new byte[65_536])))
        .withMessage("option 125: expected at most 65535 octets, found 65536");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 255, 256})
  void codesWithoutAValueAreRefused(int code) {
    // PAD, END and what is no octet cannot be put.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OptionSet.builder().putRaw(code, Octets.EMPTY))
        .withMessage("option code " + code + ": expected 1 to 254");
  }
}
