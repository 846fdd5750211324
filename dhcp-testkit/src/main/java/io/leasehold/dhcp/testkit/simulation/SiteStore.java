package io.leasehold.dhcp.testkit.simulation;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.store.RecentChanges;
import io.leasehold.dhcp.testkit.network.VirtualProcess;
import io.leasehold.dhcp.testkit.network.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The way of one server to the store that all of them share: it takes time, and fails when the
 * trouble of the site says so. Nothing of a server that is killed comes through any more.
 */
final class SiteStore implements LeaseStore {

  private static final int STALLED_MILLIS = 5_000;

  private final LeaseStore store;
  private final VirtualTime time;
  private final Scenario scenario;
  private final VirtualProcess process;
  private final RandomGenerator random;
  private final Supplier<StoreTrouble> trouble;
  private final Checks checks;

  SiteStore(
      LeaseStore store,
      VirtualTime time,
      Scenario scenario,
      VirtualProcess process,
      RandomGenerator random,
      Supplier<StoreTrouble> trouble,
      Checks checks) {
    this.store = store;
    this.time = time;
    this.scenario = scenario;
    this.process = process;
    this.random = random;
    this.trouble = trouble;
    this.checks = checks;
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    return read(() -> store.readAll(query));
  }

  @Override
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return read(() -> store.findByAddress(address));
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return read(() -> store.findByClient(client));
  }

  /** Takes no time, as servers ask each second, and nobody waits for it. */
  @Override
  public RecentChanges changesSince(long mark) {
    process.checkAlive();
    failIf(trouble.get() == StoreTrouble.FAILS_BEFORE);
    return scenario.storeTells() ? store.changesSince(mark) : RecentChanges.NOT_RECORDED;
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    read(
        () -> {
          store.forEach(visitor);
          return true;
        });
  }

  @Override
  public CommitResult commit(LeaseChange change) {
    return commitAll(List.of(change)).get(0);
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    StoreTrouble now = trouble.get();
    takeTime(now);
    failIf(now == StoreTrouble.FAILS_BEFORE);
    boolean isHalf = now == StoreTrouble.FAILS_HALFWAY;
    List<LeaseChange> done = isHalf ? changes.subList(0, changes.size() / 2) : changes;
    checks.beforeCommit(done);
    List<CommitResult> results = store.commitAll(done);
    checks.afterCommit(results);
    takeTime(StoreTrouble.NONE);
    failIf(isHalf || now == StoreTrouble.FAILS_AFTER);
    return results;
  }

  private <T> T read(Supplier<T> call) {
    StoreTrouble now = trouble.get();
    takeTime(now);
    failIf(now == StoreTrouble.FAILS_BEFORE && random.nextBoolean());
    T answer = call.get();
    takeTime(StoreTrouble.NONE);
    return answer;
  }

  private void takeTime(StoreTrouble now) {
    time.sleep(
        now == StoreTrouble.STALLS
            ? Duration.ofMillis(random.nextInt(STALLED_MILLIS))
            : Duration.ofNanos(random.nextLong(scenario.storeTime().toNanos())));
    process.checkAlive();
  }

  private static void failIf(boolean condition) {
    if (condition) {
      throw new IllegalStateException("the store fails, as it was told to");
    }
  }
}
