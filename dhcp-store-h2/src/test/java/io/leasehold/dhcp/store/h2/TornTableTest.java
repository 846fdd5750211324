package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of the table that a power cut has left with a part of a block at its end. */
class TornTableTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("10.0.0.0");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "a password"})
  void partOfABlockIsNotThere(String password) throws IOException {
    // However few octets of a new block the disk has kept, the table has all that was folded
    // before, also where H2 would take them for the length of the block before.
    Path live = folder.resolve("live");
    List<Lease> expected = new ArrayList<>();
    try (H2LeaseStore store = open(live, password)) {
      for (int part : new int[] {1, 512, 1000, 4095}) {
        Lease lease = KilledProcess.lease(FIRST.plus(32L * part), 1);
        store.commit(new LeaseChange(lease));
        expected.add(lease);
        store.refreshTable();
        Path dead = folder.resolve("dead-" + part);
        StoreFolder.copy(live, dead);
        Files.write(dead.resolve("leases.mv.db"), new byte[part], StandardOpenOption.APPEND);

        try (H2LeaseStore opened = open(dead, password)) {
          List<Lease> found = new ArrayList<>();
          opened.forEach(found::add);
          assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
      }
    }
  }

  private static H2LeaseStore open(Path folder, String password) {
    H2LeaseStore.Builder builder = H2LeaseStore.builder(folder.resolve("leases"));
    return password.isEmpty() ? builder.open() : builder.password(password.toCharArray()).open();
  }
}
