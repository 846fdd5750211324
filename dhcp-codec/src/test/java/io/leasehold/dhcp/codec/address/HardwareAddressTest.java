package io.leasehold.dhcp.codec.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link HardwareAddress}. */
class HardwareAddressTest {

  @ParameterizedTest
  @ValueSource(strings = {"02:00:5e:10:00:0a", "02-00-5E-10-00-0A", "02005e10000a"})
  void ethernetReadsSixOctets(String text) {
    // Colons, hyphens, nothing between the pairs, and either case give the same address.
    HardwareAddress address = HardwareAddress.ethernet(text);

    assertThat(address)
        .isEqualTo(new HardwareAddress(1, Octets.of(0x02, 0x00, 0x5e, 0x10, 0x00, 0x0a)))
        .hasToString("02:00:5e:10:00:0a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "02:00:5e:10:00", "02:00:5e:10:00:0a:0b", "02:00:5e:10:00:0g", "if0"})
  void ethernetRefusesAnythingElse(String text) {
    // Too short, too long and not hexadecimal are refused with the text.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HardwareAddress.ethernet(text))
        .withMessageContaining("\"" + text + "\"")
        .withMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 256})
  void typeIsOneOctet(int type) {
    // The header has one octet for the type.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HardwareAddress(type, Octets.EMPTY))
        .withMessage("hardware type " + type + ": expected 0 to 255");
  }

  @Test
  void lengthIsThatOfChaddr() {
    // Sixteen octets are the room in the header; seventeen are refused.
    Octets sixteen = Octets.wrap(new byte[16]);

    assertThat(new HardwareAddress(32, sixteen).octets()).isEqualTo(sixteen);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HardwareAddress(32, sixteen.concat(Octets.of(1))))
        .withMessageContaining("expected at most 16 octets");
  }

  @Test
  void otherTypesAreShown() {
    // The type is part of the identity and of the text; without octets it is all there is.
    HardwareAddress infiniband = new HardwareAddress(32, Octets.EMPTY);

    assertThat(infiniband).hasToString("[32]").isNotEqualTo(new HardwareAddress(1, Octets.EMPTY));
    assertThat(new HardwareAddress(6, Octets.of(1, 2))).hasToString("[6]01:02");
  }
}
