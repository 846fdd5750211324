package io.leasehold.dhcp.store.h2;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes the table of a store, under another name and then renamed, so that a table that is there is
 * whole, and one that is not has never had a lease.
 */
final class StoreCreation {

  private static final int CHUNK = 1024;

  private StoreCreation() {}

  /** Makes a table without leases. */
  static void create(StoreFiles files, Optional<StoreKey> key) throws IOException, SQLException {
    make(files, key, table -> {});
    files.rename(files.unfinished().table(), files.table());
  }

  /**
   * Makes a table of the present format of one of format 1, and puts it in its place.
   *
   * @param former open; closed on return
   */
  static void migrate(StoreFiles files, TableFile former, Instant now)
      throws IOException, SQLException {
    make(files, Optional.empty(), table -> copy(former, table, now));
    former.close();
    files.rename(files.unfinished().table(), files.table());
  }

  private interface Content {
    void writeTo(TableFile table) throws SQLException;
  }

  private static void make(StoreFiles files, Optional<StoreKey> key, Content content)
      throws IOException, SQLException {
    StoreFiles unfinished = files.unfinished();
    files.delete(unfinished.table());
    TableFile table = TableFile.openOrCreate(unfinished, key);
    try {
      LeaseTable.create(table.connection(), UUID.randomUUID());
      content.writeTo(table);
      table.close();
    } catch (Throwable e) {
      table.abandon();
      throw e;
    }
    files.force(unfinished.table());
  }

  private static void copy(TableFile former, TableFile table, Instant now) throws SQLException {
    FormerTable.Rows rows = FormerTable.read(former.connection());
    Blocks blocks = new Blocks();
    rows.leases().forEach(lease -> blocks.add(lease.address()));
    List<LeaseBlock> chunk = new ArrayList<>();
    for (int number : Blocks.sorted(List.of(blocks))) {
      chunk.add(LeaseBlock.of(number, rows.leases()::findByAddresses));
      if (chunk.size() == CHUNK) {
        table.store(chunk);
        chunk.clear();
      }
    }
    table.clean(rows.bad(), chunk, now);
  }
}
