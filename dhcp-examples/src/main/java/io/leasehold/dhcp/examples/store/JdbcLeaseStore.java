package io.leasehold.dhcp.examples.store;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.server.store.CommitResult;
import io.leasehold.dhcp.server.store.CommitResult.Committed;
import io.leasehold.dhcp.server.store.CommitResult.Conflict;
import io.leasehold.dhcp.server.store.Lease;
import io.leasehold.dhcp.server.store.LeaseChange;
import io.leasehold.dhcp.server.store.LeaseQuery;
import io.leasehold.dhcp.server.store.LeaseSnapshot;
import io.leasehold.dhcp.server.store.LeaseStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** Leases in a table of any database that JDBC reaches, for one server or several. */
public final class JdbcLeaseStore implements LeaseStore {

  private static final String INSERT =
      "INSERT INTO lease (" + LeaseRow.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String UPDATE =
      "UPDATE lease SET version = ?, client_id = ?, hw_address = ?, state = ?, host_name = ?,"
          + " option_82 = ?, name_updates = ?, starts_at = ?, ends_at = ?"
          + " WHERE address = ? AND version = ?";

  /** How often a batch is tried again that has met another server's. */
  private static final int ATTEMPTS = 20;

  private final DataSource database;

  /** What is done in one transaction. */
  private interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  /** Makes a store in the database, and the table where it is missing. */
  public JdbcLeaseStore(DataSource database) {
    this.database = database;
    transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(LeaseRow.TABLE);
            statement.execute("CREATE INDEX IF NOT EXISTS lease_client ON lease (client_id)");
            return statement.execute("CREATE INDEX IF NOT EXISTS lease_hw ON lease (hw_address)");
          }
        });
  }

  @Override
  public Optional<Lease> findByAddress(Ipv4Address address) {
    return readAll(new LeaseQuery(Set.of(address), Set.of())).findByAddress(address);
  }

  @Override
  public List<Lease> findByClient(ClientKey client) {
    return readAll(new LeaseQuery(Set.of(), Set.of(client))).findByClient(client);
  }

  @Override
  public CommitResult commit(LeaseChange change) {
    return commitAll(List.of(change)).get(0);
  }

  @Override
  public void forEach(Consumer<? super Lease> visitor) {
    transaction(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("SELECT * FROM lease")) {
            while (rows.next()) {
              visitor.accept(LeaseRow.read(rows));
            }
            return true;
          }
        });
  }

  @Override
  public LeaseSnapshot readAll(LeaseQuery query) {
    List<Object> addresses = query.addresses().stream().<Object>map(Ipv4Address::unsigned).toList();
    List<Lease> found = new ArrayList<>();
    transaction(
        connection -> {
          found.clear();
          select(connection, "address", addresses, found);
          select(connection, "client_id", keys(query, ClientKey.Kind.CLIENT_IDENTIFIER), found);
          return select(
              connection, "hw_address", keys(query, ClientKey.Kind.HARDWARE_ADDRESS), found);
        });
    Map<Ipv4Address, Lease> byAddress = new HashMap<>();
    Map<ClientKey, Set<Lease>> byClient = new HashMap<>();
    for (Lease lease : found) {
      if (query.addresses().contains(lease.address())) {
        byAddress.put(lease.address(), lease);
      }
      lease.keys().stream()
          .filter(query.clients()::contains)
          .forEach(key -> byClient.computeIfAbsent(key, it -> new HashSet<>()).add(lease));
    }
    return new LeaseSnapshot(
        byAddress,
        byClient.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> List.copyOf(each.getValue()))));
  }

  private static List<Object> keys(LeaseQuery query, ClientKey.Kind kind) {
    return query.clients().stream()
        .filter(key -> key.kind() == kind)
        .<Object>map(key -> key.value().toByteArray())
        .toList();
  }

  private static boolean select(
      Connection connection, String column, List<Object> values, List<Lease> found)
      throws SQLException {
    if (values.isEmpty()) {
      return false;
    }
    String places = String.join(", ", Collections.nCopies(values.size(), "?"));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT * FROM lease WHERE " + column + " IN (" + places + ")")) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(LeaseRow.read(rows));
        }
      }
    }
    return true;
  }

  @Override
  public List<CommitResult> commitAll(List<LeaseChange> changes) {
    Set<Ipv4Address> addresses =
        changes.stream().map(change -> change.lease().address()).collect(Collectors.toSet());
    return addresses.size() < changes.size()
        ? LeaseStore.super.commitAll(changes) // One after the other, as each meets the one before.
        : transaction(connection -> commit(connection, changes));
  }

  private static List<CommitResult> commit(Connection connection, List<LeaseChange> changes)
      throws SQLException {
    // In the order of the addresses, as two servers would lock each other out otherwise.
    List<Integer> inOrder =
        IntStream.range(0, changes.size())
            .boxed()
            .sorted(Comparator.comparing(i -> changes.get(i).lease().address()))
            .toList();
    Map<Boolean, List<Integer>> byKind =
        inOrder.stream()
            .collect(Collectors.partitioningBy(i -> changes.get(i).expectedVersion() == 0));
    CommitResult[] results = new CommitResult[changes.size()];
    insert(connection, changes, byKind.get(true), results);
    update(connection, changes, byKind.get(false), results);
    return List.of(results);
  }

  /** Stores first leases, of those addresses that have none. */
  private static void insert(
      Connection connection, List<LeaseChange> changes, List<Integer> which, CommitResult[] results)
      throws SQLException {
    answerConflicts(connection, changes, which, results);
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      for (int i : which) {
        if (results[i] == null) {
          LeaseRow.set(statement, changes.get(i).lease());
          statement.addBatch();
          results[i] = new Committed(changes.get(i).lease());
        }
      }
      statement.executeBatch();
    }
  }

  /** Stores later leases, where the one before is the expected one. */
  private static void update(
      Connection connection, List<LeaseChange> changes, List<Integer> which, CommitResult[] results)
      throws SQLException {
    List<Integer> lost = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      for (int i : which) {
        int next = LeaseRow.set(statement, changes.get(i).lease());
        statement.setLong(next, changes.get(i).expectedVersion());
        statement.addBatch();
      }
      int[] counts = statement.executeBatch();
      for (int k = 0; k < counts.length; k++) {
        int i = which.get(k);
        results[i] = new Committed(changes.get(i).lease());
        if (counts[k] == 0) {
          results[i] = new Conflict(Optional.empty());
          lost.add(i);
        }
      }
    }
    answerConflicts(connection, changes, lost, results);
  }

  /** Answers those changes with a conflict whose addresses have a lease. */
  private static void answerConflicts(
      Connection connection, List<LeaseChange> changes, List<Integer> which, CommitResult[] results)
      throws SQLException {
    List<Lease> stored = new ArrayList<>();
    select(
        connection,
        "address",
        which.stream().<Object>map(i -> changes.get(i).lease().address().unsigned()).toList(),
        stored);
    Map<Ipv4Address, Lease> byAddress = new HashMap<>();
    stored.forEach(lease -> byAddress.put(lease.address(), lease));
    for (int i : which) {
      Optional.ofNullable(byAddress.get(changes.get(i).lease().address()))
          .ifPresent(lease -> results[i] = new Conflict(Optional.of(lease)));
    }
  }

  private <T> T transaction(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        try {
          T result = work.in(connection);
          connection.commit();
          return result;
        } finally {
          connection.rollback();
        }
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !isRace(e)) {
          throw new IllegalStateException("leases: the database failed: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Returns whether another server has come between: a duplicate key, or a deadlock. */
  private static boolean isRace(SQLException e) {
    return "23505".equals(e.getSQLState()) || "40001".equals(e.getSQLState());
  }
}
