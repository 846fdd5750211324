package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import io.leasehold.dhcp.store.h2.LeaseBlock.Bad;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is read of a block that has been spoilt: no lease that was not stored, and no exception; and
 * the codes in it.
 */
class LeaseBlockTest {

  private static final Ipv4Address ADDRESS = Ipv4Address.parse("192.0.2.200");
  private static final int INDEX = 8;
  private static final Lease LEASE = KilledProcess.lease(ADDRESS, 3);

  private final LeaseBlock good =
      LeaseBlock.of(
          LeaseBlock.numberOf(ADDRESS),
          addresses ->
              addresses.stream()
                  .map(it -> Optional.of(LEASE).filter(lease -> lease.address().equals(it)))
                  .toList());
  private final List<Lease> leases = new ArrayList<>();

  @Test
  void leaseIsReadBack() {
    // The block has the lease of one address, and of no other.
    assertThat(good.read(address -> true, leases::add)).isEmpty();
    assertThat(leases).containsExactly(LEASE);
    leases.clear();
    assertThat(good.read(address -> !address.equals(ADDRESS), leases::add)).isEmpty();
    assertThat(leases).isEmpty();
  }

  @Test
  void recordThatEndsBehindTheBlockIsBad() {
    // An index that points behind the end is told, and costs nothing but that record.
    List<Bad> bad = read(good.records().length(), INDEX, good.records().length() + 1);
    assertThat(leases).isEmpty();
    assertThat(bad.get(0).address()).isEqualTo(ADDRESS);
    assertThat(bad.get(0).reason()).contains("the index has");
  }

  @Test
  void recordWithMoreThanALeaseIsBad() {
    // An octet behind the lease is not passed over.
    int longer = good.records().length() + 1;
    List<Bad> bad = read(longer, INDEX, longer);
    assertThat(leases).isEmpty();
    assertThat(bad).extracting(Bad::address).containsExactly(ADDRESS);
    assertThat(bad.get(0).reason()).contains("too long");
  }

  @Test
  void recordOfAnotherAddressIsBad() {
    // A lease that stands where that of another address should is not taken for either.
    List<Bad> bad = read(good.records().length(), INDEX + 1, good.records().length());
    assertThat(leases).isEmpty();
    assertThat(bad).extracting(Bad::address).containsExactly(ADDRESS.plus(1));
    assertThat(bad.get(0).reason()).contains("the record is of 192.0.2.200");
  }

  @Test
  void codesStayTheSame() {
    // Files of today are read by the versions of tomorrow, whatever becomes of the enums.
    assertThat(LeaseRecord.codeOf(LeaseState.BOUND)).isEqualTo((byte) 1);
    assertThat(LeaseRecord.codeOf(LeaseState.RELEASED)).isEqualTo((byte) 2);
    assertThat(LeaseRecord.codeOf(LeaseState.QUARANTINED)).isEqualTo((byte) 3);
    assertThat(LeaseRecord.codeOf(LeaseState.OFFERED)).isEqualTo((byte) 4);
    assertThat(LeaseRecord.codeOf(LeaseState.REVOKED)).isEqualTo((byte) 5);
    assertThat(LeaseRecord.codeOf(NameUpdates.NONE)).isEqualTo((byte) 0);
    assertThat(LeaseRecord.codeOf(NameUpdates.REVERSE)).isEqualTo((byte) 1);
    assertThat(LeaseRecord.codeOf(NameUpdates.FORWARD_AND_REVERSE)).isEqualTo((byte) 2);
  }

  /** Reads the block with another length, and a record that is elsewhere and ends elsewhere. */
  private List<Bad> read(int length, int index, int end) {
    ByteBuffer octets = ByteBuffer.wrap(new byte[length]).put(good.records().toByteArray());
    for (int i = INDEX; i < LeaseBlock.ADDRESSES; i++) {
      octets.putInt(4 * i, i < index ? LeaseBlock.INDEX_LENGTH : end);
    }
    return new LeaseBlock(good.number(), Octets.wrap(octets.array()))
        .read(address -> true, leases::add);
  }
}
