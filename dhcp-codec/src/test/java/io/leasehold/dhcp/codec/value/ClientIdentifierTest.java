package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link ClientIdentifier}. */
class ClientIdentifierTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 255})
  void lengthsOf2To255AreKeptWhole(int length) {
    // The octets are the identity, zeros at the end included.
    Octets octets = Octets.wrap(new byte[length]);

    assertThat(DhcpOptions.CLIENT_ID.decode(octets)).contains(new ClientIdentifier(octets));
    assertThat(DhcpOptions.CLIENT_ID.encode(new ClientIdentifier(octets))).isEqualTo(octets);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 256})
  @Tag("DEC-26")
  void dec26OtherLengthsAreNoIdentifier(int length) {
    // From the wire they read as none; in a program they are refused with the length.
    Octets octets = Octets.wrap(new byte[length]);

    assertThat(DhcpOptions.CLIENT_ID.decode(octets)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientIdentifier(octets))
        .withMessageEndingWith("expected 2 to 255 octets, found " + length);
  }

  @Test
  void textIsHexadecimalWithColons() {
    // The octets are never interpreted, so that what looks like text is shown as octets too.
    assertThat(new ClientIdentifier(Octets.of(0, 'a', 'b'))).hasToString("00:61:62");
  }

  @Test
  void aHardwareAddressIsFound() {
    // The first octet is its type; 0 and 255 are other things, and so is a too long one.
    HardwareAddress address = HardwareAddress.ethernet("02:00:5e:10:00:01");
    ClientIdentifier identifier = ClientIdentifier.of(address);

    assertThat(identifier).hasToString("01:02:00:5e:10:00:01");
    assertThat(identifier.type()).isEqualTo(HardwareAddress.ETHERNET);
    assertThat(identifier.hardwareAddress()).contains(address);
    assertThat(identifier.duid()).isEmpty();
    assertThat(identifier.describe()).isEqualTo("hardware address 02:00:5e:10:00:01");
    assertThat(new ClientIdentifier(Octets.of(0, 1)).hardwareAddress()).isEmpty();
    assertThat(new ClientIdentifier(Octets.of(255, 1)).hardwareAddress()).isEmpty();
    assertThat(new ClientIdentifier(Octets.wrap(new byte[17]).concat(Octets.of(1))).describe())
        .startsWith("type 0 0000");
  }

  @Test
  void anAddressOfSeventeenOctetsIsNone() {
    // The field of a hardware address ends at 16 octets.
    byte[] octets = new byte[18];
    octets[0] = 1;

    assertThat(new ClientIdentifier(Octets.copyOf(octets, 0, 17)).hardwareAddress()).isPresent();
    assertThat(new ClientIdentifier(Octets.copyOf(octets)).hardwareAddress()).isEmpty();
  }

  @Test
  void interfaceAndDuidAreFound() {
    // Type 255 is followed by the client's number for its interface and its DUID (RFC 4361).
    Duid duid = Duid.ofLinkLayer(1, Octets.parse("02005e100001"));
    ClientIdentifier identifier = ClientIdentifier.of(0xffff_fffeL, duid);

    assertThat(identifier).hasToString("ff:ff:ff:ff:fe:00:03:00:01:02:00:5e:10:00:01");
    assertThat(identifier.iaid()).contains(0xffff_fffeL);
    assertThat(identifier.duid()).contains(duid);
    assertThat(identifier.describe())
        .isEqualTo("IAID 4294967294, DUID-LL Ethernet (1) 02:00:5e:10:00:01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ff01", "ff00000001", "ff000000010003"})
  void withoutAWholeDuidThereIsNone(String octets) {
    // Type 255 alone does not make an identifier of RFC 4361; it is kept and shown as it is.
    ClientIdentifier identifier = new ClientIdentifier(Octets.parse(octets));

    assertThat(identifier.iaid()).isEmpty();
    assertThat(identifier.duid()).isEmpty();
    assertThat(identifier.describe()).isEqualTo("type 255 " + octets.substring(2));
  }
}
