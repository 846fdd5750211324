package io.leasehold.dhcp.codec;

import static io.leasehold.dhcp.codec.Datagrams.decode;
import static io.leasehold.dhcp.codec.Datagrams.decodeCleanly;
import static io.leasehold.dhcp.codec.Datagrams.hex;
import static io.leasehold.dhcp.codec.Datagrams.withFields;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link DhcpCodec#decode}: options in {@code file} and {@code sname}. */
class OverloadDecodingTest {

  private static final String DISCOVER = "350101";

  @Test
  @Tag("DEC-07")
  void dec07PiecesAreJoinedFromOptionsThenFileThenSname() {
    // The order of the fields in the header does not matter, but that of RFC 3396.
    DhcpMessage message =
        decodeCleanly(withFields("e0020506ff", "e0020304ff", DISCOVER + "340103" + "e0020102ff"));

    assertThat(hex(message.options())).isEqualTo("{53=01, 52=03, 224=010203040506}");
  }

  @ParameterizedTest
  @CsvSource({
    "DEC-10, 01, '{53=01, 52=01, 12=66}', 0c0173ff, ''",
    "DEC-11, 02, '{53=01, 52=02, 12=73}', '', 0c0166ff",
    "DEC-12, 03, '{53=01, 52=03, 12=6673}', '', ''"
  })
  @Tag("DEC-10")
  @Tag("DEC-11")
  @Tag("DEC-12")
  void dec10To12OverloadSaysWhichFieldsHoldOptions(
      String row, String overload, String options, String sname, String file) {
    // Bit 1 is file, bit 2 is sname, file is read first; a field that holds options has no name.
    DhcpMessage message =
        decodeCleanly(withFields("0c0173ff", "0c0166ff", DISCOVER + "3401" + overload + "ff"));

    assertThat(hex(message.options())).as(row).isEqualTo(options);
    assertThat(message.sname()).as(row).hasToString(sname);
    assertThat(message.file()).as(row).hasToString(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"340100", "340104", "3401ff", "3400", "34020103", "340101340101"})
  @Tag("DEC-13")
  void dec13AnOverloadWithoutAMeaningIsIgnored(String overload) {
    // The names stay names, and the message is read.
    DhcpMessage message =
        decode(withFields("0c0173ff", "0c0166ff", DISCOVER + overload + "ff")).message();

    assertThat(message.messageType()).contains(MessageType.DISCOVER);
    assertThat(message.options().contains(DhcpOptions.HOSTNAME)).isFalse();
    assertThat(message.sname()).hasToString("0c0173ff");
    assertThat(message.file()).hasToString("0c0166ff");
  }

  @Test
  @Tag("DEC-14")
  void dec14AnOverloadWithinFileHasNoEffect() {
    // Only the options field says which fields hold options; here file tries to add sname.
    DhcpMessage message =
        decode(withFields("0c0173ff", "340103" + "0c0166" + "ff", DISCOVER + "340101ff")).message();

    assertThat(message.option(DhcpOptions.HOSTNAME)).contains("f");
    assertThat(message.sname()).hasToString("0c0173ff");
  }

  @Test
  @Tag("DEC-15")
  void dec15AFieldWithoutEndStopsAtItsBoundary() {
    // An option of file that would run on into the options field is dropped in file.
    String file = "0c0166" + "00".repeat(122) + "3d0a01";
    Decoded decoded = decode(withFields("", file, DISCOVER + "340101ff"));

    assertThat(hex(decoded.message().options())).isEqualTo("{53=01, 52=01, 12=66}");
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem(
                "Client Id (61)", 108 + 125, "10 octets of value", "1 up to the end of the field"));
  }

  @Test
  @Tag("DEC-15")
  void dec15AFieldMayBeFilledToItsLastOctet() {
    // An option that ends with its field is whole; that END is missing is a problem only.
    String sname = "e03e" + "ab".repeat(62);

    Decoded decoded = decode(withFields(sname, "", DISCOVER + "340102ff"));

    assertThat(decoded.message().options().raw(224)).contains(Octets.parse("ab".repeat(62)));
    assertThat(decoded.problems())
        .containsExactly(new DecodeProblem("sname", 108, "END (255)", "the end of the field"));
  }

  @Test
  @Tag("DEC-16")
  void dec16AnOptionDoesNotGoOnInAnotherField() {
    // Half an option at the end of the options field is not completed by the octets of file.
    Decoded decoded = decode(withFields("", "e10166ff", DISCOVER + "340101" + "e004c000"));

    assertThat(hex(decoded.message().options())).isEqualTo("{53=01, 52=01, 225=66}");
    assertThat(decoded.problems())
        .containsExactly(
            new DecodeProblem(
                "option 224", 246, "4 octets of value", "2 up to the end of the field"));
  }
}
