package io.leasehold.dhcp.examples.serve;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.config.kea.KeaConfig;
import io.leasehold.dhcp.config.kea.ListenAddress;
import io.leasehold.dhcp.examples.config.AddressConverter;
import io.leasehold.dhcp.examples.config.ConfigFile;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.transport.UdpTransport;
import io.leasehold.dhcp.server.transport.UdpTransportBuilder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Serves clients until the process is told to end. Once it does, it prints one line: {@code ready
 * ADDRESS:PORT}.
 */
@Command(
    name = "serve",
    description = "Serves clients as a configuration in Kea's vocabulary says, until told to end.")
public final class ServeCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Mixin ConfigFile file;

  @Option(
      names = "--port",
      defaultValue = "67",
      paramLabel = "PORT",
      description = "UDP port of the server (${DEFAULT-VALUE}); 0 for one that is free.")
  int port;

  @Option(
      names = "--client-port",
      defaultValue = "68",
      paramLabel = "PORT",
      description = "UDP port of clients (${DEFAULT-VALUE}).")
  int clientPort;

  @Option(
      names = "--relay-port",
      defaultValue = "67",
      paramLabel = "PORT",
      description = "UDP port of relay agents (${DEFAULT-VALUE}).")
  int relayPort;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      converter = AddressConverter.class,
      description =
          "Serves relayed clients and renewals at this address, and not what the file says.")
  Optional<Ipv4Address> bind = Optional.empty();

  @Option(
      names = "--accept-broadcasts-of-any-interface",
      description =
          "Serves the interface of the file on a machine that has others, too: every broadcast is"
              + " taken for one of that interface.")
  boolean acceptBroadcastsOfAnyInterface;

  /** For the command line. */
  public ServeCommand() {}

  /**
   * Starts the server, and waits for ever.
   *
   * @throws IllegalArgumentException when the configuration or a port is wrong
   * @throws IOException when the configuration cannot be read, or a socket cannot be opened
   */
  @Override
  public Integer call() throws IOException, InterruptedException {
    KeaConfig config = file.read();
    RunningServer server =
        RunningServer.start(
            withPorts(config.server()), config.database(), transport(config.listen()).port(port));
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    spec.commandLine()
        .getOut()
        .println("ready " + readyAddress(config.listen(), server) + ":" + server.port());
    // The signal that ends the process runs the hook; nothing else ends this wait.
    new CountDownLatch(1).await();
    return 0;
  }

  private ServerConfig withPorts(ServerConfig server) {
    return server.toBuilder()
        .set(Setting.CLIENT_PORT, clientPort)
        .set(Setting.RELAY_PORT, relayPort)
        .build();
  }

  private UdpTransportBuilder transport(ListenAddress listen) {
    UdpTransportBuilder transport = UdpTransport.builder();
    if (bind.isPresent()) {
      return transport.bind(bind.get());
    }
    if (listen.interfaceName().isEmpty()) {
      return transport.relayedOnly();
    }
    if (acceptBroadcastsOfAnyInterface) {
      transport.acceptBroadcastsOfAnyInterface();
    }
    String name = listen.interfaceName().get();
    return listen
        .address()
        .map(address -> transport.onInterface(name, address))
        .orElseGet(() -> transport.onInterface(name));
  }

  private Ipv4Address readyAddress(ListenAddress listen, RunningServer server) {
    boolean everywhere = bind.isEmpty() && listen.interfaceName().isEmpty();
    return everywhere ? Ipv4Address.UNSPECIFIED : server.address();
  }
}
