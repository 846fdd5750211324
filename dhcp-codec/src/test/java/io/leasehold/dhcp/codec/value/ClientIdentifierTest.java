package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
}
