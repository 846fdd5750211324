package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.EnterpriseNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One element of {@code option-data}.
 *
 * @param source where it stands
 * @param space the option space that it belongs to
 * @param code 1 to 254; in a space inside an option 0 to 255
 * @param encapsulates the space of the options that follow its own octets
 * @param own its own octets
 */
record ConfiguredOption(
    JsonObject source, String space, int code, Optional<String> encapsulates, Octets own) {

  private static final String VENDOR_PREFIX = "vendor-";
  private static final Pattern VENDOR = Pattern.compile(VENDOR_PREFIX + "\\d{1,9}");
  private static final int MAX_DEPTH = 8;
  private static final int MAX_LENGTH = 255;

  /** Returns the enterprise whose option this is, where it is one of option 125. */
  Optional<EnterpriseNumber> enterprise() {
    return VENDOR.matcher(space).matches()
        ? Optional.of(new EnterpriseNumber(Long.parseLong(space.substring(VENDOR_PREFIX.length()))))
        : Optional.empty();
  }

  boolean isIn(String other) {
    return space.equals(other);
  }

  /** Returns the octets of this option with those that it encapsulates, all of one level. */
  Octets value(List<ConfiguredOption> level) {
    return value(level, 0);
  }

  private Octets value(List<ConfiguredOption> level, int depth) {
    if (depth == MAX_DEPTH) {
      throw source.refused("no more than " + MAX_DEPTH + " options inside each other");
    }
    return encapsulates.stream()
        .flatMap(
            inner ->
                level.stream()
                    .filter(option -> option.isIn(inner))
                    .sorted(Comparator.comparingInt(ConfiguredOption::code)))
        .map(option -> option.withHeader(option.value(level, depth + 1)))
        .reduce(own, Octets::concat);
  }

  Octets withHeader(Octets value) {
    if (value.length() > MAX_LENGTH) {
      throw source.refused("no more than " + MAX_LENGTH + " octets for an option inside an option");
    }
    return Octets.of(code, value.length()).concat(value);
  }
}
