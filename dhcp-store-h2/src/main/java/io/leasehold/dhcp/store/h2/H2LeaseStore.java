package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A durable store in one file: what {@link #commit} has answered outlives a crash of the process
 * and, on a disk that keeps what it was forced to write, a power cut.
 *
 * <pre>{@code
 * try (LeaseStore store = H2LeaseStore.open(Path.of("/var/lib/dhcp/leases"))) {
 *   …
 * }
 * }</pre>
 *
 * <p>All leases are also held in memory, which answers every find. Commits are written by a single
 * thread; those that arrive while it waits for the disk share one transaction and one force, so
 * large batches and many callers are what makes it fast. A thread that is interrupted in a commit
 * still gets its answer, and has its interrupt status set.
 *
 * <p>While the store is open nobody else can open the file. When it is closed, any H2 2.4 tool
 * shows the leases, with user {@code sa} and no password: {@code SELECT * FROM LEASE}, a row for
 * each address that ever had a lease.
 *
 * <p>Safe for use by any thread.
 */
public final class H2LeaseStore implements LeaseStore {

  private final LeaseWriter writer;

  private H2LeaseStore(LeaseWriter writer) {
    this.writer = writer;
  }

  /**
   * Opens the store in {@code file}, and makes the file and its folder where they are missing.
   *
   * @param file the file without H2's ending {@code .mv.db}
   * @throws IllegalArgumentException when {@code file} has that ending, or has a semicolon in it
   * @throws H2LeaseStoreException when the file is in use, is damaged, is not a lease store, or
   *     cannot be read or written
   */
  public static H2LeaseStore open(Path file) {
    return open(file, "file");
  }

  /** As {@link #open(Path)}, in one of H2's own file systems. */
  static H2LeaseStore open(Path file, String fileSystem) {
    return new H2LeaseStore(LeaseWriter.start(new LeaseFile.Location(file, fileSystem)));
  }

  @Override
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return writer.durable().findByAddress(address);
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return writer.durable().findByClient(client);
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    return writer.durable().readAll(query);
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    writer.durable().forEach(visitor);
  }

  /**
   * {@inheritDoc}
   *
   * @throws H2LeaseStoreException when the lease cannot be made durable; the file is opened anew by
   *     the next commit
   * @throws IllegalStateException when the store is closed
   */
  @Override
  public CommitResult commit(LeaseChange change) {
    return commitAll(List.of(change)).get(0);
  }

  /**
   * {@inheritDoc}
   *
   * @throws H2LeaseStoreException when the leases cannot be made durable; the file is opened anew
   *     by the next commit
   * @throws IllegalStateException when the store is closed
   */
  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    return writer.commit(List.copyOf(changes));
  }

  /**
   * Lets go of the file when the commits that wait are done. A second call does nothing. Finds go
   * on to answer from memory; commits do not.
   */
  @Override
  public void close() {
    writer.close();
  }
}
