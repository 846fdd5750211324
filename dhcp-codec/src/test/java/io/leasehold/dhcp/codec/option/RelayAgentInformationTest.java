package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link RelayAgentInformation}. */
class RelayAgentInformationTest {

  private static RelayAgentInformation information(String octets) {
    return RelayAgentInformation.decode(Octets.parse(octets)).orElseThrow();
  }

  @Test
  void anAccessPointHasAnEthernetAddress() {
    // What would not be read again is refused when it is written.
    for (int length : new int[] {0, 8}) {
      HardwareAddress address = new HardwareAddress(1, Octets.wrap(new byte[length]));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RelayAgentOptions.ACCESS_POINT_BSSID.encode(address))
          .withMessageContaining("Access Point BSSID (16)");
    }
  }

  @Test
  void subOptionsAreFoundByTheirCode() {
    // Unknown and empty sub-options are kept and found as the known ones are.
    RelayAgentInformation information =
        RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.ofText("eth0/1"))
            .with(OptionKey.of(200, "ours", OptionFormat.OPAQUE), Octets.of(1, 2))
            .with(OptionKey.of(201, "ours too", OptionFormat.OPAQUE), Octets.EMPTY);

    assertThat(information.octets()).hasToString("0106657468302f31" + "c8020102" + "c900");
    assertThat(information.get(RelayAgentOptions.CIRCUIT_ID)).contains(Octets.ofText("eth0/1"));
    assertThat(information.subOptions().raw(200)).contains(Octets.of(1, 2));
    assertThat(information.subOptions().raw(201)).contains(Octets.EMPTY);
    assertThat(information.get(RelayAgentOptions.REMOTE_ID)).isEmpty();
    assertThat(information)
        .hasToString(
            "Agent Circuit ID: 657468302f31 \"eth0/1\"; code 200: 0102; code 201: no octets");
  }

  @Test
  void ofTwoSubOptionsWithOneCodeTheFirstCounts() {
    // Both are echoed, and the first one is read.
    RelayAgentInformation information =
        RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, Octets.of(1))
            .with(RelayAgentOptions.CIRCUIT_ID, Octets.of(2));

    assertThat(information.octets()).hasToString("010101010102");
    assertThat(information.get(RelayAgentOptions.CIRCUIT_ID)).contains(Octets.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "0101", "010200", "01010001", "010100ff05"})
  void octetsThatAreNoSubOptionsAreRefused(String octets) {
    // Nothing, half a sub-option and one that runs past the end read as none.
    assertThat(DhcpOptions.RELAY_AGENT_INFORMATION.decode(Octets.parse(octets))).isEmpty();
    assertThat(DhcpOptions.RELAY_AGENT_INFORMATION.format().accepts(Octets.parse(octets)))
        .isFalse();
  }

  @Test
  void itHoldsSubOptionsOfItsOwnSpace() {
    // None at all, and those of another option, are refused.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RelayAgentInformation(RelayAgentOptions.SPACE.empty()))
        .withMessageContaining("expected at least one sub-option");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new RelayAgentInformation(PxeOptions.SPACE.empty().withRaw(1, Octets.EMPTY)))
        .withMessageEndingWith("of PXE");
  }

  @Test
  void aSubOptionThatCannotHoldItsValueIsNamed() {
    // The refusal says which sub-option, and what is wrong with the value.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayAgentInformation.of(RelayAgentOptions.SUBSCRIBER_ID, "a\0"))
        .withMessageContaining("Subscriber-ID (6)")
        .withMessageContaining("without NUL");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RelayAgentInformation.of(RelayAgentOptions.REMOTE_ID, Octets.wrap(new byte[256])))
        .withMessage("sub-option 2: expected at most 255 octets, found 256");
  }

  @Test
  void addressesOfTheRelayAreRead() {
    // Link selection and server identifier override are addresses where they have four octets.
    RelayAgentInformation information =
        RelayAgentInformation.of(
                RelayAgentOptions.LINK_SELECTION, Ipv4Address.parse("198.51.100.0"))
            .with(RelayAgentOptions.SERVER_IDENTIFIER_OVERRIDE, Ipv4Address.parse("198.51.100.1"));

    assertThat(information.linkSelection()).contains(Ipv4Address.parse("198.51.100.0"));
    assertThat(information.serverIdentifierOverride()).contains(Ipv4Address.parse("198.51.100.1"));
    assertThat(information("0503c63364").linkSelection()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0a0180, true", "0a01ff, true", "0a017f, false", "0a0100, false"})
  void theHighestFlagSaysUnicast(String octets, boolean unicast) {
    // The other seven flags mean nothing here (RFC 5010).
    assertThat(information(octets).receivedByUnicast()).contains(unicast);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0101aa", "0a00", "0a028000"})
  void withoutOneOctetOfFlagsTheRelaySaysNothing(String octets) {
    // Absent, empty and too long flags are neither unicast nor broadcast.
    assertThat(information(octets).receivedByUnicast()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1300, true", "01010a1300, true", "13021388, false", "0101aa, false"})
  void relaySourcePortIsEmptyInARequest(String octets, boolean present) {
    // The sub-option has no octets; with some it is something else (RFC 8357).
    assertThat(information(octets).hasRelaySourcePort()).isEqualTo(present);
  }
}
