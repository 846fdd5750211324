package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  record Change(int code, List<Integer> value, boolean isRemoval) {}

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
        Octets value = Octets.of(change.value().stream().mapToInt(Integer::intValue).toArray());
        builder.putRaw(change.code(), value);
        model.put(change.code(), value);
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
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<List<Integer>> values = Arbitraries.integers().between(0, 255).list().ofMaxSize(40);
    return Combinators.combine(
            Arbitraries.integers().between(1, 8), values, Arbitraries.of(false, false, false, true))
        .as(Change::new)
        .list()
        .ofMaxSize(30);
  }

  @Test
  void aReplacedOptionKeepsItsPlace() {
    // A longer and a shorter value both go where the old one was, and the others stay whole.
    OptionSet longer = THREE.toBuilder().putRaw(61, Octets.wrap(new byte[200])).build();
    OptionSet shorter = THREE.toBuilder().putRaw(61, Octets.EMPTY).build();

    assertThat(longer.codes()).containsExactly(53, 61, 50);
    assertThat(longer.raw(61)).contains(Octets.wrap(new byte[200]));
    assertThat(longer.get(DhcpOptions.ADDRESS_REQUEST)).contains(Ipv4Address.parse("192.0.2.10"));
    assertThat(shorter).hasToString("{53=01, 61=, 50=c000020a}");
  }

  @Test
  void buildersDoNotShareStorage() {
    // A set does not change when its builder, or a builder made of it, goes on.
    OptionSet.Builder builder = THREE.toBuilder();
    OptionSet before = builder.build();
    builder.putRaw(53, Octets.of(3)).remove(61);

    assertThat(before).isEqualTo(THREE);
    assertThat(THREE.raw(53)).contains(Octets.of(1));
    assertThat(builder.build()).hasToString("{53=03, 50=c000020a}");
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
  void putAllReplacesInPlaceAndAddsAtTheEnd() {
    // Options that both sets have keep their place and take the new value.
    OptionSet others =
        OptionSet.builder().putRaw(12, Octets.ofText("h")).putRaw(53, Octets.of(3)).build();

    assertThat(THREE.toBuilder().putAll(others).build())
        .hasToString("{53=03, 61=010203, 50=c000020a, 12=68}");
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
