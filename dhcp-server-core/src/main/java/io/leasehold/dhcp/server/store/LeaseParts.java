package io.leasehold.dhcp.server.store;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The parts of a lease that vary in length, in one array, as there are millions of leases: the
 * length of the client identifier in one octet, and the identifier; that of the hardware address
 * with its type, and these; that of the host name in UTF-8 in two octets, and the name; the relay
 * agent information up to the end. What has no octets is absent. Equal parts are equal arrays.
 */
final class LeaseParts {

  /** The most octets that a host name has. */
  static final int MAX_NAME_LENGTH = 0xffff;

  private LeaseParts() {}

  static byte[] pack(
      Optional<ClientIdentifier> identifier,
      Optional<HardwareAddress> hardwareAddress,
      Octets hostName,
      Optional<Octets> relayAgentInformation) {
    Octets client = identifier.isPresent() ? identifier.orElseThrow().octets() : Octets.EMPTY;
    int hardware =
        hardwareAddress.isPresent() ? 1 + hardwareAddress.orElseThrow().octets().length() : 0;
    Octets relay = relayAgentInformation.orElse(Octets.EMPTY);
    byte[] parts = new byte[4 + client.length() + hardware + hostName.length() + relay.length()];
    ByteBuffer target = ByteBuffer.wrap(parts);
    client.copyTo(target.put((byte) client.length()));
    target.put((byte) hardware);
    if (hardwareAddress.isPresent()) {
      HardwareAddress address = hardwareAddress.orElseThrow();
      address.octets().copyTo(target.put((byte) address.type()));
    }
    hostName.copyTo(target.putShort((short) hostName.length()));
    relay.copyTo(target);
    return parts;
  }

  /** Returns whether both have the same client identifier and hardware address, or none. */
  static boolean haveSameClient(byte[] one, byte[] other) {
    return Arrays.equals(one, 0, nameAt(one), other, 0, nameAt(other));
  }

  static Optional<Octets> clientIdentifier(byte[] parts) {
    return part(parts, 1, hardwareAt(parts));
  }

  /** Returns the type of the hardware address and its octets. */
  static Optional<Octets> hardwareAddress(byte[] parts) {
    return part(parts, hardwareAt(parts) + 1, nameAt(parts));
  }

  static Optional<Octets> hostName(byte[] parts) {
    int at = nameAt(parts);
    return part(parts, at + 2, relayAt(parts));
  }

  static Optional<Octets> relayAgentInformation(byte[] parts) {
    return part(parts, relayAt(parts), parts.length);
  }

  private static int hardwareAt(byte[] parts) {
    return 1 + (parts[0] & 0xff);
  }

  private static int nameAt(byte[] parts) {
    int at = hardwareAt(parts);
    return at + 1 + (parts[at] & 0xff);
  }

  private static int relayAt(byte[] parts) {
    int at = nameAt(parts);
    return at + 2 + Octets.wrap(parts).u16(at);
  }

  private static Optional<Octets> part(byte[] parts, int from, int to) {
    return from == to ? Optional.empty() : Optional.of(Octets.wrap(parts, from, to - from));
  }
}
