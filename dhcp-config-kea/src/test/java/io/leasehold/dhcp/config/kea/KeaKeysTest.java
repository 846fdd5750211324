package io.leasehold.dhcp.config.kea;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys that are passed over, and those that must not be. */
class KeaKeysTest {

  private static final Set<KeaKeys> LEVELS =
      Set.of(
          KeaKeys.DOCUMENT,
          KeaKeys.DHCP4,
          KeaKeys.COMPATIBILITY,
          KeaKeys.INTERFACES,
          KeaKeys.LEASE_DATABASE,
          KeaKeys.SHARED_NETWORK,
          KeaKeys.SUBNET,
          KeaKeys.POOL,
          KeaKeys.CLIENT_CLASS,
          KeaKeys.RESERVATION,
          KeaKeys.FLEX_ID,
          KeaKeys.OPTION_DEF,
          KeaKeys.OPTION_DATA);

  @Test
  void refusedKeysAreKnown() {
    // Every key with harmless values belongs to a level, so that none is there by a slip of the
    // pen.
    Set<String> known = new TreeSet<>();
    LEVELS.forEach(level -> known.addAll(level.keys()));
    assertThat(known).containsAll(KeaKeys.NEUTRAL.keySet());
  }

  @Test
  void refusedWhereverTheyStand() {
    // A key that clients notice is refused at every level that has it.
    JsonValue other = new JsonValue("here", TextNode.valueOf("other"));
    Stream<String> keys = KeaKeys.NEUTRAL.keySet().stream();
    keys.forEach(
        key ->
            LEVELS.stream()
                .filter(level -> level.knows(key))
                .forEach(
                    level ->
                        assertThatExceptionOfType(KeaConfigException.class)
                            .isThrownBy(() -> level.warning(key, other))));
  }
}
