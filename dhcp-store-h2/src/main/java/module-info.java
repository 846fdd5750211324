/** A durable lease store in a file of the process's own, by the H2 database. */
@SuppressWarnings("module") // The digit is the name of the database.
module io.leasehold.dhcp.store.h2 {
  requires transitive io.leasehold.dhcp.server;
  requires com.h2database;
  requires transitive java.sql;
  requires org.slf4j;

  exports io.leasehold.dhcp.store.h2;
  exports io.leasehold.dhcp.store.h2.internal to
      com.h2database;
}
