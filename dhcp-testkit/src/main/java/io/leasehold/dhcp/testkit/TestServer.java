package io.leasehold.dhcp.testkit;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.testkit.network.ClientLink;
import io.leasehold.dhcp.testkit.network.TestNetwork;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A server for tests, and clients to it.
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start()) {
 *   DhcpTestClient client = server.client();
 *   client.bind();
 *   server.advance(Duration.ofMinutes(30));
 *   client.renew();
 * }
 * }</pre>
 *
 * <p>The server is the real one. Unless {@link TestServerBuilder#onUdp} has it on loopback, it is
 * on a network in memory, in virtual time: a client that waits for minutes costs no time, and what
 * happens is the same each time. Everything is for one thread; servers do not know of each other,
 * so that tests with one each may run in parallel.
 */
public final class TestServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ground ground;
  private final DhcpServer server;
  private final LeaseStore store;
  private final FaultyLeaseStore faults;
  private final ExchangeLog log;
  private final List<ClientLink> links = new ArrayList<>();
  private final TestSegment lan;
  private int clients;

  TestServer(
      Ground ground,
      DhcpServer server,
      LeaseStore store,
      FaultyLeaseStore faults,
      ExchangeLog log) {
    this.ground = ground;
    this.server = server;
    this.store = store;
    this.faults = faults;
    this.log = log;
    lan = segment(ground.beside());
  }

  /**
   * Starts a server at 192.0.2.1, of whose network 192.0.2.0/24 it gives out 192.0.2.10 to
   * 192.0.2.200, the lowest first.
   */
  public static TestServer start() {
    return builder().start();
  }

  /** Returns a builder of a server. */
  public static TestServerBuilder builder() {
    return new TestServerBuilder();
  }

  /** Returns a new client on the server's link, with a hardware address that no other has. */
  public DhcpTestClient client() {
    return lan.client();
  }

  /**
   * Returns a new client on the server's link.
   *
   * @param hardwareAddress such as «02:00:00:00:00:01»
   */
  public DhcpTestClient client(String hardwareAddress) {
    return lan.client(hardwareAddress);
  }

  /** Returns a builder of a client on the server's link. */
  public DhcpTestClientBuilder newClient(String hardwareAddress) {
    return lan.newClient(hardwareAddress);
  }

  /**
   * Adds a relay agent, on the segment of the subnet that has its address.
   *
   * @param giaddr its address; on UDP, the link that it names in option 82
   * @return where its clients are
   */
  public TestSegment relay(String giaddr) {
    return segment(ground.behind(Ipv4Address.parse(giaddr), Optional.empty()));
  }

  /**
   * Adds a relay agent that adds option 82. Where that has a link selection, the agent is on the
   * segment of the subnet which that selects.
   *
   * @return where its clients are
   */
  public TestSegment relay(String giaddr, RelayAgentInformation information) {
    return segment(ground.behind(Ipv4Address.parse(giaddr), Optional.of(information)));
  }

  /**
   * Starts another server on the server's link, which answers what a test has it answer.
   *
   * @throws IllegalStateException when the server is on UDP
   */
  public ScriptedServer scripted(String address, ScriptedServer.Script script) {
    return ScriptedServer.start(network(), ground.segment(), Ipv4Address.parse(address), script);
  }

  /**
   * Runs something beside the test, as time passes: a client that lives, for instance.
   *
   * <pre>{@code
   * server.inBackground(() -> client.live(Duration.ofDays(7)));
   * server.advance(Duration.ofDays(1));
   * }</pre>
   *
   * <p>What it throws is thrown where the test lets time pass.
   *
   * @throws IllegalStateException when the server is on UDP
   */
  public void inBackground(Runnable task) {
    network().time().newProcess().start(task);
  }

  private TestSegment segment(Function<HardwareAddress, ClientLink> newLinks) {
    return new TestSegment(
        client -> {
          ClientLink link = newLinks.apply(client);
          links.add(link);
          return link;
        },
        () -> {
          clients++;
          return HardwareAddress.ethernet(
              String.format("02:ff:00:00:%02x:%02x", clients >> 8 & 0xff, clients & 0xff));
        });
  }

  /**
   * Lets time pass. In memory all that is due happens: leases and offers end, housekeeping tells of
   * it, and clients that live beside the test renew. On UDP the clock is turned, and housekeeping
   * follows.
   */
  public void advance(Duration time) {
    ground.advance(time);
  }

  /**
   * Takes the first exchange that was not taken yet; waits for it for ten seconds. Of those that
   * nobody takes, the last 10,000 are kept.
   *
   * @throws AssertionError when there is none
   */
  public Exchange takeExchange() {
    return takeExchange(PATIENCE);
  }

  /**
   * Takes the first exchange that was not taken yet.
   *
   * @param atMost for how long it waits for it
   * @throws AssertionError when there is none
   */
  public Exchange takeExchange(Duration atMost) {
    ground.threads().await(log.arrival(), atMost);
    return log.poll()
        .orElseThrow(
            () ->
                new AssertionError(
                    "expected another exchange: no datagram has reached the server in "
                        + atMost
                        + "\n\nuntil now:\n"
                        + log.ladder()));
  }

  /** Forgets the exchanges that were not taken yet. */
  public void forgetExchanges() {
    while (log.poll().isPresent()) {
      // The next one.
    }
  }

  /** Returns what has happened until now, a line for each message: the last 200 of them. */
  public String ladder() {
    return log.ladder();
  }

  /** Returns the server. */
  public DhcpServer server() {
    return server;
  }

  /** Returns the store of the server. */
  public LeaseStore store() {
    return store;
  }

  /** Returns how the store of the server is told to fail, to stall, or to conflict. */
  public FaultyLeaseStore faults() {
    return faults;
  }

  /** Returns the clock of the server. */
  public Clock clock() {
    return ground.clock();
  }

  /**
   * Returns the network in memory, for what goes wrong on it, and for more hosts.
   *
   * @throws IllegalStateException when the server is on UDP
   */
  public TestNetwork network() {
    return ground.network();
  }

  /** Returns the UDP port of the server. */
  public int port() {
    return ground.port();
  }

  /** Closes the server and the clients, and ends all threads. A second call does nothing. */
  @Override
  public void close() {
    try (ground;
        faults;
        server) {
      faults.heal();
      links.forEach(ClientLink::close);
    }
  }
}
