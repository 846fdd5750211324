package io.leasehold.dhcp.store.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.TestClock;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening and closing the file: who may, what is in it, and what is said when it cannot be. */
class OpeningTest {

  private static final Lease LEASE = KilledProcess.lease(Ipv4Address.parse("192.0.2.200"), 1);

  @TempDir private Path folder;

  private Path file;
  private Path onDisk;

  @BeforeEach
  void chooseFile() {
    file = folder.resolve("leases");
    onDisk = folder.resolve("leases.mv.db");
  }

  @Test
  void fileIsReadWithPlainSql() throws SQLException {
    // Once the store is closed, any SQL tool shows a lease in words: address, state, times.
    try (LeaseStore store = H2LeaseStore.open(file)) {
      commit(store, LEASE);
    }

    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM LEASE")) {
      assertThat(row.next()).isTrue();
      List<String> texts = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        texts.add(row.getMetaData().getColumnName(column) + "=" + row.getString(column));
      }
      assertThat(texts)
          .contains(
              "ADDRESS=3221226184",
              "IP=192.0.2.200",
              "VERSION=1",
              "STATE=BOUND",
              "HTYPE=1",
              "HOST_NAME=host-0",
              "STARTS_AT=2027-01-15 08:00:01+00",
              "ENDS_AT=2027-01-15 09:00:01+00");
      assertThat(row.getBytes("HARDWARE_ADDRESS"))
          .isEqualTo(LEASE.hardwareAddress().orElseThrow().octets().toByteArray());
      assertThat(row.next()).isFalse();
    }
  }

  @Test
  void fileInUseByAnotherProcessIsRefused() throws Exception {
    // Two processes never share a file; the message says that, and the first one goes on.
    Process process = KilledProcess.start(file, 1);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).isEqualTo(KilledProcess.OPENING);
      assertThat(output.readLine()).isNotEmpty();

      assertRefused("is in use, by this process or another");

      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    H2LeaseStore.open(file).close();
  }

  @Test
  void fileThatThisProcessHasOpenIsRefused() throws SQLException {
    // Within one process a file has one store, and no connection beside it.
    try (LeaseStore store = H2LeaseStore.open(file)) {
      assertRefused("is in use, by this process or another");
      assertThatExceptionOfType(SQLException.class).isThrownBy(this::connect);

      commit(store, LEASE);
    }
    connect().close();
    H2LeaseStore.open(file).close();
  }

  @Test
  void damagedFileIsRefused() throws Exception {
    // A file whose headers are gone is not taken for an empty one.
    H2LeaseStore.open(file).close();
    Files.write(onDisk, new byte[8192], StandardOpenOption.WRITE);

    assertRefused("is damaged: restore a copy");
  }

  @Test
  void emptyFileIsRefused() throws Exception {
    // A file that has lost its content is not taken for a new one.
    Files.createFile(onDisk);

    assertRefused("holds no leases, or has lost them");
  }

  @Test
  void fileOfAnotherFormatIsRefused() throws SQLException {
    // A layout that this version does not know is left alone.
    H2LeaseStore.open(file).close();
    update("UPDATE STORE SET FORMAT = 3");

    assertRefused("has format 3, expected 2");
    assertRefused("has format 3, expected 2");
  }

  @Test
  void recordThatIsNoLeaseIsPutAside() throws SQLException {
    // A record that somebody has spoilt costs nobody else a lease, also in the same row: it is
    // moved
    // away, and reported.
    Lease other = KilledProcess.lease(LEASE.address().plus(1), 1);
    try (LeaseStore store = H2LeaseStore.open(file)) {
      commit(store, LEASE);
      commit(store, other);
    }
    // The state of the first record in the row is behind the index and 28 octets.
    update(
        "UPDATE LEASE_BLOCK SET RECORDS ="
            + " SUBSTRING(RECORDS, 1, 156) || X'63' || SUBSTRING(RECORDS, 158)");

    List<String> reports = new ArrayList<>();
    try (H2LeaseStore store =
        H2LeaseStore.builder(file).onFailure(it -> reports.add(it.getMessage())).open()) {
      assertThat(store.findByAddress(LEASE.address())).isEmpty();
      assertThat(store.findByAddress(other.address())).contains(other);
    }
    assertThat(reports).singleElement().asString().contains("192.0.2.200, state 99");
    assertThat(rows("SELECT ADDRESS, OCTET_LENGTH(RECORD), REASON FROM LEASE_QUARANTINE"))
        .singleElement()
        .asString()
        .startsWith("3221226184 " + LeaseRecord.of(LEASE).length() + " state 99");
    assertThat(rows("SELECT ADDRESS FROM LEASE")).containsExactly("3221226185");
  }

  @Test
  void rowThatHasNoLeasesIsPutAside() throws SQLException {
    // Of a row that is cut off nothing can be read; the leases of other rows stay.
    Lease other = KilledProcess.lease(LEASE.address().plus(32), 1);
    try (LeaseStore store = H2LeaseStore.open(file)) {
      commit(store, LEASE);
      commit(store, other);
    }
    update("UPDATE LEASE_BLOCK SET RECORDS = X'00' WHERE NUMBER = 3221226184 / 32");

    H2LeaseStore.open(file).close();

    assertThat(rows("SELECT ADDRESS, RECORD FROM LEASE_QUARANTINE"))
        .containsExactly("3221226176 X'00'");
    assertThat(rows("SELECT IP FROM LEASE")).containsExactly("192.0.2.232");
  }

  @Test
  void folderThatCannotBeMadeIsRefused() throws Exception {
    // A path through something that is no folder says what is wrong.
    file = Files.createFile(folder.resolve("file")).resolve("leases");

    assertThatExceptionOfType(H2LeaseStoreException.class)
        .isThrownBy(() -> H2LeaseStore.open(file))
        .withMessageContaining(file + ".mv.db cannot be made or opened");
  }

  @Test
  void unfinishedFileIsMadeAnew() throws Exception {
    // A process that was killed while it made the file does not stand in the way of the next.
    Files.write(folder.resolve("leases.new.mv.db"), new byte[100]);

    try (LeaseStore store = H2LeaseStore.open(file)) {
      commit(store, LEASE);
    }

    assertThat(StoreFolder.files(folder))
        .containsExactly(folder.resolve("leases.2.journal"), folder.resolve("leases.lock"), onDisk);
  }

  @Test
  void rowsWithoutLeasesAreDeleted() throws SQLException {
    // When all leases of a row are forgotten, the row is gone, too.
    try (LeaseStore store = H2LeaseStore.open(file)) {
      commit(store, LEASE);
    }
    assertThat(rows("SELECT COUNT(*) FROM LEASE_BLOCK")).containsExactly("1");

    H2LeaseStore.builder(file)
        .forgetAfter(Duration.ofDays(1))
        .clock(TestClock.at(LEASE.endsAt().plus(Duration.ofDays(2))))
        .open()
        .close();

    assertThat(rows("SELECT COUNT(*) FROM LEASE_BLOCK")).containsExactly("0");
  }

  @Test
  void filesThatAKillHasLeftAreDeleted() throws Exception {
    // Files of finished segments that were kept to be written again are of no use after a kill.
    try (LeaseStore store = H2LeaseStore.open(file)) {
      commit(store, LEASE);
    }
    Path spare = Files.write(folder.resolve("leases.1.spare"), new byte[100]);

    try (LeaseStore store = H2LeaseStore.open(file)) {
      assertThat(spare).doesNotExist();
      assertThat(store.findByAddress(LEASE.address())).contains(LEASE);
    }
  }

  @Test
  void pathsThatH2WouldMisreadAreRefused() {
    // The ending is H2's to add, and a semicolon would begin its settings.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> H2LeaseStore.open(onDisk))
        .withMessageContaining("without its ending .mv.db");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> H2LeaseStore.open(folder.resolve("leases;INIT=SHUTDOWN")))
        .withMessageContaining("without a semicolon");
  }

  @Test
  void closedStoreTakesNoCommits() {
    // After the close a commit says what to do; finds go on to answer.
    LeaseStore store = H2LeaseStore.open(file);
    commit(store, LEASE);
    store.close();

    assertThatIllegalStateException()
        .isThrownBy(() -> store.commit(new LeaseChange(LEASE)))
        .withMessage("lease store " + file + " is closed: open it again to commit");
    assertThat(store.findByAddress(LEASE.address())).contains(LEASE);
  }

  @Test
  void interruptOfACallerDoesNotHurtTheStore() {
    // A caller that is interrupted gets its answer and keeps its interrupt; the file stays open.
    try (LeaseStore store = H2LeaseStore.open(file)) {
      for (int version = 1; version <= 100; version++) {
        Thread.currentThread().interrupt();
        commit(store, KilledProcess.lease(LEASE.address(), version));
        assertThat(Thread.interrupted()).isTrue();
      }
      Thread.currentThread().interrupt();
    }
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    try (LeaseStore store = H2LeaseStore.open(file)) {
      assertThat(Thread.interrupted()).isTrue();
      assertThat(store.findByAddress(LEASE.address()).orElseThrow().version()).isEqualTo(100);
    }
  }

  private void assertRefused(String reason) {
    assertThatExceptionOfType(H2LeaseStoreException.class)
        .isThrownBy(() -> H2LeaseStore.open(file))
        .withMessageContaining("lease store " + onDisk + " " + reason);
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private List<String> rows(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
          columns.add(
              row.getObject(column) instanceof byte[] octets
                  ? "X'" + Octets.wrap(octets) + "'"
                  : row.getString(column));
        }
        rows.add(String.join(" ", columns));
      }
    }
    return rows;
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:h2:" + file, "sa", "");
  }

  private static void commit(LeaseStore store, Lease lease) {
    CommitResult result = store.commit(new LeaseChange(lease));
    assertThat(result).isEqualTo(new Committed(lease));
  }
}
