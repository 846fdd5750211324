package io.leasehold.dhcp.codec.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@link GeoLocation}, the value of options 123 and 144. */
class GeoLocationTest {

  private static GeoLocation at(double latitude, double longitude, double altitude) {
    return new GeoLocation(
        1, latitude, 18, longitude, 17, GeoLocation.METRES, altitude, 20, 0, GeoLocation.WGS_84);
  }

  @Test
  void everyFieldHasItsBits() {
    // One bit of each field at a time, so that none lies over another: 6 + 34, 6 + 34, 4 + 6 + 30,
    // 2 + 3 + 3 (RFC 6225 section 2.2).
    assertBits(
        "04000000 00000000 00000000 00000000", new GeoLocation(0, 0, 1, 0, 0, 0, 0, 0, 0, 0));
    assertBits(
        "00020000 00000000 00000000 00000000", new GeoLocation(0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
    assertBits(
        "00000000 00040000 00000000 00000000", new GeoLocation(0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
    assertBits(
        "00000000 00000200 00000000 00000000", new GeoLocation(0, 0, 0, 1, 0, 0, 0, 0, 0, 0));
    assertBits(
        "00000000 00000000 00001000 00000000", new GeoLocation(0, 0, 0, 0, 0, 1, 0, 0, 0, 0));
    assertBits(
        "00000000 00000000 00000040 00000000", new GeoLocation(0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
    assertBits(
        "00000000 00000000 00000000 00010000", new GeoLocation(0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
    assertBits(
        "00000000 00000000 00000000 00000040", new GeoLocation(1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    assertBits(
        "00000000 00000000 00000000 00000008", new GeoLocation(0, 0, 0, 0, 0, 0, 0, 0, 1, 0));
    assertBits(
        "00000000 00000000 00000000 00000001", new GeoLocation(0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void negativeNumbersAreComplements() {
    // South, west and below the datum have the highest bit set, and all bits above it.
    assertBits(
        "03feffff ff03fdff ffff003f fffeff00",
        new GeoLocation(0, -0.5 - 0x1p-25, 0, -1 - 0x1p-25, 0, 0, -1 - 0x1p-8, 0, 0, 0));
  }

  private static void assertBits(String octets, GeoLocation location) {
    assertThat(location.encode()).isEqualTo(Octets.parse(octets));
    assertThat(GeoLocation.decode(Octets.parse(octets))).contains(location);
  }

  @Property
  void anySixteenOctetsComeBack(@ForAll @Size(16) byte[] octets) {
    // No bit is lost, those without a meaning included.
    assertThat(GeoLocation.decode(Octets.copyOf(octets)).orElseThrow().encode())
        .isEqualTo(Octets.copyOf(octets));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "000000000000000000000000000000"})
  void otherLengthsAreNone(String octets) {
    // There is one length, and less is not a place.
    assertThat(GeoLocation.decode(Octets.parse(octets))).isEmpty();
    assertThat(GeoLocation.decode(Octets.wrap(new byte[17]))).isEmpty();
  }

  @Test
  void numbersAreRoundedToTheOption() {
    // What comes back equals what was made, though the option has no such number.
    GeoLocation house = at(38.89868, -77.03723, 15.001);

    assertThat(GeoLocation.decode(house.encode())).contains(house);
    assertThat(house.latitude()).isCloseTo(38.89868, within(0x1p-26));
    assertThat(house.longitude()).isCloseTo(-77.03723, within(0x1p-26));
    assertThat(house.altitude()).isEqualTo(15.0);
    assertThat(at(-0.0, -1e-12, -0.0)).isEqualTo(at(0, 0, 0));
  }

  private static Offset<Double> within(double offset) {
    return Offset.offset(offset);
  }

  @ParameterizedTest
  @CsvSource({
    "256, 0, 0, latitude 256.0",
    "-256.1, 0, 0, latitude -256.1",
    "0, 256, 0, longitude 256.0",
    "0, NaN, 0, longitude NaN",
    "0, 0, 2097152, altitude 2097152.0"
  })
  void degreesBeyondTheOptionAreRefused(
      double latitude, double longitude, double altitude, String message) {
    // The refusal names the field and its value.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at(latitude, longitude, altitude))
        .withMessageMatching(
            message + ": expected -(256|2097152)\\.0 up to, not including, \\1\\.0");
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0, 0, 0, 0, 0, 0, version 4",
    "0, 64, 0, 0, 0, 0, 0, exactness of the latitude 64",
    "0, 0, 64, 0, 0, 0, 0, exactness of the longitude 64",
    "0, 0, 0, 16, 0, 0, 0, altitude type 16",
    "0, 0, 0, 0, 64, 0, 0, exactness of the altitude 64",
    "0, 0, 0, 0, 0, 8, 0, reserved bits 8",
    "0, 0, 0, 0, 0, 0, -1, datum -1"
  })
  void numbersThatHaveNoRoomAreRefused(
      int version, int north, int east, int type, int up, int reserved, int datum, String message) {
    // Each field has its bits, and a number that needs more is named.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GeoLocation(version, 0, north, 0, east, type, 0, up, reserved, datum))
        .withMessageStartingWith(message + ": expected 0 to ");
  }

  @Test
  void theLowestNumbersAreKept() {
    // A complement reaches one step lower than it reaches up.
    GeoLocation lowest = at(-256, -256, -2_097_152);

    assertThat(GeoLocation.decode(lowest.encode())).contains(lowest);
  }

  @Test
  void wordsAreDegrees() {
    // Option 144 says how uncertain it is, option 123 how many bits count.
    assertThat(at(38.5, -77.25, 15.5))
        .hasToString("38.5 -77.25, altitude 15.5 m, WGS 84 (1), uncertainty 18 17 20");
    assertThat(new GeoLocation(0, 1, 34, -2, 34, 2, 3, 30, 0, 7))
        .hasToString("1 -2, altitude 3 floors, datum 7, resolution 34 34 30");
    assertThat(new GeoLocation(0, 100, 0, 0, 0, 0, 0, 0, 0, 2))
        .hasToString("100 0, NAD 83/NAVD 88 (2), resolution 0 0 0");
    assertThat(new GeoLocation(0, 0, 0, 0, 0, 9, 1, 0, 0, 1))
        .hasToString("0 0, altitude 1 of type 9, WGS 84 (1), resolution 0 0 0");
  }
}
