package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The leases of 32 addresses as one row of the table, as a row costs H2 as much as it costs to
 * write many leases. The number of a block is that of its addresses without the last five bits.
 *
 * <pre>
 *   0  where the record of each of the addresses ends, 32 times 4 octets, big-endian: the first
 *      begins at 128, each other one where the one before it ends; what has no octets is absent
 * 128  the {@link LeaseRecord}s
 * </pre>
 *
 * <p>{@link LeaseView} has the same positions in SQL.
 *
 * @param number of the block
 * @param records the octets
 */
record LeaseBlock(int number, Octets records) {

  /** The addresses of a block. */
  static final int ADDRESSES = 32;

  /** The octets before the records. */
  static final int INDEX_LENGTH = 4 * ADDRESSES;

  /** Something in a block that is no lease; the octets are what was found for the address. */
  record Bad(Ipv4Address address, Octets octets, String reason) {}

  /** Returns the number of the block that has {@code address}. */
  static int numberOf(Ipv4Address address) {
    return address.bits() >>> 5;
  }

  private static Ipv4Address address(int number, int index) {
    return new Ipv4Address(number << 5 | index);
  }

  /**
   * Returns the block of a number, with the leases that there are.
   *
   * @param leases finds those of some addresses, in their order
   */
  static LeaseBlock of(int number, Function<List<Ipv4Address>, List<Optional<Lease>>> leases) {
    List<Ipv4Address> addresses =
        IntStream.range(0, ADDRESSES).mapToObj(index -> address(number, index)).toList();
    List<Optional<LeaseRecord>> records = new ArrayList<>(ADDRESSES);
    int length = INDEX_LENGTH;
    for (Optional<Lease> lease : leases.apply(addresses)) {
      Optional<LeaseRecord> record = lease.map(LeaseRecord::of);
      length += record.map(LeaseRecord::length).orElse(0);
      records.add(record);
    }
    ByteBuffer target = ByteBuffer.wrap(new byte[length]).position(INDEX_LENGTH);
    for (int i = 0; i < ADDRESSES; i++) {
      records.get(i).ifPresent(record -> record.writeTo(target));
      target.putInt(4 * i, target.position());
    }
    return new LeaseBlock(number, Octets.wrap(target.array()));
  }

  /** Returns whether it has no leases. */
  boolean isEmpty() {
    return records.length() == INDEX_LENGTH;
  }

  /**
   * Hands the leases of the addresses that are wanted to {@code visitor}, in the order of
   * addresses; returns what are none.
   */
  List<Bad> read(Predicate<Ipv4Address> isWanted, Consumer<Lease> visitor) {
    if (records.length() < INDEX_LENGTH) {
      return List.of(new Bad(address(number, 0), records, "the block has no index"));
    }
    List<Bad> bad = new ArrayList<>();
    int begin = INDEX_LENGTH;
    for (int i = 0; i < ADDRESSES; i++) {
      int end = records.bits32(4 * i);
      if (end < begin || end > records.length()) {
        bad.add(new Bad(address(number, i), records, "the index has " + end + " behind " + begin));
        continue;
      }
      Octets record = records.slice(begin, end);
      begin = end;
      Ipv4Address address = address(number, i);
      if (!record.isEmpty() && isWanted.test(address)) {
        try {
          visitor.accept(lease(address, record));
        } catch (IllegalArgumentException e) {
          bad.add(new Bad(address, record, String.valueOf(e.getMessage())));
        }
      }
    }
    return bad;
  }

  private static Lease lease(Ipv4Address address, Octets record) {
    ByteBuffer source = ByteBuffer.wrap(record.toByteArray());
    Lease lease = LeaseRecord.read(source);
    if (source.hasRemaining() || !lease.address().equals(address)) {
      throw new IllegalArgumentException("the record is of " + lease.address() + ", or too long");
    }
    return lease;
  }
}
