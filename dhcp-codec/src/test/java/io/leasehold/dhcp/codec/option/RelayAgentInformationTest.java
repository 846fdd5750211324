package io.leasehold.dhcp.codec.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link RelayAgentInformation}. */
class RelayAgentInformationTest {

  @Test
  void subOptionsAreFoundByTheirCode() {
    // Unknown and empty sub-options are kept and found as the known ones are.
    RelayAgentInformation information =
        RelayAgentInformation.of(RelayAgentInformation.CIRCUIT_ID, Octets.ofText("eth0/1"))
            .with(200, Octets.of(1, 2))
            .with(201, Octets.EMPTY);

    assertThat(information.octets()).hasToString("0106657468302f31" + "c8020102" + "c900");
    assertThat(information.subOption(RelayAgentInformation.CIRCUIT_ID))
        .contains(Octets.ofText("eth0/1"));
    assertThat(information.subOption(200)).contains(Octets.of(1, 2));
    assertThat(information.subOption(201)).contains(Octets.EMPTY);
    assertThat(information.subOption(RelayAgentInformation.REMOTE_ID)).isEmpty();
  }

  @Test
  void ofTwoSubOptionsWithOneCodeTheFirstCounts() {
    // Both are echoed, and the first one is read.
    RelayAgentInformation information =
        RelayAgentInformation.of(1, Octets.of(1)).with(1, Octets.of(2));

    assertThat(information.octets()).hasToString("010101010102");
    assertThat(information.subOption(1)).contains(Octets.of(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "0101", "010200", "01010001", "010100ff05"})
  void octetsThatAreNoSubOptionsAreRefused(String octets) {
    // Nothing, half a sub-option and one that runs past the end read as none.
    assertThat(DhcpOptions.RELAY_AGENT_INFORMATION.decode(Octets.parse(octets))).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RelayAgentInformation(Octets.parse(octets)))
        .withMessageContaining("expected sub-options");
  }

  @Test
  void aSubOptionThatDoesNotFitIsNamed() {
    // Code and length are one octet each; the refusal says which sub-option, and what is too much.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayAgentInformation.of(2, Octets.wrap(new byte[256])))
        .withMessage("sub-option 2: expected at most 255 octets, found 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RelayAgentInformation.of(256, Octets.EMPTY))
        .withMessage("sub-option 256: expected a code of 0 to 255");
  }

  @Test
  void addressesOfTheRelayAreRead() {
    // Link selection and server identifier override are addresses where they have four octets.
    RelayAgentInformation information =
        RelayAgentInformation.of(RelayAgentInformation.LINK_SELECTION, Octets.of(198, 51, 100, 0))
            .with(RelayAgentInformation.SERVER_IDENTIFIER_OVERRIDE, Octets.of(198, 51, 100, 1));

    assertThat(information.linkSelection()).contains(Ipv4Address.parse("198.51.100.0"));
    assertThat(information.serverIdentifierOverride()).contains(Ipv4Address.parse("198.51.100.1"));
    assertThat(
            RelayAgentInformation.of(RelayAgentInformation.LINK_SELECTION, Octets.of(198, 51, 100))
                .linkSelection())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0a0180, true", "0a01ff, true", "0a017f, false", "0a0100, false"})
  void theHighestFlagSaysUnicast(String octets, boolean unicast) {
    // The other seven flags mean nothing here (RFC 5010).
    assertThat(new RelayAgentInformation(Octets.parse(octets)).receivedByUnicast())
        .contains(unicast);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0101aa", "0a00", "0a028000"})
  void withoutOneOctetOfFlagsTheRelaySaysNothing(String octets) {
    // Absent, empty and too long flags are neither unicast nor broadcast.
    assertThat(new RelayAgentInformation(Octets.parse(octets)).receivedByUnicast()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1300, true", "01010a1300, true", "13021388, false", "0101aa, false"})
  void relaySourcePortIsEmptyInARequest(String octets, boolean present) {
    // The sub-option has no octets; with some it is something else (RFC 8357).
    assertThat(new RelayAgentInformation(Octets.parse(octets)).hasRelaySourcePort())
        .isEqualTo(present);
  }
}
