package io.leasehold.dhcp.config.kea.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Two network namespaces and a cable between them: at one end a server with one interface, at the
 * other end a host to which every address belongs and which hears every frame, so that it can play
 * all clients and relay agents. Both vanish when it is closed.
 */
final class Cable implements AutoCloseable {

  static final String SERVER_INTERFACE = "srv0";

  private static final long PATIENCE_SECONDS = 10;
  private static final List<String> SYSTEM_FOLDERS = List.of("/usr/sbin", "/sbin");

  private final String server = "lh-" + ProcessHandle.current().pid() + "-s";
  private final String clients = "lh-" + ProcessHandle.current().pid() + "-c";

  private Cable() {}

  static Cable lay(String serverAddress) {
    Cable cable = new Cable();
    try {
      cable.layOut(serverAddress);
    } catch (RuntimeException e) {
      cable.close();
      throw e;
    }
    return cable;
  }

  /** Returns what of all that is needed is missing here, in words. */
  static Optional<String> obstacle() {
    if (findCommand("ip").isEmpty()) {
      return Optional.of("there is no ip command (iproute2)");
    }
    String name = "lh-" + ProcessHandle.current().pid() + "-try";
    try {
      run("ip", "netns", "add", name);
      run("ip", "netns", "del", name);
      return Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.of("no network namespace can be made here (" + e.getMessage() + ")");
    }
  }

  /** Returns where a command is, be it of a user or of the system. */
  static Optional<Path> findCommand(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Pattern.compile(File.pathSeparator).splitAsStream(path), SYSTEM_FOLDERS.stream())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private void layOut(String serverAddress) {
    run("ip", "netns", "add", server);
    run("ip", "netns", "add", clients);
    at(server, "link set lo up");
    at(clients, "link set lo up");
    at(server, "link add " + SERVER_INTERFACE + " type veth peer name cli0 netns " + clients);
    at(server, "addr add " + serverAddress + "/24 dev " + SERVER_INTERFACE);
    // Frames to any hardware address count as the host's own on a macvlan that passes all through.
    at(clients, "link add link cli0 name wire0 type macvlan mode passthru");
    at(clients, "link set cli0 up");
    at(clients, "link set wire0 up");
    at(server, "link set " + SERVER_INTERFACE + " up");
    at(clients, "route add local 0.0.0.0/0 dev lo");
    at(clients, "route add " + serverAddress + "/32 dev wire0");
    at(clients, "route add 255.255.255.255/32 dev wire0");
    at(clients, "route add default dev wire0");
    awaitCarrier();
  }

  /** The kernel says only after a while that a cable is plugged in. */
  private void awaitCarrier() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!run("ip", "-n", server, "link", "show", SERVER_INTERFACE).contains("state UP")) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the cable between the network namespaces stays down");
      }
    }
  }

  private static void at(String namespace, String command) {
    List<String> words = new ArrayList<>(List.of("ip", "-n", namespace));
    words.addAll(List.of(command.split(" ")));
    run(words.toArray(String[]::new));
  }

  /** Returns the words of a command that runs at the server's end. */
  List<String> atServer(List<String> command) {
    return inside(server, command);
  }

  /** Returns the words of a command that runs at the clients' end. */
  List<String> atClients(List<String> command) {
    return inside(clients, command);
  }

  private static List<String> inside(String namespace, List<String> command) {
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    words.addAll(command);
    return words;
  }

  @Override
  public void close() {
    for (String namespace : List.of(server, clients)) {
      if (Files.exists(Path.of("/run/netns", namespace))) {
        run("ip", "netns", "del", namespace);
      }
    }
  }

  /** Runs a command and returns what it says. */
  static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new UncheckedIOException(new IOException(String.join(" ", command) + ": " + said));
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + command[0], e);
    }
  }
}
