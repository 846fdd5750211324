package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link Duid}. */
class DuidTest {

  private static final Octets ADDRESS = Octets.parse("02005e100001");

  @Test
  void linkLayerAndTimeAreKept() {
    // The time counts seconds from the year 2000 (RFC 8415 section 11.2).
    Instant time = Instant.parse("2000-01-02T00:00:00Z");
    Duid duid = Duid.ofLinkLayerTime(1, time, ADDRESS);

    assertThat(duid).hasToString("00:01:00:01:00:01:51:80:02:00:5e:10:00:01");
    assertThat(duid.type()).isEqualTo(Duid.LINK_LAYER_TIME);
    assertThat(duid.hardwareType()).contains(1);
    assertThat(duid.time()).contains(time);
    assertThat(duid.linkLayerAddress()).contains(ADDRESS);
    assertThat(duid.describe())
        .isEqualTo("DUID-LLT Ethernet (1) 02:00:5e:10:00:01 of 2000-01-02T00:00:00Z");
  }

  @Test
  void linkLayerIsKept() {
    // Type, hardware type and address, and nothing of the other kinds.
    Duid duid = Duid.ofLinkLayer(1, ADDRESS);

    assertThat(duid).hasToString("00:03:00:01:02:00:5e:10:00:01");
    assertThat(duid.linkLayerAddress()).contains(ADDRESS);
    assertThat(duid.hardwareType()).contains(1);
    assertThat(duid.time()).isEmpty();
    assertThat(duid.enterprise()).isEmpty();
    assertThat(duid.uuid()).isEmpty();
    assertThat(duid.describe()).isEqualTo("DUID-LL Ethernet (1) 02:00:5e:10:00:01");
  }

  @Test
  void enterpriseIsKept() {
    // The example of RFC 8415 section 11.3.
    Duid duid = Duid.ofEnterprise(new EnterpriseNumber(9), Octets.parse("0cc084d303000912"));

    assertThat(duid).hasToString("00:02:00:00:00:09:0c:c0:84:d3:03:00:09:12");
    assertThat(duid.enterprise()).contains(EnterpriseNumber.CISCO);
    assertThat(duid.linkLayerAddress()).isEmpty();
    assertThat(duid.describe()).isEqualTo("DUID-EN Cisco (9) 0cc084d303000912");
  }

  @Test
  void uuidIsKept() {
    // All sixteen octets, in the order of the network (RFC 6355).
    UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");

    assertThat(Duid.of(uuid)).hasToString("00:04:f8:1d:4f:ae:7d:ec:11:d0:a7:65:00:a0:c9:1e:6b:f6");
    assertThat(Duid.of(uuid).uuid()).contains(uuid);
    assertThat(Duid.of(uuid).describe()).isEqualTo("DUID-UUID " + uuid);
  }

  @ParameterizedTest
  @CsvSource({
    "00:09:aa",
    "00:04:aa:bb",
    "00:02:00:00",
    "00:01:00:01:00:00:00",
    "00:03:00",
    "00:03:00:01"
  })
  void othersAreKeptAsTheyAre(String text) {
    // A type without a meaning, and a known type with too few octets, is an identifier too.
    Duid duid = Duid.parse(text);

    assertThat(duid).hasToString(text);
    assertThat(Duid.decode(duid.octets())).contains(duid);
    assertThat(duid.describe()).isEqualTo("DUID " + text);
    assertThat(duid.uuid()).isEmpty();
    assertThat(duid.time()).isEmpty();
    assertThat(duid.hardwareType()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 131})
  void otherLengthsAreNone(int length) {
    // The type has two octets, and 1 to 128 follow (RFC 8415 section 11.1).
    Octets octets = Octets.wrap(new byte[length]);

    assertThat(Duid.decode(octets)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Duid(octets))
        .withMessageEndingWith("expected 3 to 130 octets, found " + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 130})
  void theShortestAndTheLongestAreKept(int length) {
    // Both ends of the legal lengths.
    assertThat(Duid.decode(Octets.wrap(new byte[length]))).isPresent();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    // Text of other octets is quoted; a time before the count begins names its seconds.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Duid.parse("00:01"))
        .withMessage("\"00:01\": expected 3 to 130 octets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Duid.ofLinkLayerTime(1, Instant.parse("1999-12-31T23:59:59Z"), ADDRESS))
        .withMessageContaining("seconds from the year 2000 -1");
  }
}
