package io.leasehold.dhcp.codec.option;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.Optional;

/** UTF-8 text of at least one octet, where the NULs at the end of what is read do not count. */
record TextFormat(int max) implements OptionFormat<String> {

  @Override
  public Optional<String> decode(Octets octets) {
    Octets text = octets.withoutTrailingZeros();
    return isLegal(text) ? Utf8Text.decode(text) : Optional.empty();
  }

  @Override
  public boolean accepts(Octets octets) {
    return isLegal(octets) && Utf8Text.isText(octets);
  }

  private boolean isLegal(Octets text) {
    return !text.isEmpty() && text.length() <= max;
  }

  @Override
  public Octets encode(String value) {
    Octets octets = Utf8Text.encode(value);
    if (!isLegal(octets)) {
      throw new IllegalArgumentException(
          "expected " + expected() + ", found " + Formats.octets(octets.length()));
    }
    return octets;
  }

  @Override
  public String expected() {
    return (max < OptionSet.MAX_VALUE_LENGTH ? "1 to " + max + " octets" : "1 octet or more")
        + " of UTF-8 text without NUL";
  }

  @Override
  public String describe(String value) {
    return Utf8Text.quote(value);
  }
}
