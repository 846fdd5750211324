package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.octets.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an option is called, and how its {@code data} is read.
 *
 * @param space the option space that it belongs to
 * @param code 1 to 254; in a space inside an option 0 to 255
 * @param name Kea's name, which is not always the IANA registry's
 * @param fields the types of its values, in order; several make a record
 * @param array whether the last value may come several times
 * @param encapsulates the space of the options that may follow its values
 */
record OptionDefinition(
    String space,
    int code,
    String name,
    List<OptionType> fields,
    boolean array,
    Optional<String> encapsulates) {

  /** The space of the options that are in messages themselves. */
  static final String DHCP4 = "dhcp4";

  /** Reads a code; in a space inside an option all octets are codes. */
  static int code(String space, JsonValue code) {
    return (int) (space.equals(DHCP4) ? code.integer(1, 254) : code.integer(0, 255));
  }

  /** Returns the octets of the comma-separated values in {@code data}. */
  Octets encode(JsonValue data) {
    if (fields.equals(List.of(OptionType.EMPTY))) {
      if (!data.text().isEmpty()) {
        throw data.refused("\"\" for option " + this + ", which has no value");
      }
      return Octets.EMPTY;
    }
    List<String> values = split(data.text());
    if (values.size() < fields.size() || (values.size() > fields.size() && !array)) {
      throw data.refused(
          (array ? "at least " : "")
              + fields.size()
              + (fields.size() == 1 ? " value" : " values")
              + " for option "
              + this
              + "; a comma inside a value is written \\\\,");
    }
    Octets octets = Octets.EMPTY;
    for (int i = 0; i < values.size(); i++) {
      OptionType type = fields.get(Math.min(i, fields.size() - 1));
      Optional<Octets> value = type.encode(values.get(i));
      if (value.isEmpty()) {
        throw data.refused(
            type.expected()
                + (values.size() == 1 ? "" : " in value " + (i + 1))
                + " of option "
                + this);
      }
      octets = octets.concat(value.get());
    }
    return octets;
  }

  /** Splits at commas, except for those after a backslash, which lose it. */
  private static List<String> split(String data) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < data.length(); i++) {
      char c = data.charAt(i);
      if (c == '\\' && i + 1 < data.length() && data.charAt(i + 1) == ',') {
        value.append(',');
        i++;
      } else if (c == ',') {
        values.add(value.toString().strip());
        value.setLength(0);
      } else {
        value.append(c);
      }
    }
    values.add(value.toString().strip());
    return values;
  }

  /** Returns the name and the code, such as {@code routers (3)}. */
  @Override
  public String toString() {
    return name + " (" + code + ")";
  }
}
