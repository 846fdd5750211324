package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable store in files of the process's own: what {@link #commit} has answered outlives a crash
 * of the process and, on a disk that keeps what it was forced to write, a power cut.
 *
 * <pre>{@code
 * try (LeaseStore store = H2LeaseStore.open(Path.of("/var/lib/dhcp/leases"))) {
 *   …
 * }
 * }</pre>
 *
 * <p>All leases are also held in memory, which answers every find. Commits are appended to a
 * journal, the files {@code leases.1.journal} and so on, by a single thread; those that arrive
 * while it waits for the disk share one write and one force, so large batches and many callers are
 * what makes it fast. A thread that is interrupted in a commit still gets its answer, and has its
 * interrupt status set. Every half a minute, and when the store is closed, the journal is folded
 * into the table, the file {@code leases.mv.db}, and a file of it is kept as {@code .spare}. The
 * files belong together: copy them with {@link #backup}.
 *
 * <p>The table is for SQL, with what is in {@link #connect}; when the store is closed, any H2 2.4
 * tool shows it, with user {@code sa} and no password; that of a store with a password only {@link
 * #connect} shows, as the key is made of the password and the {@code .salt} file. While the store
 * is open nobody else can open its files.
 *
 * <p>Safe for use by any thread.
 */
public final class H2LeaseStore implements LeaseStore {

  private final StoreOpening.Opened opened;

  private H2LeaseStore(StoreOpening.Opened opened) {
    this.opened = opened;
  }

  /**
   * Opens the store in {@code file}, and makes the file and its folder where they are missing.
   *
   * @param file what the names of all its files begin with; the table's has the ending {@code
   *     .mv.db}
   * @throws IllegalArgumentException when {@code file} has that ending, or has a semicolon in it
   * @throws H2LeaseStoreException when the store is in use, is damaged or incomplete, is not a
   *     lease store, or cannot be read or written
   */
  public static H2LeaseStore open(Path file) {
    return builder(file).open();
  }

  /** Returns a builder of a store in {@code file}, as for {@link #open(Path)}. */
  public static Builder builder(Path file) {
    return new Builder(file);
  }

  @Override
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return opened.leases().findByAddress(address);
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return opened.leases().findByClient(client);
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    return opened.leases().readAll(query);
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    opened.leases().forEach(visitor);
  }

  @Override
  public RecentChanges changesSince(long mark) {
    return opened.leases().changesSince(mark);
  }

  /**
   * {@inheritDoc}
   *
   * @throws H2LeaseStoreException when the lease cannot be made durable; the next commit tries
   *     again
   * @throws IllegalStateException when the store is closed
   */
  @Override
  public CommitResult commit(LeaseChange change) {
    return commitAll(List.of(change)).get(0);
  }

  /**
   * {@inheritDoc}
   *
   * @throws H2LeaseStoreException when the leases cannot be made durable; the next commit tries
   *     again
   * @throws IllegalStateException when the store is closed
   */
  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    return opened.writer().commit(List.copyOf(changes));
  }

  /**
   * Has the table hold all that is committed by now; waits for that. Without it, the table is never
   * further behind than the fold interval and the time that a fold takes.
   *
   * @return the moment that the table is of
   * @throws H2LeaseStoreException when that fails; the journal keeps what the table lacks
   * @throws IllegalStateException when the store is closed
   */
  public Instant refreshTable() {
    return opened.keeper().refresh();
  }

  /**
   * Opens a connection that reads the table and can change nothing; the caller closes it. It ends
   * with the store, and also when writing the table fails.
   *
   * <p>{@code LEASE} has a row for each address that ever had a lease: {@code ADDRESS}, a number,
   * which is the key and gives the order, and {@code IP}, the same dotted; {@code VERSION}; {@code
   * STATE}, as in {@code LeaseState}; {@code CLIENT_ID}, in octets, and {@code CLIENT_ID_TEXT},
   * where they are printable; {@code HTYPE} and {@code HARDWARE_ADDRESS}; {@code HOST_NAME}; {@code
   * RELAY_AGENT_INFORMATION}, option 82, in octets; {@code NAME_UPDATES}, as in {@code
   * NameUpdates}; {@code STARTS_AT} and {@code ENDS_AT}, in UTC, the end of a lease that never ends
   * in the year 9999. {@code STORE} has {@code AS_OF}, the moment that the table is of at least.
   * {@code LEASE_QUARANTINE} has rows that were found to be no leases, with the reason.
   *
   * <p>A thread that is interrupted while it reads closes the file, which costs no commit, and the
   * table is opened again by the next fold.
   *
   * @throws H2LeaseStoreException when that fails
   * @throws IllegalStateException when the store is closed
   */
  public Connection connect() {
    return opened.keeper().connect();
  }

  /**
   * Copies the store while it works, as it is at one moment of the call: every lease whose commit
   * was answered before is in the copy, which opens as a store.
   *
   * @param folder is to be empty, and is made where it is missing
   * @throws IllegalArgumentException when {@code folder} is not empty
   * @throws H2LeaseStoreException when that fails; what was copied is to be deleted then
   * @throws IllegalStateException when the store is closed
   */
  public void backup(Path folder) {
    opened.keeper().backup(folder.toAbsolutePath());
  }

  /**
   * Lets go of the files when the commits that wait are done and the table has them. A second call
   * does nothing. Finds go on to answer from memory; commits do not.
   */
  @Override
  public void close() {
    opened.writer().refuseCommits();
    opened.keeper().close();
    opened.writer().close();
    StoreFiles.unlock(opened.lock());
  }

  /** Collects how a store is to work. For one thread. */
  public static final class Builder {

    private static final Logger LOG = LoggerFactory.getLogger(H2LeaseStore.class);

    private final Path file;
    private String fileSystem = "file";
    private Durability durability = Durability.FORCED;
    private Optional<char[]> password = Optional.empty();
    private Duration foldInterval = Duration.ofSeconds(30);
    private Optional<Duration> forgetAfter = Optional.empty();
    private boolean mustExist;
    private Clock clock = Clock.systemUTC();
    private Consumer<? super H2LeaseStoreException> onFailure =
        failure -> LOG.warn("{}", failure.getMessage());

    private Builder(Path file) {
      this.file = Objects.requireNonNull(file, "file");
    }

    /** Sets when a commit is answered; {@link Durability#FORCED} unless set. */
    public Builder durability(Durability newDurability) {
      durability = Objects.requireNonNull(newDurability, "durability");
      return this;
    }

    /**
     * Encrypts all files (AES); not encrypted unless set. A store keeps the password that it was
     * made with. It is copied here, and the copy overwritten when the store is open.
     *
     * @throws IllegalArgumentException when it is empty
     */
    public Builder password(char[] secret) {
      if (secret.length == 0) {
        throw new IllegalArgumentException("password: expected at least one character");
      }
      password = Optional.of(secret.clone());
      return this;
    }

    /**
     * Sets how often the journal is folded into the table; every 30 seconds unless set. It is also
     * folded when it is longer than 16 MiB and than two thirds of the table.
     *
     * @throws IllegalArgumentException when it is less than a second, or more than a day
     */
    public Builder foldInterval(Duration interval) {
      if (interval.compareTo(Duration.ofSeconds(1)) < 0
          || interval.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "fold interval " + interval + ": expected a second to a day");
      }
      foldInterval = interval;
      return this;
    }

    /**
     * Forgets leases that ended longer ago, when the store is opened; never unless set. Clients
     * that come back after that long may get other addresses.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public Builder forgetAfter(Duration time) {
      if (time.isNegative()) {
        throw new IllegalArgumentException("forget after " + time + ": expected no less than 0");
      }
      forgetAfter = Optional.of(time);
      return this;
    }

    /** Refuses to make a store where there is none; makes one unless set. */
    public Builder mustExist() {
      mustExist = true;
      return this;
    }

    /** Sets where the time is read; the system's unless set. */
    public Builder clock(Clock newClock) {
      clock = Objects.requireNonNull(newClock, "clock");
      return this;
    }

    /**
     * Sets what is told of trouble that no caller can be told of: a fold that failed, which is
     * tried again, and rows that are no leases. It is called on threads of the store, one at a
     * time, and must not call the store. Writes a warning to the log unless set.
     */
    public Builder onFailure(Consumer<? super H2LeaseStoreException> listener) {
      Objects.requireNonNull(listener, "onFailure");
      onFailure =
          failure -> {
            try {
              listener.accept(failure);
            } catch (RuntimeException e) {
              LOG.warn("the listener of {} failed", failure.getMessage(), e);
            }
          };
      return this;
    }

    /** Puts the files into one of H2's own file systems. */
    Builder fileSystem(String scheme) {
      fileSystem = scheme;
      return this;
    }

    /**
     * Opens the store, and makes it where it is missing.
     *
     * @throws IllegalArgumentException when the file has H2's ending, or has a semicolon in it
     * @throws H2LeaseStoreException when the store is in use, is damaged or incomplete, is not a
     *     lease store, or cannot be read or written
     */
    public H2LeaseStore open() {
      files();
      return new H2LeaseStore(
          Uninterrupted.call("leasehold-h2-open", () -> StoreOpening.open(this)));
    }

    StoreFiles files() {
      return new StoreFiles(file, fileSystem);
    }

    Durability durability() {
      return durability;
    }

    Optional<char[]> password() {
      return password;
    }

    Duration foldInterval() {
      return foldInterval;
    }

    Optional<Duration> forgetAfter() {
      return forgetAfter;
    }

    boolean isExisting() {
      return mustExist;
    }

    Clock clock() {
      return clock;
    }

    Consumer<? super H2LeaseStoreException> onFailure() {
      return onFailure;
    }
  }
}
