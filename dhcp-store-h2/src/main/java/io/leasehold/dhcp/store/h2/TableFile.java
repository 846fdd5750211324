package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.store.h2.LeaseBlock.Bad;
import io.leasehold.dhcp.store.h2.LeaseTable.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.h2.Driver;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The open file of the table: one connection that writes, and what it takes to be sure that a write
 * is on the disk. For use by one thread, which must not be interrupted.
 */
final class TableFile {

  // A commit is forced to the disk by CHECKPOINT SYNC only, and by that only when nothing is
  // written later in the background, hence no delay. Space is used again at once, which is safe
  // because of what OrderedFileSystem forces; the file would grow by 45 seconds of changes
  // otherwise. A lazy query keeps the start from copying the table to a temporary file. A larger
  // cache does not make it faster.
  private static final String SETTINGS =
      ";WRITE_DELAY=0;RETENTION_TIME=0;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=16384"
          + ";LAZY_QUERY_EXECUTION=1;TRACE_LEVEL_FILE=0";

  /** How much of the file is to be in use, in percent. */
  private static final int LEAST_USE_PERCENT = 50;

  /** How much is moved with one write while it is less. */
  private static final int COMPACTED_OCTETS = 1 << 20;

  // Of the versions before and after, some lose commits that were acknowledged, in silence.
  private static final String H2_VERSION = "2.4.240";

  private static final String WRITER = "sa";

  private final StoreFiles files;
  private final Optional<StoreKey> key;
  private final Connection connection;

  private TableFile(StoreFiles files, Optional<StoreKey> key, Connection connection) {
    this.files = files;
    this.key = key;
    this.connection = connection;
  }

  /**
   * Opens a file, and makes it where it is missing.
   *
   * @throws SQLException when that fails
   * @throws H2LeaseStoreException when H2 has the wrong version
   */
  static TableFile openOrCreate(StoreFiles files, Optional<StoreKey> key) throws SQLException {
    return open(files, key, "");
  }

  /** As {@link #openOrCreate}, where the file is there. */
  static TableFile open(StoreFiles files, Optional<StoreKey> key) throws SQLException {
    return open(files, key, ";IFEXISTS=TRUE");
  }

  private static TableFile open(StoreFiles files, Optional<StoreKey> key, String more)
      throws SQLException {
    TableFile file = new TableFile(files, key, connect(files, key, SETTINGS + more, WRITER));
    try {
      file.checkVersion();
      // What a process that crashed has written may not be on the disk yet.
      file.execute("CHECKPOINT SYNC");
      return file;
    } catch (Throwable e) {
      // An Error too: nobody else knows of the connection, which would lock the file for good.
      file.abandon();
      throw e;
    }
  }

  private static Connection connect(
      StoreFiles files, Optional<StoreKey> key, String settings, String user) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", user);
    // Where there is a cipher, H2 takes the password of the file, a space, and that of the user.
    login.setProperty("password", key.map(it -> it.tablePassword() + " ").orElse(""));
    String cipher = key.isPresent() ? ";CIPHER=AES" : "";
    return new Driver().connect("jdbc:h2:" + files.jdbcPath() + cipher + settings, login);
  }

  private void checkVersion() throws SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (!version.startsWith(H2_VERSION)) {
      throw new H2LeaseStoreException(
          "lease store "
              + files
              + ": expected H2 "
              + H2_VERSION
              + ", found "
              + version
              + ", with which durability is not assured: have your build take com.h2database:h2:"
              + H2_VERSION);
    }
  }

  /** Returns the connection, for the SQL of {@link LeaseTable}, in which each statement commits. */
  Connection connection() {
    return connection;
  }

  /** Returns what the file says of the store. */
  State state() throws SQLException {
    return LeaseTable.state(connection);
  }

  /** As {@link LeaseBlock#read}, of all blocks. */
  List<Bad> load(Predicate<Ipv4Address> isWanted, Consumer<Lease> visitor) throws SQLException {
    return LeaseTable.load(connection, isWanted, visitor);
  }

  /** Stores blocks, in one transaction, and has the disk keep them. */
  void store(Collection<LeaseBlock> blocks) throws SQLException {
    write(() -> LeaseTable.store(connection, blocks));
  }

  /** Notes what is no lease, and stores the blocks that it was in; has the disk keep that. */
  void clean(List<Bad> bad, Collection<LeaseBlock> blocks, Instant now) throws SQLException {
    write(
        () -> {
          LeaseTable.quarantine(connection, bad, now);
          LeaseTable.store(connection, blocks);
        });
  }

  /** Notes how far the journal has been folded, and has the disk keep that. */
  void setFolded(long number, Instant asOf) throws SQLException {
    write(() -> LeaseTable.setFolded(connection, number, asOf));
  }

  private interface Changes {
    void make() throws SQLException;
  }

  private void write(Changes changes) throws SQLException {
    connection.setAutoCommit(false);
    changes.make();
    writeHeaderNext();
    connection.commit();
    connection.setAutoCommit(true);
    writeHeaderNext();
    compact();
    writeHeaderNext();
    execute("CHECKPOINT SYNC");
  }

  /**
   * Moves some of what is still in use out of the parts of the file that have little of it. H2 does
   * that in the background, of which there is none here: a few leases that never change would keep
   * the space of all that were written with them.
   */
  private void compact() throws SQLException {
    store().compact(LEAST_USE_PERCENT, COMPACTED_OCTETS);
  }

  private MVStore store() throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    return session.getDatabase().getStore().getMvStore();
  }

  /**
   * Has H2 write the file's header after the next chunk. It does that now and then otherwise, and
   * finds the newest chunk by way of those that the header points to; one of these, of which
   * nothing is in use any more, may be half overwritten when the power goes, and H2 then opens an
   * older state.
   */
  private void writeHeaderNext() throws SQLException {
    // What H2 notes of a clean shutdown, 0 for none, is what has it write the header without it.
    store().getStoreHeader().put("clean", 0);
  }

  /** Returns a connection that may read and nothing else. */
  Connection reader() throws SQLException {
    return connect(files, key, ";IFEXISTS=TRUE", LeaseTable.READER);
  }

  /** Writes a copy of the file, as it is now, into a ZIP file. */
  void backup(String zip) throws SQLException {
    try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
      backup.setString(1, zip);
      backup.execute();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Lets go of the file without writing anything more, as a crash would. */
  void abandon() {
    shutdown("SHUTDOWN IMMEDIATELY");
  }

  /** Closes the file, and every connection to it. */
  void close() {
    shutdown("SHUTDOWN");
  }

  private void shutdown(String sql) {
    try (connection) {
      execute(sql);
    } catch (SQLException e) {
      // Every commit is on the disk already, and H2 has let go of the file itself.
    }
  }
}
