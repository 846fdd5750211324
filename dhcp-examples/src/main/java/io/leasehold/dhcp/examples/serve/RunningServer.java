package io.leasehold.dhcp.examples.serve;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.config.kea.LeaseDatabase;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.store.InMemoryLeaseStore;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.UdpTransport;
import io.leasehold.dhcp.server.transport.UdpTransportBuilder;
import io.leasehold.dhcp.store.h2.H2LeaseStore;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server together with its store and its sockets, which end with it. */
final class RunningServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

  private final LeaseStore store;
  private final UdpTransport transport;
  private final DhcpServer server;

  private RunningServer(LeaseStore store, UdpTransport transport, DhcpServer server) {
    this.store = store;
    this.transport = transport;
    this.server = server;
  }

  /**
   * Opens the sockets and the store, and starts. When that fails, what is open ends with the
   * process.
   *
   * @throws IOException when a socket cannot be opened
   */
  static RunningServer start(
      ServerConfig config, LeaseDatabase database, UdpTransportBuilder sockets) throws IOException {
    UdpTransport transport = sockets.open();
    LeaseStore store =
        database.h2File().<LeaseStore>map(H2LeaseStore::open).orElseGet(InMemoryLeaseStore::new);
    DhcpServer server = DhcpServer.builder(config).store(store).transport(transport).start();
    return new RunningServer(store, transport, server);
  }

  /** Returns the first of the addresses that the server answers from. */
  Ipv4Address address() {
    return transport.localAddresses().iterator().next();
  }

  int port() {
    return transport.port();
  }

  /** Answers what waits, then lets go of sockets and store. */
  @Override
  public void close() {
    try {
      server.close();
    } finally {
      store.close();
    }
    LOG.info("closed");
  }
}
