/** What tests of products that embed the server, or of their lease stores, are made with. */
module io.leasehold.dhcp.testkit {
  requires transitive io.leasehold.dhcp.server;
  requires transitive org.junit.jupiter.api;

  exports io.leasehold.dhcp.testkit;
  exports io.leasehold.dhcp.testkit.network;
  exports io.leasehold.dhcp.testkit.simulation;
}
