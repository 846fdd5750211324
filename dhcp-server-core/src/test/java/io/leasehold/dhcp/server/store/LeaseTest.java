package io.leasehold.dhcp.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Leases as values. */
class LeaseTest {

  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.10");
  private static final ClientIdentifier IDENTIFIER = ClientIdentifier.parse("00:01:02");
  private static final HardwareAddress HARDWARE = HardwareAddress.ethernet("02:00:00:00:00:0a");

  private static final Lease LEASE =
      Lease.builder(ADDRESS)
          .version(7)
          .clientIdentifier(Optional.of(IDENTIFIER))
          .hardwareAddress(Optional.of(HARDWARE))
          .hostName(Optional.of("pc-1"))
          .relayAgentInformation(Optional.of(Octets.of(1, 1, 9)))
          .nameUpdates(NameUpdates.REVERSE)
          .startsAt(Instant.ofEpochSecond(1_800_000_000))
          .endsAt(Instant.ofEpochSecond(1_800_003_600))
          .build();

  // Each value is read as it was given, also after a way through a builder.
  @Test
  void valuesAreKept() {
    for (Lease lease : new Lease[] {LEASE, LEASE.toBuilder().build()}) {
      assertThat(lease.address()).isEqualTo(ADDRESS);
      assertThat(lease.version()).isEqualTo(7);
      assertThat(lease.state()).isEqualTo(LeaseState.BOUND);
      assertThat(lease.clientIdentifier()).contains(IDENTIFIER);
      assertThat(lease.hardwareAddress()).contains(HARDWARE);
      assertThat(lease.hostName()).contains("pc-1");
      assertThat(lease.relayAgentInformation()).contains(Octets.of(1, 1, 9));
      assertThat(lease.nameUpdates()).isEqualTo(NameUpdates.REVERSE);
      assertThat(lease.startsAt()).isEqualTo(Instant.ofEpochSecond(1_800_000_000));
      assertThat(lease.endsAt()).isEqualTo(Instant.ofEpochSecond(1_800_003_600));
      assertThat(lease.keys()).containsExactly(ClientKey.of(IDENTIFIER), ClientKey.of(HARDWARE));
    }
  }

  static Stream<UnaryOperator<Lease.Builder>> differences() {
    return Stream.of(
        it -> it.version(8),
        it -> it.state(LeaseState.RELEASED),
        it -> it.clientIdentifier(Optional.empty()),
        it -> it.hardwareAddress(Optional.of(new HardwareAddress(6, HARDWARE.octets()))),
        it -> it.hardwareAddress(Optional.empty()),
        it -> it.hostName(Optional.of("pc-2")),
        it -> it.relayAgentInformation(Optional.of(Octets.of(1, 1, 8))),
        it -> it.nameUpdates(NameUpdates.FORWARD_AND_REVERSE),
        it -> it.startsAt(Instant.EPOCH),
        it -> it.endsAt(Lease.NEVER));
  }

  // Leases that differ in one value are not equal, and do not read the same.
  @ParameterizedTest
  @MethodSource("differences")
  void everyValueCounts(UnaryOperator<Lease.Builder> difference) {
    Lease other = difference.apply(LEASE.toBuilder()).build();
    assertThat(other).isNotEqualTo(LEASE);
    assertThat(other.toString()).isNotEqualTo(LEASE.toString());
  }

  // Leases with the same values are equal.
  @Test
  void equalByContent() {
    assertThat(LEASE.toBuilder().build()).isEqualTo(LEASE).hasSameHashCodeAs(LEASE);
    assertThat(LEASE.next(LeaseState.RELEASED, Instant.EPOCH))
        .isEqualTo(
            LEASE.toBuilder().version(8).state(LeaseState.RELEASED).endsAt(Instant.EPOCH).build());
  }

  // What has no octets cannot be told from what is absent, and is absent.
  @Test
  void emptyRelayAgentInformationIsNone() {
    assertThat(
            Lease.builder(ADDRESS)
                .relayAgentInformation(Optional.of(Octets.EMPTY))
                .build()
                .relayAgentInformation())
        .isEmpty();
  }

  // A host name that could not be stored and found again is refused, and the address is named.
  @ParameterizedTest
  @ValueSource(strings = {"", "a\0b", "\ud83d"})
  void impossibleHostName(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lease.builder(ADDRESS).hostName(Optional.of(name)))
        .withMessageContaining("of the lease of 192.0.2.10: expected");
  }

  // A host name may be as long as its length can say, and no longer.
  @Test
  void longestHostName() {
    char[] longest = new char[65_535];
    Arrays.fill(longest, 'a');
    String name = new String(longest);
    assertThat(Lease.builder(ADDRESS).hostName(Optional.of(name)).build().hostName())
        .contains(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lease.builder(ADDRESS).hostName(Optional.of(name + 'a')));
  }

  // A version below 1 and a fraction of a second are refused, each with the value.
  @Test
  void impossibleNumbers() {
    Instant fraction = Instant.EPOCH.plusMillis(500);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lease.builder(ADDRESS).version(0))
        .withMessage("version 0 of the lease of 192.0.2.10: expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lease.builder(ADDRESS).startsAt(fraction))
        .withMessageContaining("start 1970-01-01T00:00:00.500Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lease.builder(ADDRESS).endsAt(fraction))
        .withMessageContaining("end 1970-01-01T00:00:00.500Z");
  }
}
