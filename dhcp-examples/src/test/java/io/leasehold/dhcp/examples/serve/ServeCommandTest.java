package io.leasehold.dhcp.examples.serve;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.examples.Leasehold;
import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.LeaseStore;
import io.leasehold.dhcp.store.h2.H2LeaseStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The command as a process of its own, as an operator runs it. */
@Timeout(60)
class ServeCommandTest {

  private static final HardwareAddress CLIENT = HardwareAddress.ethernet("02:00:5e:10:00:0a");
  private static final Ipv4Address LOOPBACK = Ipv4Address.parse("127.0.0.1");

  @TempDir Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endProcesses() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void servesUntilToldToEnd() throws Exception {
    // A relayed client gets its lease from a ready server, and finds it kept after a SIGTERM.
    Path database = folder.resolve("leases");
    Path config =
        config(
            """
            "lease-database": { "type": "h2", "name": "%s" },
            "subnet4": [{
              "subnet": "192.0.2.0/24",
              "relay": { "ip-addresses": [ "127.0.0.1" ] },
              "pools": [{ "pool": "192.0.2.10 - 192.0.2.10" }],
              "option-data": [{ "name": "routers", "data": "192.0.2.1" }]
            }]
            """
                .formatted(database));
    Ipv4Address leased;
    try (DatagramSocket relay = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      relay.setSoTimeout(20_000);
      Process server =
          serve(
              "--config=" + config,
              "--bind=127.0.0.1",
              "--port=0",
              "--relay-port=" + relay.getLocalPort());
      BufferedReader output = server.inputReader();
      String ready = output.readLine();
      assertThat(ready).as(errors()).matches("ready 127\\.0\\.0\\.1:[1-9][0-9]*");
      int port = Integer.parseInt(ready.substring(ready.indexOf(':') + 1));

      DhcpMessage offer = exchange(relay, port, request(MessageType.DISCOVER).build());
      DhcpMessage ack =
          exchange(
              relay,
              port,
              request(MessageType.REQUEST)
                  .option(DhcpOptions.ADDRESS_REQUEST, offer.yiaddr())
                  .option(
                      DhcpOptions.DHCP_SERVER_ID,
                      offer.option(DhcpOptions.DHCP_SERVER_ID).orElseThrow())
                  .build());
      leased = ack.yiaddr();
      assertThat(ack.messageType()).contains(MessageType.ACK);
      assertThat(ack.option(DhcpOptions.ROUTER)).contains(List.of(Ipv4Address.parse("192.0.2.1")));

      // Through its handle, as Process.destroy would also close what is left to read.
      server.toHandle().destroy();
      assertThat(server.waitFor(30, SECONDS)).isTrue();
      assertThat(server.exitValue()).isIn(0, 143);
      assertThat(output.lines()).isEmpty();
      assertThat(errors()).endsWith("RunningServer: closed\n");
    }
    assertThat(leased).isEqualTo(Ipv4Address.parse("192.0.2.10"));
    try (LeaseStore store = H2LeaseStore.open(database)) {
      assertThat(store.findByAddress(leased).orElseThrow().state()).isEqualTo(LeaseState.BOUND);
    }
  }

  @Test
  void readyEverywhere() throws Exception {
    // Without an address of its own a server for relayed traffic is ready at 0.0.0.0.
    Process server =
        serve("--config=" + config("\"lease-database\": {\"type\": \"memory\"}"), "--port=0");
    assertThat(server.inputReader().readLine())
        .as(errors())
        .matches("ready 0\\.0\\.0\\.0:[1-9][0-9]*");
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            "'valid-lifetime': 'long'", "--port=0", "Dhcp4.valid-lifetime: expected a whole"),
        Arguments.of("'subnet4': [", "--port=0", "line 3, column "),
        Arguments.of(
            "'subnet4': [{'subnet': '192.0.2.0/24', 'pools': [{'pool': '10.0.0.0/29'}]}]",
            "--port=0",
            "expected addresses inside the subnet"),
        Arguments.of("'authoritative': true", "--bind=192.0.2.77", "192.0.2.77"),
        Arguments.of("'authoritative': true", "--client-port=70000", "70000"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void refusesToStart(String members, String option, String reason) throws Exception {
    // What is wrong is said in one line, and the exit code is 1; nothing is ready.
    Process server =
        serve(
            "--config="
                + config(
                    "\"lease-database\": {\"type\": \"memory\"}, " + members.replace('\'', '"')),
            option);
    assertThat(server.inputReader().lines()).isEmpty();
    assertThat(server.waitFor(30, SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(1);
    List<String> errors = errors().lines().filter(line -> !line.contains(" WARN ")).toList();
    assertThat(errors).singleElement().asString().startsWith("leasehold: ").contains(reason);
  }

  @Test
  void noSuchFile() throws Exception {
    // A configuration that is not there is one line too, and names the file.
    Process server = serve("--config=" + folder.resolve("absent.json"));
    assertThat(server.waitFor(30, SECONDS)).isTrue();
    assertThat(server.exitValue()).isEqualTo(1);
    assertThat(errors().lines()).singleElement().asString().contains("absent.json: cannot be read");
  }

  private Path config(String members) throws IOException {
    String document =
        """
        {"Dhcp4": {
        "interfaces-config": { "interfaces": [ "*" ] },
        %s }}
        """;
    return Files.writeString(folder.resolve("config.json"), document.formatted(members));
  }

  private Process serve(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Leasehold.class.getName(),
                "serve"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
    started.add(process);
    return process;
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("errors"));
  }

  private static DhcpMessage.Builder request(MessageType type) {
    return DhcpMessage.request()
        .xid(7)
        .hops(1)
        .giaddr(LOOPBACK)
        .hardwareAddress(CLIENT)
        .option(DhcpOptions.DHCP_MSG_TYPE, type)
        .option(DhcpOptions.PARAMETER_LIST, List.of(DhcpOptions.ROUTER.code()));
  }

  private static DhcpMessage exchange(DatagramSocket relay, int port, DhcpMessage request)
      throws IOException {
    byte[] octets = DhcpCodec.encode(request).toByteArray();
    relay.send(
        new DatagramPacket(
            octets, octets.length, new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    DatagramPacket reply = new DatagramPacket(new byte[1500], 1500);
    relay.receive(reply);
    Decoding decoding = DhcpCodec.decode(Octets.copyOf(reply.getData(), 0, reply.getLength()));
    return ((Decoding.Decoded) decoding).message();
  }
}
