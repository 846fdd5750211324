package io.leasehold.dhcp.config.kea.differential;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@code kea-dhcp4} of its own behind a cable of its own. */
final class Kea implements Contestant, AutoCloseable {

  private static final String COMMAND = "kea-dhcp4";

  /** The versions that the table of differences is about. */
  private static final String VERSION = "2.2.";

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int PROBE_XID = 0x50524f42;
  private static final long PATIENCE_SECONDS = 10;

  private static final Question PROBE =
      new Question(
          DhcpMessage.request()
              .hardwareAddress(HardwareAddress.ethernet("02:00:00:00:ff:ff"))
              .xid(PROBE_XID)
              .giaddr(World.PROBE_RELAY)
              .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.INFORM)
              .build(),
          World.PROBE_RELAY,
          67,
          true);

  private final Path folder;
  private final Cable cable;
  private final List<Process> processes = new ArrayList<>();
  private final DataOutputStream toWire;
  private final DataInputStream fromWire;

  /** Returns why there is no Kea to compare with, in words. */
  static Optional<String> obstacle() {
    Optional<String> version =
        Cable.findCommand(COMMAND).map(command -> Cable.run(command.toString(), "-v"));
    return version.isEmpty()
        ? Optional.of("there is no " + COMMAND)
        : version
            .filter(number -> !number.startsWith(VERSION))
            .map(number -> COMMAND + " is of version " + number + ", and not " + VERSION);
  }

  /**
   * Starts one.
   *
   * @param folder where it may have files
   * @param document a configuration to begin with
   */
  static Kea start(Path folder, String document) throws IOException {
    return new Kea(Cable.findCommand(COMMAND).orElseThrow(), folder, document);
  }

  private Kea(Path command, Path folder, String document) throws IOException {
    this.folder = folder;
    cable = Cable.lay(World.SERVER.toString());
    // Who ends the tests in the middle must not be left with a server and two namespaces.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    try {
      Path file = Files.writeString(folder.resolve("kea.json"), ownDocument(document));
      startKea(command, file);
      Process wire = startWire();
      toWire = new DataOutputStream(new BufferedOutputStream(wire.getOutputStream()));
      fromWire = new DataInputStream(new BufferedInputStream(wire.getInputStream()));
      awaitWire();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void startKea(Path command, Path file) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(cable.atServer(List.of(command.toString(), "-c", file.toString())))
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().put("KEA_PIDFILE_DIR", folder.toString());
    builder.environment().put("KEA_LOCKFILE_DIR", folder.toString());
    Process kea = builder.start();
    processes.add(kea);
    // The only way to be told that it listens is to try.
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(socket())) {
      if (!kea.isAlive() || System.nanoTime() > end) {
        throw new IOException("kea-dhcp4 does not start: " + Files.readString(log()));
      }
      Thread.onSpinWait();
    }
  }

  private Process startWire() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Path.of(Wire.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .toString(),
                Wire.class.getName()));
    command.addAll(endpoints());
    Process wire =
        new ProcessBuilder(cable.atClients(command)).redirectError(wireLog().toFile()).start();
    processes.add(wire);
    return wire;
  }

  private void awaitWire() throws IOException {
    try {
      fromWire.readUTF();
    } catch (EOFException e) {
      throw new IOException(
          "the clients' end of the cable does not start: " + Files.readString(wireLog()), e);
    }
  }

  private Path wireLog() {
    return folder.resolve("wire.log");
  }

  private static List<String> endpoints() {
    List<String> endpoints = new ArrayList<>();
    endpoints.add(Wire.EVERYBODY + ":68");
    for (Ipv4Address relay : World.RELAYS) {
      endpoints.add(relay + ":67");
    }
    endpoints.add(World.PROBE_RELAY + ":67");
    Stream<Ipv4Address> hosts =
        World.NETWORKS.stream()
            .flatMap(
                network ->
                    Stream.iterate(2, host -> host < 40, host -> host + 1)
                        .map(host -> Ipv4Address.parse(network + host)));
    Stream.concat(hosts, World.ADDRESSES.stream())
        .distinct()
        .forEach(address -> endpoints.add(address + ":68"));
    return endpoints;
  }

  private Path log() {
    return folder.resolve("kea.log");
  }

  private Path socket() {
    return folder.resolve("control");
  }

  /** Adds to a document what only this process needs. */
  private String ownDocument(String document) throws IOException {
    ObjectNode root = (ObjectNode) MAPPER.readTree(document);
    ObjectNode server = (ObjectNode) root.get("Dhcp4");
    server
        .putObject("control-socket")
        .put("socket-type", "unix")
        .put("socket-name", socket().toString());
    // Kea 2.2 has one allocator only, and no name for it.
    server.remove("allocator");
    server.putObject("multi-threading").put("enable-multi-threading", false);
    ObjectNode logger = server.putArray("loggers").addObject();
    logger.put("name", "kea-dhcp4").put("severity", "WARN");
    logger.putArray("output_options").addObject().put("output", "stdout");
    return root.toString();
  }

  @Override
  public void start(String document) {
    try {
      ObjectNode command = MAPPER.createObjectNode().put("command", "config-set");
      command.set("arguments", MAPPER.readTree(ownDocument(document)));
      JsonNode result = command(command);
      if (result.path("result").asInt(-1) != 0) {
        throw new IllegalStateException("Kea refuses a configuration: " + result);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode command(JsonNode command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      channel.write(ByteBuffer.wrap(command.toString().getBytes(StandardCharsets.UTF_8)));
      return MAPPER.readTree(Channels.newInputStream(channel).readAllBytes());
    }
  }

  @Override
  public Answer ask(Question question) {
    try {
      send(question);
      send(PROBE);
      toWire.flush();
      Optional<Answer> answer = Optional.empty();
      while (true) {
        String endpoint = fromWire.readUTF();
        if (endpoint.isEmpty()) {
          if (!fromWire.readBoolean()) {
            throw new IllegalStateException("Kea is silent: " + Files.readString(log()));
          }
          return answer.orElse(Answer.silence(""));
        }
        Octets payload = Octets.wrap(fromWire.readNBytes(fromWire.readInt()));
        Optional<DhcpMessage> message = Messages.decode(payload);
        // What the clients say to everybody, they hear as well.
        if (message.orElseThrow().op() == DhcpMessage.BOOTREPLY
            && message.get().xid() == question.message().xid()) {
          String destination = endpoint.replace(Wire.EVERYBODY, Ipv4Address.BROADCAST.toString());
          answer = Optional.of(new Answer(message, destination, ""));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void send(Question question) throws IOException {
    byte[] payload = DhcpCodec.encode(question.message()).toByteArray();
    toWire.writeUTF(question.source().toString());
    toWire.writeInt(question.sourcePort());
    toWire.writeUTF(
        question.unicast() ? World.SERVER.toString() : Ipv4Address.BROADCAST.toString());
    toWire.writeInt(67);
    toWire.writeInt(payload.length);
    toWire.write(payload);
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    cable.close();
  }
}
