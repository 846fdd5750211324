package io.leasehold.dhcp.examples.capture;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.address.Ipv4Network;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.config.kea.KeaConfig;
import io.leasehold.dhcp.examples.capture.FoundMessage.Datagram;
import io.leasehold.dhcp.examples.config.AddressConverter;
import io.leasehold.dhcp.examples.config.ConfigFile;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.LeaseEvent;
import io.leasehold.dhcp.server.ServerListener;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Tells what a server would make of the messages of clients, and why. The server begins without
 * leases and lives in memory; each message meets what those before it have led to.
 */
@Command(
    name = "explain",
    description =
        "Tells what a server with this configuration would make of messages, and why. Nothing is"
            + " sent, and nothing is stored.")
public final class ExplainCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Mixin ConfigFile config;

  @Option(
      names = "--at",
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description =
          "The server's address at the interface where the messages arrive; that of the"
              + " configuration, or the first of the first subnet, unless given.")
  Optional<Ipv4Address> address = Optional.empty();

  @Option(
      names = "--interface",
      paramLabel = "NAME",
      description = "The interface where they arrive; that of the configuration unless given.")
  Optional<String> interfaceName = Optional.empty();

  @Parameters(
      paramLabel = "PCAP|HEX",
      description =
          "A capture, a file with one message a line in hexadecimal digits, or one such message.")
  String messages;

  /** For the command line. */
  public ExplainCommand() {}

  /**
   * Explains all messages of clients up to the end of the file, or to where it cannot be read on.
   *
   * @throws IllegalArgumentException when the configuration or the file is not what it should be
   * @throws IOException when a file cannot be read, or the output cannot be written
   */
  @Override
  public Integer call() throws IOException {
    KeaConfig read = config.read();
    ServerConfig server = read.server();
    Ipv4Network first = server.networks().get(0).subnets().get(0).network();
    Arrival arrival =
        new Arrival(
            interfaceName.or(read.listen()::interfaceName).orElse("-"),
            address.or(read.listen()::address).orElseGet(() -> first.range().first().plus(1)),
            false);
    DhcpEngine engine =
        DhcpEngine.builder(server)
            .listener(new TracingListener())
            .localAddresses(Set.of(arrival.localAddress()))
            .build();
    PrintWriter out = spec.commandLine().getOut();
    Path file = Path.of(messages);
    if (Files.exists(file)) {
      MessageFile.forEach(file, out, message -> explain(message, engine, arrival, out));
    } else {
      explain(HexLines.message(1, octets()), engine, arrival, out);
    }
    return 0;
  }

  private Octets octets() {
    try {
      return Octets.parse(messages);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          messages + ": neither a file nor hexadecimal digits: " + e.getMessage(), e);
    }
  }

  private static void explain(
      FoundMessage message, DhcpEngine engine, Arrival arrival, PrintWriter out) {
    boolean isOfServer =
        message.decoding() instanceof Decoded decoded
            && decoded.message().op() == DhcpMessage.BOOTREPLY;
    if (message.datagram().isEmpty() || isOfServer) {
      return;
    }
    Datagram datagram = message.datagram().get();
    boolean unicast = datagram.destination().equals(arrival.localAddress());
    Decision decision =
        engine.handle(
            new InboundDatagram(
                datagram.payload(),
                datagram.source(),
                datagram.sourcePort(),
                new Arrival(arrival.interfaceName(), arrival.localAddress(), unicast)));
    // As one piece, since the output is flushed after each.
    out.print("frame " + message.frame() + "\n" + decision.trace().toString().indent(2) + "\n");
  }

  /** Has every decision say how it came about. */
  private static final class TracingListener implements ServerListener {

    @Override
    public void onLease(LeaseEvent event) {
      // The decision says it, too.
    }

    @Override
    public boolean wantsTrace(InboundDatagram datagram) {
      return true;
    }
  }
}
