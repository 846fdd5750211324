package io.leasehold.dhcp.examples.kea;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.leasehold.dhcp.codec.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Writes domain names as labels (RFC 1035 section 3.1), without compression. */
final class DomainName {

  private static final int MAX_LABEL = 63;
  private static final int MAX_NAME = 255;

  private DomainName() {}

  /** Returns the octets of a name, with or without a dot at its end; empty where it is no name. */
  static Optional<Octets> encode(String name) {
    String labels = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    for (String label : labels.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > MAX_LABEL || !label.matches("[!-~]+")) {
        return Optional.empty();
      }
      octets.write(label.length());
      octets.writeBytes(label.getBytes(US_ASCII));
    }
    octets.write(0);
    return octets.size() > MAX_NAME
        ? Optional.empty()
        : Optional.of(Octets.wrap(octets.toByteArray()));
  }
}
