package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.store.h2.LeaseBlock.Bad;
import io.leasehold.dhcp.store.h2.LeaseTable.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens the files of a store, makes them where there is no store, and reads what is in them. */
final class StoreOpening {

  /** The octets that the table has for a lease, more or less. */
  private static final int LEASE_LENGTH = 128;

  private static final int MOST_EXPECTED = 1 << 21;

  private final StoreFiles files;
  private final H2LeaseStore.Builder options;

  private StoreOpening(StoreFiles files, H2LeaseStore.Builder options) {
    this.files = files;
    this.options = options;
  }

  /** A store that is open. */
  record Opened(
      LeaseWriter writer, TableKeeper keeper, InMemoryLeaseStore leases, FileChannel lock) {}

  /**
   * Opens a store.
   *
   * @throws H2LeaseStoreException when that fails; the message says why and what to do
   */
  static Opened open(H2LeaseStore.Builder options) {
    StoreFiles files = options.files();
    try {
      files.createFolder();
      FileChannel lock =
          files
              .lock()
              .orElseThrow(
                  () ->
                      StoreTrouble.refused(
                          files,
                          "is in use, by this process or another: close that store, or use"
                              + " another file"));
      try {
        return new StoreOpening(files, options).open(lock);
      } catch (Throwable e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw StoreTrouble.refused(
          files,
          "cannot be made or opened: see that its folder can be written and the disk is not full",
          e);
    } catch (SQLException e) {
      throw StoreTrouble.refused(files, StoreTrouble.reason(e), e);
    }
  }

  private Opened open(FileChannel lock) throws IOException, SQLException {
    boolean isNew = !files.table().exists();
    if (isNew && !files.segments().isEmpty()) {
      throw StoreTrouble.refused(
          files, "is missing, while its journal is there: put it back, or restore a copy of both");
    }
    if (isNew && options.isExisting()) {
      throw StoreTrouble.refused(
          files, "does not exist, and was to: restore a copy, or open it without mustExist");
    }
    Optional<StoreKey> key = key(isNew);
    if (isNew) {
      StoreCreation.create(files, key);
    }
    TableFile table = openPresentFormat(key);
    try {
      return open(table, key, lock);
    } catch (Throwable e) {
      table.abandon();
      throw e;
    }
  }

  private TableFile openPresentFormat(Optional<StoreKey> key) throws IOException, SQLException {
    TableFile table = TableFile.open(files, key);
    try {
      Optional<Integer> format = LeaseTable.format(table.connection());
      if (format.equals(Optional.of(LeaseTable.FORMAT))) {
        return table;
      }
      if (!format.equals(Optional.of(FormerTable.FORMAT))) {
        throw StoreTrouble.refused(
            files,
            format
                .map(
                    it ->
                        "has format "
                            + it
                            + ", expected "
                            + LeaseTable.FORMAT
                            + ": open it with the version that made it")
                .orElse(
                    "holds no leases, or has lost them: restore a copy, or move it away to begin"
                        + " without leases"));
      }
      StoreCreation.migrate(files, table, options.clock().instant());
      return TableFile.open(files, key);
    } catch (Throwable e) {
      table.abandon();
      throw e;
    }
  }

  private Opened open(TableFile table, Optional<StoreKey> key, FileChannel lock)
      throws IOException, SQLException {
    State state = table.state();
    files.deleteSpares();
    JournalReplay replay = new JournalReplay(files, state, key);
    replay.checkSegments();
    InMemoryLeaseStore leases =
        new InMemoryLeaseStore(
            (int) Math.min(MOST_EXPECTED, 1 + files.table().size() / LEASE_LENGTH));
    JournalReplay.Replayed replayed = replay.replay(leases);
    loadOthers(table, leases);
    Spare spare = new Spare(files);
    Journal journal =
        new Journal(
            files,
            spare,
            state.id(),
            key,
            replayed.lastNumber(),
            replayed.lastLength(),
            replayed.finished());
    try {
      return start(table, state, key, journal, spare, leases, lock);
    } catch (Throwable e) {
      journal.close();
      throw e;
    }
  }

  private Opened start(
      TableFile table,
      State found,
      Optional<StoreKey> key,
      Journal journal,
      Spare spare,
      InMemoryLeaseStore leases,
      FileChannel lock)
      throws IOException, SQLException {
    List<Journal.Finished> finished = journal.rotate();
    State state = found;
    if (state.folded().isEmpty()) {
      state = new State(state.id(), Optional.of(0L));
      table.setFolded(0, options.clock().instant());
    }
    LeaseWriter writer =
        new LeaseWriter(files, journal, leases, options.durability(), options.onFailure());
    TableKeeper keeper =
        new TableKeeper(
            files,
            key,
            table,
            state,
            finished,
            spare,
            writer,
            leases,
            options.clock(),
            options.foldInterval(),
            options.onFailure());
    keeper.start();
    writer.start();
    return new Opened(writer, keeper, leases, lock);
  }

  /** Adds what only the table has: the journal has the last word. */
  private void loadOthers(TableFile table, InMemoryLeaseStore leases) throws SQLException {
    Instant now = options.clock().instant();
    Optional<Instant> forgotten = options.forgetAfter().map(now::minus);
    Blocks changed = new Blocks();
    List<Bad> bad =
        table.load(
            address -> leases.findByAddress(address).isEmpty(),
            lease -> {
              if (forgotten.filter(lease.endsAt()::isBefore).isPresent()) {
                changed.add(lease.address());
              } else {
                leases.put(lease);
              }
            });
    bad.forEach(each -> changed.add(each.address()));
    if (!changed.isEmpty()) {
      List<LeaseBlock> blocks = new ArrayList<>();
      for (int number : Blocks.sorted(List.of(changed))) {
        blocks.add(LeaseBlock.of(number, leases::findByAddresses));
      }
      table.clean(bad, blocks, now);
    }
    for (Bad each : bad) {
      options
          .onFailure()
          .accept(
              StoreTrouble.refused(
                  files,
                  "has something that is no lease, now in LEASE_QUARANTINE: "
                      + each.address()
                      + ", "
                      + each.reason()));
    }
  }

  private Optional<StoreKey> key(boolean isNew) throws IOException {
    Optional<char[]> password = options.password();
    boolean hasSalt = files.salt().exists();
    if (password.isEmpty()) {
      if (hasSalt) {
        throw StoreTrouble.refused(files, "is encrypted: open it with its password");
      }
      return Optional.empty();
    }
    if (!hasSalt && !isNew) {
      throw StoreTrouble.refused(
          files,
          "is not encrypted, or its .salt file is missing: open it without a password, or restore"
              + " that file");
    }
    return Optional.of(StoreKey.derive(password.orElseThrow(), hasSalt ? salt() : newSalt()));
  }

  private Octets newSalt() throws IOException {
    byte[] salt = new byte[StoreKey.SALT_LENGTH];
    new SecureRandom().nextBytes(salt);
    try (FileChannel channel = files.create(files.salt())) {
      channel.write(ByteBuffer.wrap(salt), 0);
      channel.force(true);
    }
    files.forceFolder();
    return Octets.wrap(salt);
  }

  private Octets salt() throws IOException {
    ByteBuffer salt = ByteBuffer.allocate(StoreKey.SALT_LENGTH);
    try (FileChannel channel = files.salt().open("r")) {
      if (channel.size() != StoreKey.SALT_LENGTH || channel.read(salt, 0) != StoreKey.SALT_LENGTH) {
        throw StoreTrouble.refused(files, "has lost its salt: restore a copy of its .salt file");
      }
    }
    return Octets.wrap(salt.array());
  }
}
