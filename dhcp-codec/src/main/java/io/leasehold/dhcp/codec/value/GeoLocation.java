package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Where something is on the globe, the value of options 123 (GeoConf) and 144 (GeoLoc, RFC 6225
 * section 2).
 *
 * <p>Degrees and altitude are rounded to the nearest number that the option can hold: a multiple of
 * 2<sup>-25</sup> degrees, which is 3 mm on the ground, and of 2<sup>-8</sup> metres or floors.
 *
 * <p>How exact each of the three is, is one number of six bits. In version 0, which option 123 has,
 * it counts the high bits that mean something. In version 1, which option 144 has, it is the
 * negative logarithm of the uncertainty: 2<sup>8-n</sup> degrees, 2<sup>21-n</sup> metres.
 *
 * @param version 0 to 3; 0 in option 123, 1 in option 144
 * @param latitude -256 to 256 degrees; north is positive. Beyond 90 it means nothing, and is kept
 * @param latitudeExactness 0 to 63
 * @param longitude -256 to 256 degrees; east is positive. Beyond 180 it means nothing, and is kept
 * @param longitudeExactness 0 to 63
 * @param altitudeType 0 to 15; {@link #METRES} and {@link #FLOORS} have a meaning
 * @param altitude -2097152 to 2097152 of what the type says
 * @param altitudeExactness 0 to 63
 * @param reserved 0 to 7, three bits without a meaning
 * @param datum 0 to 7; 1 is WGS 84
 */
public record GeoLocation(
    int version,
    double latitude,
    int latitudeExactness,
    double longitude,
    int longitudeExactness,
    int altitudeType,
    double altitude,
    int altitudeExactness,
    int reserved,
    int datum) {

  /** The altitude is not known. */
  public static final int NO_ALTITUDE = 0;

  /** The altitude is in metres above what the datum says. */
  public static final int METRES = 1;

  /** The altitude is in floors above the ground floor. */
  public static final int FLOORS = 2;

  /** World Geodesic System 1984. */
  public static final int WGS_84 = 1;

  /** North American Datum 1983, altitude over NAVD 88. */
  public static final int NAD_83_NAVD_88 = 2;

  /** North American Datum 1983, altitude over mean lower low water. */
  public static final int NAD_83_MLLW = 3;

  private static final int LENGTH = 16;
  private static final int DEGREE_BITS = 34;
  private static final int DEGREE_FRACTION = 25;
  private static final int ALTITUDE_BITS = 30;
  private static final int ALTITUDE_FRACTION = 8;

  private static final NumberNames DATUMS =
      NumberNames.from(1, "datum", List.of("WGS 84", "NAD 83/NAVD 88", "NAD 83/MLLW"));

  /**
   * Rounds and checks the numbers.
   *
   * @throws IllegalArgumentException when one of them is out of range
   */
  public GeoLocation {
    Words.inRange("version", version, 3);
    latitude = rounded("latitude", latitude, DEGREE_BITS, DEGREE_FRACTION);
    Words.inRange("exactness of the latitude", latitudeExactness, 63);
    longitude = rounded("longitude", longitude, DEGREE_BITS, DEGREE_FRACTION);
    Words.inRange("exactness of the longitude", longitudeExactness, 63);
    Words.inRange("altitude type", altitudeType, 15);
    altitude = rounded("altitude", altitude, ALTITUDE_BITS, ALTITUDE_FRACTION);
    Words.inRange("exactness of the altitude", altitudeExactness, 63);
    Words.inRange("reserved bits", reserved, 7);
    Words.inRange("datum", datum, 7);
  }

  private static double rounded(String what, double value, int bits, int fraction) {
    double scaled = Math.rint(Math.scalb(value, fraction));
    double limit = Math.scalb(1.0, bits - 1);
    if (!(scaled >= -limit && scaled < limit)) {
      double most = Math.scalb(limit, -fraction);
      throw new IllegalArgumentException(
          what + " " + value + ": expected -" + most + " up to, not including, " + most);
    }
    // Adding zero makes a negative zero positive: there is only one in the option.
    return Math.scalb(scaled, -fraction) + 0.0;
  }

  /** Returns the value that {@code octets} stand for; empty where there are not 16. */
  public static Optional<GeoLocation> decode(Octets octets) {
    if (octets.length() != LENGTH) {
      return Optional.empty();
    }
    long first = octets.u32(0) << 32 | octets.u32(4);
    long second = octets.u32(8) << 32 | octets.u32(12);
    // Latitude has 6 + 34 bits, longitude as many, of which 24 are in the first half.
    long longitude = (first & 0xff_ffffL) << 16 | second >>> 48;
    return Optional.of(
        new GeoLocation(
            field(second, 6, 2),
            fixed(first >>> 24, DEGREE_BITS, DEGREE_FRACTION),
            field(first, 58, 6),
            fixed(longitude, DEGREE_BITS, DEGREE_FRACTION),
            field(longitude, DEGREE_BITS, 6),
            field(second, 44, 4),
            fixed(second >>> 8, ALTITUDE_BITS, ALTITUDE_FRACTION),
            field(second, 38, 6),
            field(second, 3, 3),
            field(second, 0, 3)));
  }

  private static int field(long bits, int shift, int width) {
    return (int) (bits >>> shift) & ((1 << width) - 1);
  }

  private static double fixed(long bits, int width, int fraction) {
    return Math.scalb((double) (bits << (64 - width) >> (64 - width)), -fraction);
  }

  /** Returns the 16 octets that stand for the value. */
  public Octets encode() {
    long longitudeBits =
        (long) longitudeExactness << DEGREE_BITS | bits(longitude, DEGREE_BITS, DEGREE_FRACTION);
    return new OctetsWriter()
        .bits64(
            (long) latitudeExactness << 58
                | bits(latitude, DEGREE_BITS, DEGREE_FRACTION) << 24
                | longitudeBits >>> 16)
        .bits64(
            longitudeBits << 48
                | (long) altitudeType << 44
                | (long) altitudeExactness << 38
                | bits(altitude, ALTITUDE_BITS, ALTITUDE_FRACTION) << 8
                | (long) version << 6
                | (long) reserved << 3
                | datum)
        .toOctets();
  }

  private static long bits(double value, int width, int fraction) {
    return (long) Math.scalb(value, fraction) & ((1L << width) - 1);
  }

  /** Returns all in words, such as «38.897647 -77.036588, altitude 15.0 m, WGS 84 (1), …». */
  @Override
  public String toString() {
    return words(latitude)
        + " "
        + words(longitude)
        + (altitudeType == NO_ALTITUDE ? "" : ", altitude " + words(altitude) + altitudeUnit())
        + ", "
        + DATUMS.words(datum)
        + (version == 0 ? ", resolution " : ", uncertainty ")
        + latitudeExactness
        + " "
        + longitudeExactness
        + " "
        + altitudeExactness;
  }

  private String altitudeUnit() {
    return switch (altitudeType) {
      case METRES -> " m";
      case FLOORS -> " floors";
      default -> " of type " + altitudeType;
    };
  }

  /**
   * Returns a number without needless zeros; eight digits of a degree are finer than the option.
   */
  private static String words(double value) {
    return BigDecimal.valueOf(value)
        .setScale(8, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }
}
