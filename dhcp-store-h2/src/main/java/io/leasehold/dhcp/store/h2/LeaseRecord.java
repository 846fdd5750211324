package io.leasehold.dhcp.store.h2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A lease as octets, in the journal and in the table alike. Numbers are big-endian.
 *
 * <pre>
 *  0  address, 4 octets
 *  4  version, 8 octets
 * 12  start, in seconds since 1970, 8 octets, signed
 * 20  end, likewise
 * 28  state, 1 octet: see {@link #codeOf(LeaseState)}
 * 29  name updates, 1 octet: see {@link #codeOf(NameUpdates)}
 * 30  length of the client identifier, 1 octet
 * 31  length of the hardware address with its type, 1 octet
 * 32  length of the host name in UTF-8, 2 octets
 * 34  length of the relay agent information, 4 octets
 * 38  these four, in this order; what has no octets is absent
 * </pre>
 *
 * <p>{@link LeaseView} has the same positions in SQL.
 */
final class LeaseRecord {

  /** The octets before the parts that vary in length. */
  static final int FIXED_LENGTH = 38;

  private final Lease lease;
  private final Octets client;
  private final Octets hardware;
  private final Octets name;
  private final Octets relay;

  private LeaseRecord(Lease lease) {
    this.lease = lease;
    client = lease.clientIdentifier().map(ClientIdentifier::octets).orElse(Octets.EMPTY);
    hardware = lease.hardwareAddress().map(it -> ClientKey.of(it).value()).orElse(Octets.EMPTY);
    name = lease.hostName().map(it -> Octets.wrap(it.getBytes(UTF_8))).orElse(Octets.EMPTY);
    relay = lease.relayAgentInformation().orElse(Octets.EMPTY);
  }

  /** Returns the record of a lease. */
  static LeaseRecord of(Lease lease) {
    return new LeaseRecord(lease);
  }

  /** Returns how many octets the record has. */
  int length() {
    return FIXED_LENGTH + client.length() + hardware.length() + name.length() + relay.length();
  }

  /**
   * Writes the record at the position of {@code target}.
   *
   * @throws java.nio.BufferOverflowException when it has less than {@link #length()} octets left
   */
  void writeTo(ByteBuffer target) {
    target
        .putInt(lease.address().bits())
        .putLong(lease.version())
        .putLong(lease.startsAt().getEpochSecond())
        .putLong(lease.endsAt().getEpochSecond())
        .put(codeOf(lease.state()))
        .put(codeOf(lease.nameUpdates()))
        .put((byte) client.length())
        .put((byte) hardware.length())
        .putShort((short) name.length())
        .putInt(relay.length());
    client.copyTo(target);
    hardware.copyTo(target);
    name.copyTo(target);
    relay.copyTo(target);
  }

  /** Returns the record in an array of its own. */
  byte[] toByteArray() {
    byte[] octets = new byte[length()];
    writeTo(ByteBuffer.wrap(octets));
    return octets;
  }

  /**
   * Reads the record at the position of {@code source}, and moves it behind.
   *
   * @throws IllegalArgumentException when there is no lease; the message says why
   */
  static Lease read(ByteBuffer source) {
    try {
      Lease.Builder lease =
          Lease.builder(new Ipv4Address(source.getInt()))
              .version(source.getLong())
              .startsAt(Instant.ofEpochSecond(source.getLong()))
              .endsAt(Instant.ofEpochSecond(source.getLong()))
              .state(state(source.get()))
              .nameUpdates(nameUpdates(source.get()));
      int client = source.get() & 0xff;
      int hardware = source.get() & 0xff;
      int name = source.getShort() & 0xffff;
      int relay = source.getInt();
      if (relay < 0) {
        throw new BufferUnderflowException();
      }
      if (client > 0) {
        lease.clientIdentifier(Optional.of(new ClientIdentifier(part(source, client))));
      }
      if (hardware > 0) {
        Octets value = part(source, hardware);
        lease.hardwareAddress(
            Optional.of(new HardwareAddress(value.u8(0), value.slice(1, value.length()))));
      }
      if (name > 0) {
        lease.hostName(Optional.of(new String(part(source, name).toByteArray(), UTF_8)));
      }
      if (relay > 0) {
        lease.relayAgentInformation(Optional.of(part(source, relay)));
      }
      return lease.build();
    } catch (BufferUnderflowException | DateTimeException e) {
      throw new IllegalArgumentException("the record of a lease ends early or has no time", e);
    }
  }

  private static Octets part(ByteBuffer source, int length) {
    if (length > source.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] octets = new byte[length];
    source.get(octets);
    return Octets.wrap(octets);
  }

  /** Returns the code of a state; it stays the same whatever becomes of the enum. */
  static byte codeOf(LeaseState state) {
    return switch (state) {
      case BOUND -> 1;
      case RELEASED -> 2;
      case QUARANTINED -> 3;
      case OFFERED -> 4;
      case REVOKED -> 5;
    };
  }

  /** Returns the code of name updates; it stays the same whatever becomes of the enum. */
  static byte codeOf(NameUpdates updates) {
    return switch (updates) {
      case NONE -> 0;
      case REVERSE -> 1;
      case FORWARD_AND_REVERSE -> 2;
    };
  }

  private static LeaseState state(byte code) {
    for (LeaseState state : LeaseState.values()) {
      if (codeOf(state) == code) {
        return state;
      }
    }
    throw new IllegalArgumentException("state " + code + ": expected a code that is known");
  }

  private static NameUpdates nameUpdates(byte code) {
    for (NameUpdates updates : NameUpdates.values()) {
      if (codeOf(updates) == code) {
        return updates;
      }
    }
    throw new IllegalArgumentException("name updates " + code + ": expected a code that is known");
  }
}
