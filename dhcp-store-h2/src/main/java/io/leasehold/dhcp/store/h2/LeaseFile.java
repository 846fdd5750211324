package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.store.h2.internal.OrderedFileSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Optional;
import java.util.Properties;
import org.h2.Driver;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;

/**
 * The open file: one connection, and what it takes to be sure that a write is on the disk. For use
 * by one thread, which must not be interrupted.
 */
final class LeaseFile {

  // A commit is forced to the disk by CHECKPOINT SYNC only, and by that only when nothing is
  // written later in the background, hence no delay. Space is used again after a second, as the
  // file would grow by
  // 45 seconds of changes otherwise. A lazy query keeps the start from copying the table to a
  // temporary file.
  private static final String SETTINGS =
      ";WRITE_DELAY=0;RETENTION_TIME=1000;DB_CLOSE_ON_EXIT=FALSE"
          + ";LAZY_QUERY_EXECUTION=1;TRACE_LEVEL_FILE=0";

  /** How much of the file is to be in use, in percent. */
  private static final int LEAST_USE_PERCENT = 30;

  /** How much is moved with one commit while it is less. */
  private static final int COMPACTED_OCTETS = 128 * 1024;

  // Of the versions before and after, some lose commits that were acknowledged, in silence.
  private static final String H2_VERSION = "2.4.240";

  private final Location location;
  private final Connection connection;

  private LeaseFile(Location location, Connection connection) {
    this.location = location;
    this.connection = connection;
  }

  /**
   * Where the file is.
   *
   * @param file the file without H2's ending
   * @param fileSystem the scheme of one of H2's file systems
   */
  record Location(Path file, String fileSystem) {

    private static final String ENDING = ".mv.db";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException when it has H2's ending, or a semicolon
     */
    Location {
      file = file.toAbsolutePath().normalize();
      if (file.toString().endsWith(ENDING)) {
        throw new IllegalArgumentException(
            "lease store " + file + ": expected the file without its ending " + ENDING);
      }
      if (file.toString().contains(";")) {
        throw new IllegalArgumentException(
            "lease store " + file + ": expected a file without a semicolon in its path");
      }
    }

    /**
     * Makes the file where it is missing. It is made under another name and then renamed, so that a
     * file that is there is whole, and one that is not has never had a lease.
     *
     * @throws H2LeaseStoreException when that fails
     */
    void createIfMissing() {
      if (Files.exists(onDisk())) {
        return;
      }
      Location unfinished =
          new Location(file.resolveSibling(file.getFileName() + ".new"), fileSystem);
      try {
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(unfinished.onDisk());
        try (Connection connection = unfinished.connect("")) {
          LeaseTable.create(connection);
        }
        force(unfinished.onDisk(), StandardOpenOption.WRITE);
        Files.move(unfinished.onDisk(), onDisk());
        forceFolder(file.getParent());
      } catch (IOException | SQLException e) {
        throw new H2LeaseStoreException(
            "lease store "
                + this
                + " cannot be made: see that its folder can be written and the disk is not full ("
                + e.getMessage()
                + ")",
            e);
      }
    }

    private static void forceFolder(Path folder) throws IOException {
      try {
        force(folder, StandardOpenOption.READ);
      } catch (AccessDeniedException e) {
        // Windows opens no folders; it keeps a rename without being told to.
      }
    }

    private static void force(Path path, StandardOpenOption option) throws IOException {
      try (FileChannel channel = FileChannel.open(path, option)) {
        channel.force(true);
      }
    }

    private Connection connect(String more) throws SQLException {
      Properties user = new Properties();
      user.setProperty("user", "sa");
      String path = OrderedFileSystem.register() + ":" + fileSystem + ":" + file;
      return new Driver().connect("jdbc:h2:" + path + SETTINGS + more, user);
    }

    private Path onDisk() {
      return file.resolveSibling(file.getFileName() + ENDING);
    }

    /** Returns the path of the file, with its ending. */
    @Override
    public String toString() {
      return onDisk().toString();
    }
  }

  /**
   * Opens a file that is there.
   *
   * @throws H2LeaseStoreException when that fails; the message says why and what to do
   */
  static LeaseFile open(Location location) {
    try {
      LeaseFile file = new LeaseFile(location, location.connect(";IFEXISTS=TRUE"));
      try {
        file.prepare();
        return file;
      } catch (Throwable e) {
        // An Error too: nobody else knows of the connection, which would lock the file for good.
        file.abandon();
        throw e;
      }
    } catch (SQLException e) {
      throw new H2LeaseStoreException(
          "lease store " + location + " " + reason(e) + " (" + e.getMessage() + ")", e);
    }
  }

  private void prepare() throws SQLException {
    String version = connection.getMetaData().getDatabaseProductVersion();
    if (!version.startsWith(H2_VERSION)) {
      throw new H2LeaseStoreException(
          "lease store "
              + location
              + ": expected H2 "
              + H2_VERSION
              + ", found "
              + version
              + ", with which durability is not assured: have your build take com.h2database:h2:"
              + H2_VERSION);
    }
    // Another connection of this JVM would be let in otherwise, and could write behind our back.
    execute("SET EXCLUSIVE 2");
    Optional<Integer> format = LeaseTable.format(connection);
    if (!format.equals(Optional.of(LeaseTable.FORMAT))) {
      throw new H2LeaseStoreException(
          "lease store "
              + location
              + " has format "
              + format.map(String::valueOf).orElse("none")
              + ", expected "
              + LeaseTable.FORMAT
              + ": open it with the version that made it");
    }
    connection.setAutoCommit(false);
    // What a process that crashed has written may not be on the disk yet.
    execute("CHECKPOINT SYNC");
  }

  private static String reason(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          "is in use by another process: stop that, or use another file";
      case ErrorCode.DATABASE_IS_IN_EXCLUSIVE_MODE ->
          "is open in this process already: use the store that has it, or close it first";
      case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
          "has gone: put it back, or open the store anew to begin without leases";
      case ErrorCode.FILE_VERSION_ERROR_1 ->
          "was written by an H2 of another version: convert it with H2's Script tool";
      case ErrorCode.FILE_CORRUPTED_1 ->
          "is damaged: restore a copy, or save what is left with H2's Recover tool";
      case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
          "holds no leases, or has lost them: restore a copy, or move it away to begin without leases";
      default -> "cannot be opened: see that it can be read and written, and the disk is not full";
    };
  }

  /**
   * Reads all leases.
   *
   * @throws H2LeaseStoreException when that fails; then the file is let go of
   */
  InMemoryLeaseStore load() {
    try {
      return new InMemoryLeaseStore(LeaseTable.load(connection));
    } catch (Error e) {
      abandon();
      throw e;
    } catch (SQLException | RuntimeException e) {
      abandon();
      throw new H2LeaseStoreException(
          "lease store "
              + location
              + " cannot be read: restore a copy, or correct the row ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /**
   * Stores leases and forces them to the disk; the faster for being in the order of the addresses.
   *
   * @throws H2LeaseStoreException when that fails; then the leases may be stored or not, and the
   *     file is to be abandoned
   */
  void write(Collection<Lease> leases) {
    try {
      LeaseTable.merge(connection, leases);
      connection.commit();
      compact();
      execute("CHECKPOINT SYNC");
    } catch (SQLException e) {
      throw new H2LeaseStoreException(
          "lease store "
              + location
              + " cannot be written: see that the disk is not full; the next commit tries again ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /**
   * Moves some of what is still in use out of the parts of the file that have little of it. H2 does
   * that in the background, of which there is none here: a few leases that never change would keep
   * the space of all that were written with them.
   */
  private void compact() throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    MVStore store = session.getDatabase().getStore().getMvStore();
    store.compact(LEAST_USE_PERCENT, COMPACTED_OCTETS);
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Lets go of the file without writing anything more, as a crash would. */
  void abandon() {
    try (connection) {
      execute("SHUTDOWN IMMEDIATELY");
    } catch (SQLException e) {
      // H2 has let go of the file itself.
    }
  }

  /** Closes the file. */
  void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // Every commit is on the disk already.
    }
  }
}
