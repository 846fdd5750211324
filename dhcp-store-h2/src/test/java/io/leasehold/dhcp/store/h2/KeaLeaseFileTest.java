package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import io.leasehold.dhcp.store.h2.KeaLeaseFile.BadLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Leases in the columns of Kea's lease file, out and in again. */
class KeaLeaseFileTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  private static final String COLUMNS =
      "address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,"
          + "user_context,pool_id";

  private final InMemoryLeaseStore store = new InMemoryLeaseStore();
  private final List<BadLine> badLines = new ArrayList<>();

  @Test
  void leaseIsWrittenInItsColumns() throws IOException {
    // Each part of a lease is in the column that Kea has for it.
    store.put(KilledProcess.lease(FIRST, 1).toBuilder().hostName(Optional.of("a,b")).build());
    StringBuilder text = new StringBuilder();

    assertThat(KeaLeaseFile.write(store, text, address -> 7)).isEqualTo(1);
    assertThat(text)
        .hasToString(
            COLUMNS
                + "\n192.0.2.1,02:00:00:02:01:01,31:39:32:2e:30:2e:32:2e:31:2f:30,3600,1800003601,7,"
                + "1,1,a&#x2cb,0,{ \"ISC\": { \"relay-agent-info\": { \"sub-options\":"
                + " \"0x3139322e302e322e312f30\" } } },0\n");
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    // Thousands of leases of all kinds go out and come in again, with new versions only.
    for (int i = 0; i < 3000; i++) {
      store.put(KilledProcess.lease(FIRST.plus(i), 1 + i % 9));
    }
    store.put(
        KilledProcess.lease(FIRST, 1).toBuilder()
            .nameUpdates(NameUpdates.REVERSE)
            .hostName(Optional.of("a&#x2cb,ü\u0001"))
            .endsAt(Lease.NEVER)
            .build());
    StringBuilder text = new StringBuilder();
    KeaLeaseFile.write(store, text, address -> 1);
    InMemoryLeaseStore copy = new InMemoryLeaseStore();

    assertThat(read(text.toString(), copy)).isEqualTo(3000);
    assertThat(badLines).isEmpty();
    store.forEach(
        lease ->
            assertThat(copy.findByAddress(lease.address()))
                .contains(lease.toBuilder().version(1).build()));
  }

  @Test
  void badLinesAreToldAndLeftOut() throws IOException {
    // A line that is no lease is told with its number and what is wrong; the others count, of two
    // for one address the last, and a lease that is stored gets its next version.
    store.put(KilledProcess.lease(FIRST, 4));
    String text =
        """
        address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state
        192.0.2.1,02:00:00:00:00:0a,,3600,1800003600,1,0,0,first,0
        192.0.2.300,02:00:00:00:00:0a,,3600,1800003600,1,0,0,,0
        192.0.2.2,02:00:00:00:00:0a,,never,1800003600,1,0,0,,0
        192.0.2.2,02:00:00:00:00:0a,,3600,1800003600,1,0,0,,9
        192.0.2.2,02:00
        192.0.2.2,02:00:00:00:00:0a,,-1,1800003600,1,0,0,,0

        192.0.2.3,,,86400,1800003600,1,0,0,,1
        192.0.2.1,02:00:00:00:00:0a,,3600,1800007200,1,0,1,last,0
        192.0.2.4,02:00:00:00:00:0b,,0,1800003600,1,0,0,,0
        192.0.2.5,02:00:00:00:00:0c,,3600,1800003600,1,0,0,,2
        192.0.2.6,02:00:00:00:00:0d,,3600,1800003600,1,0,0,,3
        """;

    assertThat(read(text, store)).isEqualTo(5);

    assertThat(badLines).extracting(BadLine::number).containsExactly(3L, 4L, 5L, 6L, 7L);
    assertThat(badLines.get(1).reason()).contains("valid_lifetime \"never\"");
    assertThat(store.findByAddress(FIRST).orElseThrow())
        .hasToString(
            "Lease[192.0.2.1 version 5 BOUND, hw-address 02:00:00:00:00:0a, host name \"last\","
                + " name updates REVERSE, 2027-01-15T09:00:00Z to 2027-01-15T10:00:00Z]");
    assertThat(store.findByAddress(FIRST.plus(2)).orElseThrow().state())
        .isEqualTo(LeaseState.QUARANTINED);
    for (int i = 3; i <= 5; i++) {
      assertThat(store.findByAddress(FIRST.plus(i)).orElseThrow().state())
          .isEqualTo(LeaseState.RELEASED);
    }
  }

  @Test
  void badLineIsRefusedWhereThatIsAskedFor() {
    // Who wants all or nothing of the rest gets an exception that names the line.
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                KeaLeaseFile.read(
                    new BufferedReader(new StringReader(COLUMNS + "\nx,,,1,1,1,0,0,,0,,0\n")),
                    store,
                    KeaLeaseFile.REFUSE_BAD_LINES))
        .withMessageStartingWith("line 2: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("", store))
        .withMessageStartingWith("line 1: expected the names of columns");
  }

  private long read(String text, InMemoryLeaseStore target) throws IOException {
    return KeaLeaseFile.read(new BufferedReader(new StringReader(text)), target, badLines::add);
  }
}
