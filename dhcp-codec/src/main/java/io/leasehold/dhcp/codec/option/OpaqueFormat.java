package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.Optional;

/** Uninterpreted octets, from {@code min} to {@code max} of them. */
record OpaqueFormat(int min, int max) implements OptionFormat<Octets> {

  OpaqueFormat {
    if (min < 0 || min > max) {
      throw new IllegalArgumentException(
          "opaque octets, " + min + " to " + max + ": expected 0 or more, the least first");
    }
  }

  @Override
  public Optional<Octets> decode(Octets octets) {
    return accepts(octets) ? Optional.of(octets) : Optional.empty();
  }

  @Override
  public boolean accepts(Octets octets) {
    return octets.length() >= min && octets.length() <= max;
  }

  @Override
  public Octets encode(Octets value) {
    if (!accepts(value)) {
      throw new IllegalArgumentException("expected " + expected() + ", found " + value.length());
    }
    return value;
  }

  @Override
  public String expected() {
    if (min == max) {
      return Formats.octets(min);
    }
    if (max < OptionSet.MAX_VALUE_LENGTH) {
      return min + " to " + max + " octets";
    }
    return min == 0 ? "any octets" : Formats.octets(min) + " or more";
  }

  @Override
  public String describe(Octets value) {
    return Utf8Text.describe(value);
  }
}
