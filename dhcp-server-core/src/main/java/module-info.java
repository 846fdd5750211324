/** The DHCPv4 engine, its lease-store and policy SPIs, the in-memory store, the UDP transport. */
module io.leasehold.dhcp.server {
  requires transitive io.leasehold.dhcp.codec;
  requires com.github.benmanes.caffeine;
  requires org.slf4j;
  requires jdk.jfr;

  exports io.leasehold.dhcp.server;
  exports io.leasehold.dhcp.server.admin;
  exports io.leasehold.dhcp.server.config;
  exports io.leasehold.dhcp.server.match;
  exports io.leasehold.dhcp.server.policy;
  exports io.leasehold.dhcp.server.policy.builtin;
  exports io.leasehold.dhcp.server.probe;
  exports io.leasehold.dhcp.server.reservation;
  exports io.leasehold.dhcp.server.store;
  exports io.leasehold.dhcp.server.transport;
}
