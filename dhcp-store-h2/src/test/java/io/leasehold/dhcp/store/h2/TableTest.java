package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the table shows, and what becomes of it: refreshed, copied, migrated, cleaned up. */
class TableTest {

  private static final Ipv4Address FIRST = Ipv4Address.parse("192.0.2.1");
  private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

  @TempDir private Path folder;

  private final TestClock clock = TestClock.at(NOW);
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("leases");
  }

  @Test
  void refreshedTableHasAllThatIsCommitted() throws SQLException {
    // After a refresh a reader sees every commit before it, and the moment that the table is of;
    // also when nothing has changed since.
    try (H2LeaseStore store = builder().open();
        Connection reader = store.connect()) {
      commit(store, 0, 1);
      assertThat(store.refreshTable()).isEqualTo(NOW);
      assertThat(rows(reader, "SELECT IP, VERSION FROM LEASE")).containsExactly("192.0.2.1 1");

      commit(store, 0, 2);
      clock.advance(Duration.ofSeconds(5));
      store.refreshTable();
      assertThat(rows(reader, "SELECT VERSION FROM LEASE")).containsExactly("2");
      assertThat(rows(reader, "SELECT AS_OF FROM STORE")).containsExactly("2027-03-01 00:00:05+00");
      clock.advance(Duration.ofSeconds(5));
      store.refreshTable();
      assertThat(rows(reader, "SELECT AS_OF FROM STORE")).containsExactly("2027-03-01 00:00:10+00");
    }
  }

  @Test
  @Timeout(120)
  void longJournalIsFoldedOnce() {
    // A segment that has become long is folded, and the one after it is not, whatever is committed
    // meanwhile; its file is kept for the next.
    Octets much = Octets.wrap(new byte[60_000]);
    try (H2LeaseStore store = builder().foldInterval(Duration.ofDays(1)).open()) {
      for (int i = 0; i < 300; i++) {
        Lease lease = KilledProcess.lease(FIRST.plus(i), 1);
        store.commit(
            new LeaseChange(lease.toBuilder().relayAgentInformation(Optional.of(much)).build()));
      }
      int version = 0;
      while (Files.notExists(folder.resolve("leases.1.spare"))
          && Files.notExists(folder.resolve("leases.3.journal"))) {
        commit(store, 999, ++version);
      }
      for (int more = 0; more < 500; more++) {
        commit(store, 999, ++version);
      }
      assertThat(folder).isDirectoryContaining("glob:**.1.spare");
      assertThat(folder).isDirectoryContaining("glob:**.2.journal");
    }
  }

  @Test
  void readerChangesNothing() throws SQLException {
    // The connection for people is refused every change.
    try (H2LeaseStore store = builder().open();
        Connection reader = store.connect()) {
      for (String sql :
          List.of("DELETE FROM LEASE_BLOCK", "UPDATE STORE SET FOLDED = 7", "DROP VIEW LEASE")) {
        assertThatExceptionOfType(SQLException.class)
            .isThrownBy(() -> reader.createStatement().execute(sql))
            .withMessageMatching("(?s).*(Not enough rights|not found|Admin rights).*");
      }
    }
  }

  @Test
  void failingFoldCostsNoCommit() throws IOException {
    // While the table cannot be written, commits work on and the journal is kept; the trouble is
    // told, and the next refresh has everything.
    FailingTable disk = new FailingTable();
    List<Lease> expected = new ArrayList<>();
    try (H2LeaseStore store = builder().fileSystem(WatchedFileSystem.watch(disk)).open()) {
      for (int round = 1; round <= 3; round++) {
        expected.add(commit(store, round, 1));
        disk.isFailing = true;
        assertThatExceptionOfType(H2LeaseStoreException.class).isThrownBy(store::refreshTable);
        expected.add(commit(store, round + 10, 1));
      }
      StoreFolder.copy(folder, folder.resolveSibling(folder.getFileName() + "-dead"));
      disk.isFailing = false;
      expected.add(commit(store, 20, 1));
      store.refreshTable();
      assertThat(StoreFolder.segments(folder)).hasSize(1);
    }
    try (H2LeaseStore store = builder().open()) {
      assertThat(leases(store)).containsExactlyInAnyOrderElementsOf(expected);
    }
    Path dead = folder.resolveSibling(folder.getFileName() + "-dead");
    try (H2LeaseStore store = H2LeaseStore.open(dead.resolve("leases"))) {
      assertThat(leases(store)).containsExactlyInAnyOrderElementsOf(expected.subList(0, 6));
    }
    StoreFolder.delete(dead);
  }

  @Test
  void closeThatCannotFoldKeepsTheJournal() throws IOException {
    // A store whose table fails until the end is closed all the same, and loses nothing.
    FailingTable disk = new FailingTable();
    List<H2LeaseStoreException> failures = new CopyOnWriteArrayList<>();
    H2LeaseStore store =
        builder().fileSystem(WatchedFileSystem.watch(disk)).onFailure(failures::add).open();
    Lease lease = commit(store, 1, 1);
    disk.isFailing = true;
    store.close();
    disk.isFailing = false;

    assertThat(failures).hasSize(1);
    try (H2LeaseStore reopened = builder().open()) {
      assertThat(leases(reopened)).containsExactly(lease);
    }
  }

  @Test
  void backupOpensAsAStore() throws Exception {
    // A copy that is made while commits go on has every lease that was answered before, none that
    // was never committed, and is a store.
    Path copy = folder.resolve("copy");
    try (H2LeaseStore store = builder().open()) {
      for (int i = 0; i < 200; i++) {
        commit(store, i, 1);
      }
      Thread busy =
          new Thread(
              () -> {
                for (int i = 0; !Thread.interrupted(); i++) {
                  commit(store, 300 + i, 1);
                }
              });
      busy.start();
      store.backup(copy);
      busy.interrupt();
      busy.join();
      try (H2LeaseStore copied = H2LeaseStore.open(copy.resolve("leases"))) {
        assertThat(leases(copied)).hasSizeGreaterThanOrEqualTo(200).isSubsetOf(leases(store));
        commit(copied, 250, 1);
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.backup(copy))
          .withMessageContaining("empty");
      commit(store, 251, 1);
    }
  }

  @Test
  void encryptedStoreOpensWithItsPasswordOnly() throws IOException {
    // With a password no file shows a host name, the right password opens it and its backup, and
    // another, or none, is refused with the reason.
    try (H2LeaseStore store = builder().password("secret".toCharArray()).open()) {
      commit(store, 1, 6);
      store.refreshTable();
      commit(store, 1, 7);
      store.backup(folder.resolve("copy"));
      assertThat(store.connect()).isNotNull();
    }
    for (Path shown : StoreFolder.files(folder)) {
      if (Files.isRegularFile(shown)) {
        assertThat(Files.readAllBytes(shown))
            .asString(java.nio.charset.StandardCharsets.ISO_8859_1)
            .doesNotContain("host-1");
      }
    }
    assertRefused(builder().password("Secret".toCharArray()), "cannot be decrypted");
    assertRefused(builder(), "is encrypted: open it with its password");
    try (H2LeaseStore store =
        H2LeaseStore.builder(folder.resolve("copy/leases"))
            .password("secret".toCharArray())
            .open()) {
      assertThat(leases(store)).containsExactly(KilledProcess.lease(FIRST.plus(1), 7));
    }
    Path plain = folder.resolve("plain");
    H2LeaseStore.open(plain).close();
    assertRefused(H2LeaseStore.builder(plain).password("x".toCharArray()), "is not encrypted");
  }

  @Test
  void saltThatIsNotWholeIsRefused() throws IOException {
    // A file of a salt that was cut off, or that something was added to, is told, and left alone.
    builder().password("secret".toCharArray()).open().close();
    Path salt = folder.resolve("leases.salt");
    byte[] whole = Files.readAllBytes(salt);
    for (int length : new int[] {0, whole.length - 1, whole.length + 1}) {
      Files.write(salt, Arrays.copyOf(whole, length));
      assertRefused(builder().password("secret".toCharArray()), "restore a copy of its .salt file");
    }
    Files.write(salt, whole);
    builder().password("secret".toCharArray()).open().close();
  }

  @Test
  void leasesThatEndedLongAgoAreForgotten() {
    // At the next start, what ended longer ago than is asked for is gone from memory and table;
    // the address begins again with version 1.
    try (H2LeaseStore store = builder().open()) {
      commit(store, 1, 1);
      commit(store, 2, 1);
      commit(store, 2, 2);
    }
    // Version 1 ends an hour after its start, version 2 never.
    Instant end = KilledProcess.lease(FIRST.plus(1), 1).endsAt();
    clock.advance(Duration.between(NOW, end.plus(Duration.ofDays(90))));
    try (H2LeaseStore store = builder().forgetAfter(Duration.ofDays(90)).open()) {
      assertThat(leases(store)).hasSize(2);
    }
    clock.advance(Duration.ofSeconds(1));
    try (H2LeaseStore store = builder().forgetAfter(Duration.ofDays(90)).open()) {
      assertThat(leases(store)).containsExactly(KilledProcess.lease(FIRST.plus(2), 2));
    }
    try (H2LeaseStore store = builder().open()) {
      assertThat(leases(store)).hasSize(1);
      commit(store, 1, 1);
    }
  }

  @Test
  void relaxedStoreKeepsWhatWasAnsweredWhenItIsClosed() throws IOException {
    // Without a force for each commit, a process that dies or closes loses nothing.
    Path dead = folder.resolve("dead");
    try (H2LeaseStore store =
        builder().durability(Durability.relaxed(Duration.ofSeconds(10))).open()) {
      commit(store, 1, 1);
      Files.createDirectories(dead);
      for (Path each : StoreFolder.files(folder)) {
        if (Files.isRegularFile(each)) {
          Files.copy(each, dead.resolve(each.getFileName()));
        }
      }
    }
    try (H2LeaseStore store = builder().open()) {
      assertThat(leases(store)).hasSize(1);
    }
    try (H2LeaseStore store = H2LeaseStore.open(dead.resolve("leases"))) {
      assertThat(leases(store)).hasSize(1);
    }
  }

  @Test
  void storeThatMustExistIsNotMade() {
    // A path that is wrong does not become an empty store.
    assertRefused(builder().mustExist(), "does not exist");
    builder().open().close();
    builder().mustExist().open().close();
  }

  @Test
  void formatOfTheFirstVersionIsMigrated() throws SQLException {
    // A table of format 1, without a journal, becomes one of format 2 with the same leases; a row
    // of it that is no lease is put aside with all that was in it.
    try (Connection connection = sql();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE LEASE (
            ADDRESS BIGINT PRIMARY KEY, IP VARCHAR NOT NULL, VERSION BIGINT NOT NULL,
            STATE VARCHAR NOT NULL, CLIENT_ID VARBINARY, HTYPE INTEGER,
            HARDWARE_ADDRESS VARBINARY, HOST_NAME VARCHAR, RELAY_AGENT_INFORMATION VARBINARY,
            NAME_UPDATES VARCHAR NOT NULL, STARTS_AT TIMESTAMP(0) WITH TIME ZONE NOT NULL,
            ENDS_AT TIMESTAMP(0) WITH TIME ZONE NOT NULL)""");
      statement.execute("CREATE TABLE LEASE_FORMAT (FORMAT INTEGER NOT NULL)");
      statement.execute("INSERT INTO LEASE_FORMAT VALUES (1)");
      statement.execute(
          """
          INSERT INTO LEASE VALUES
            (3221225985, '192.0.2.1', 5, 'BOUND', X'0131', 1, X'02000000000a', 'host', X'0102',
             'REVERSE', '2027-01-01 00:00:00+00', '9999-12-31 23:59:59+00'),
            (3221225986, '192.0.2.2', 1, 'LENT', NULL, NULL, NULL, NULL, NULL, 'NONE',
             '2027-01-01 00:00:00+00', '2027-01-01 00:00:00+00')""");
    }

    for (int opened = 0; opened < 2; opened++) {
      try (H2LeaseStore store = builder().open()) {
        assertThat(leases(store))
            .singleElement()
            .asString()
            .isEqualTo(
                "Lease[192.0.2.1 version 5 BOUND, client-id 01:31, hw-address 02:00:00:00:00:0a,"
                    + " host name \"host\", relay agent 0102, name updates REVERSE,"
                    + " 2027-01-01T00:00:00Z to never]");
      }
    }
    try (Connection connection = sql()) {
      assertThat(rows(connection, "SELECT ADDRESS, REASON FROM LEASE_QUARANTINE"))
          .singleElement()
          .asString()
          .startsWith("3221225986 ")
          .contains("STATE=LENT");
    }
  }

  private H2LeaseStore.Builder builder() {
    return H2LeaseStore.builder(file).clock(clock);
  }

  private Connection sql() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:" + file, "sa", "");
  }

  private static void assertRefused(H2LeaseStore.Builder builder, String reason) {
    assertThatExceptionOfType(H2LeaseStoreException.class)
        .isThrownBy(builder::open)
        .withMessageContaining(reason);
  }

  private static Lease commit(H2LeaseStore store, int address, long version) {
    Ipv4Address ip = FIRST.plus(address);
    long from = store.findByAddress(ip).map(Lease::version).orElse(0L);
    for (long next = from + 1; next <= version; next++) {
      store.commit(new LeaseChange(KilledProcess.lease(ip, next)));
    }
    return store.findByAddress(ip).orElseThrow();
  }

  private static List<Lease> leases(H2LeaseStore store) {
    List<Lease> leases = new ArrayList<>();
    store.forEach(leases::add);
    return leases;
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          columns.add(row.getString(column));
        }
        rows.add(String.join(" ", columns));
      }
    }
    return rows;
  }

  /** A disk that fails to write the table, while told to, and writes the journal. */
  private static final class FailingTable implements WatchedFileSystem.Watcher {

    private volatile boolean isFailing;

    @Override
    public void beforeWrite(Path file, long position, byte[] octets) throws IOException {
      if (isFailing && file.toString().endsWith(".mv.db")) {
        throw new IOException("the disk is full");
      }
    }
  }
}
