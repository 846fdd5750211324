package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of text forms that parse back. */
class TextFormsTest {

  @ParameterizedTest
  @ValueSource(strings = {"02:00:5e:10:00:0a", "[27]02:00", "[0]", "", "[255]0a"})
  void hardwareAddressesParseBack(String text) {
    // Ethernet without a type, others with theirs.
    assertThat(HardwareAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[27", "[x]02", "[256]02", "[]02", "0", "zz", "[1]]00"})
  void otherTextIsNoHardwareAddress(String text) {
    // The error quotes the text.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HardwareAddress.parse(text))
        .withMessageStartingWith("\"" + text + "\": expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01:02:00:5e:10:00:0a", "ff:00", "00:61"})
  void clientIdentifiersParseBack(String text) {
    // In hexadecimal, as logs have them.
    assertThat(ClientIdentifier.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "zz"})
  void otherTextIsNoClientIdentifier(String text) {
    // The error quotes the text.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientIdentifier.parse(text))
        .withMessageStartingWith("\"" + text + "\": expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/8 via 192.0.2.1", "0.0.0.0/0 via 0.0.0.0"})
  void routesParseBack(String text) {
    // Destination and router, as describe() has them.
    assertThat(ClasslessRoute.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/8", "10.0.0.0/8 via", "10.0.0.0/8 via 192.0.2.1 via 192.0.2.2"})
  void otherTextIsNoRoute(String text) {
    // The error quotes the text.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClasslessRoute.parse(text))
        .withMessageContaining("\"" + text);
  }
}
