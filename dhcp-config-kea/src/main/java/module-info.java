/** Reads a server's configuration in the vocabulary of Kea's {@code Dhcp4} object. */
module io.leasehold.dhcp.config.kea {
  requires transitive io.leasehold.dhcp.server;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;

  exports io.leasehold.dhcp.config.kea;
}
