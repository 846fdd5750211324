package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link MessageType}. */
class MessageTypeTest {

  @ParameterizedTest
  @CsvSource({
    "1, DISCOVER, true",
    "2, OFFER, false",
    "3, REQUEST, true",
    "4, DECLINE, true",
    "5, ACK, false",
    "6, NAK, false",
    "7, RELEASE, true",
    "8, INFORM, true",
    "9, FORCERENEW, false",
    "10, LEASEQUERY, true",
    "11, LEASEUNASSIGNED, false",
    "12, LEASEUNKNOWN, false",
    "13, LEASEACTIVE, false",
    "14, BULKLEASEQUERY, true",
    "15, LEASEQUERYDONE, false",
    "16, ACTIVELEASEQUERY, true",
    "17, LEASEQUERYSTATUS, false",
    "18, TLS, true"
  })
  void numbersAndDirectionsAreThoseOfTheRegistry(
      int code, MessageType type, boolean sentToServers) {
    // One row a number of the IANA registry «DHCP Message Type 53 Values».
    assertThat(MessageType.of(code)).contains(type);
    assertThat(type.code()).isEqualTo(code);
    assertThat(type.isSentToServers()).isEqualTo(sentToServers);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 19, 255, 256})
  void otherNumbersAreUnknown(int code) {
    // A number without a meaning is no type, and no exception.
    assertThat(MessageType.of(code)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeIsOneOctet(MessageType type) {
    // Option 53 gives back the type that was written.
    Octets written = DhcpOptions.DHCP_MSG_TYPE.encode(type);

    assertThat(written).isEqualTo(Octets.of(type.code()));
    assertThat(DhcpOptions.DHCP_MSG_TYPE.decode(written)).contains(type);
  }

  @Test
  void otherLengthsAreNoType() {
    // An empty value and two octets do not say what the message is.
    assertThat(DhcpOptions.DHCP_MSG_TYPE.decode(Octets.EMPTY)).isEmpty();
    assertThat(DhcpOptions.DHCP_MSG_TYPE.decode(Octets.of(1, 1))).isEmpty();
  }
}
