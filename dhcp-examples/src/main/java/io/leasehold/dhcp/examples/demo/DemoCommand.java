package io.leasehold.dhcp.examples.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.config.AllocationStrategy;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.server.transport.UdpTransport;
import io.leasehold.dhcp.store.h2.H2LeaseStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the life of a few leases, on loopback, without rights or set-up. */
@Command(
    name = "demo",
    description = "Shows the life of a few leases on loopback; needs no rights and no set-up.")
public final class DemoCommand implements Callable<Integer> {

  private static final HardwareAddress LAPTOP = HardwareAddress.ethernet("02:00:00:00:00:01");
  private static final HardwareAddress PRINTER = HardwareAddress.ethernet("02:00:00:00:00:02");
  private static final HardwareAddress PHONE = HardwareAddress.ethernet("02:00:00:00:00:03");
  private static final HardwareAddress STRANGER = HardwareAddress.ethernet("02:00:00:00:00:04");

  @Spec CommandSpec spec;

  /** For the command line. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException, SQLException {
    // The ladder shows what the log would say.
    ((Logger) LoggerFactory.getLogger("io.leasehold")).setLevel(Level.WARN);
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("leasehold-demo");
    try {
      run(out, folder.resolve("leases"));
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static void run(PrintWriter out, Path file) throws IOException, SQLException {
    DemoClock clock = new DemoClock();
    try (DemoNetwork network = new DemoNetwork()) {
      // Ports are ephemeral, and every address of 127.0.0.0/8 is this machine: so a client can use
      // the address that it is leased.
      ServerConfig config =
          ServerConfig.builder()
              .set(Setting.CLIENT_PORT, network.clientPort())
              .set(Setting.RELAY_PORT, network.relayPort())
              .set(Setting.ALLOCATION_STRATEGY, AllocationStrategy.LOWEST)
              .subnet(
                  Subnet.builder("127.0.1.0/24")
                      .pool("127.0.1.10-127.0.1.19")
                      .leaseTime(Duration.ofHours(1))
                      .option(DhcpOptions.ROUTER, List.of(DemoNetwork.RELAY))
                      .option(DhcpOptions.DOMAIN_NAME, "example.org")
                      .reservation(
                          Reservation.builder(PRINTER)
                              .address("127.0.1.30")
                              .hostName("printer")
                              .build())
                      .build())
              .build();
      try (LeaseStore store = H2LeaseStore.open(file);
          UdpTransport transport =
              UdpTransport.builder().bind(Ipv4Address.parse("127.0.0.1")).port(0).open();
          DhcpServer server =
              DhcpServer.builder(config)
                  .store(store)
                  .transport(transport)
                  .clock(clock)
                  .listener(network)
                  .start()) {
        Ipv4Address address = server.localAddresses().iterator().next();
        out.printf(
            "%nA server at %s:%d leases 127.0.1.10 to 127.0.1.19, and keeps the leases in%n%s.mv.db%n",
            address, transport.port(), file);
        network.connect(address, transport.port());
        tell(new Ladder(out), network, clock);
      }
    }
    out.printf("%nThe server is closed. This is what SQL finds in the file:%n%n");
    LeaseListing.print(file, out);
    out.flush();
  }

  private static void tell(Ladder ladder, DemoNetwork network, DemoClock clock) throws IOException {
    DemoClient laptop = new DemoClient("laptop", LAPTOP, network, ladder);
    laptop.introduce("is new, and comes by the relay agent " + DemoNetwork.RELAY);
    laptop.bind();
    clock.advance(Duration.ofMinutes(30));
    ladder.note("half an hour later: T1, when a client extends its lease");
    laptop.renew();
    ladder.note("and then it is shut down");
    laptop.release();

    DemoClient printer = new DemoClient("printer", PRINTER, network, ladder);
    printer.introduce("has an address reserved for it, outside the pool");
    printer.bind();

    DemoClient phone = new DemoClient("phone", PHONE, network, ladder);
    phone.introduce("gets an address that nobody has had: .10 waits for the laptop");
    phone.bind();
    ladder.note("switched off and on: it asks whether its address is still good");
    phone.reboot();

    DemoClient stranger = new DemoClient("stranger", STRANGER, network, ladder);
    stranger.introduce("wants to keep an address of which this server knows nothing");
    stranger.reboot(Ipv4Address.parse("127.0.1.15"));

    laptop.introduce("is back");
    laptop.bind();
    ladder.note("finds that somebody else uses the address");
    laptop.decline();
  }

  /** Returns the circuit that the demo's relay agent says its clients are on. */
  static Octets circuit() {
    return Octets.ofText("eth0/1");
  }
}
