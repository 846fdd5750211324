package io.leasehold.dhcp.server.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The probe on real sockets: on loopback, and between two network namespaces, of which one is the
 * server's and the other a squatter's.
 */
class IcmpProbeTest {

  private static final String SQUATTER = "192.0.2.50";
  private static final String NOBODY = "192.0.2.51";
  private static final String ELSEWHERE = "198.51.100.1";
  private static final long PID = ProcessHandle.current().pid();

  // A host that is there answers, with and without the right to send echo requests.
  @Test
  void loopback() {
    assertThat(new IcmpProbe().isInUse(Ipv4Address.parse("127.0.0.1"))).isTrue();
  }

  // Times in which nobody can answer, and such as nobody would wait for, are refused.
  @Test
  void timeouts() {
    for (Duration timeout :
        new Duration[] {Duration.ZERO, Duration.ofNanos(999_999), Duration.ofSeconds(61)}) {
      assertThatThrownBy(() -> new IcmpProbe(timeout))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("timeout " + timeout + ": expected 1 millisecond to 1 minute");
    }
  }

  // On a real network a squatter is found by its echo, and nobody is found where nobody is; where
  // there is no way to the address, the probe says so.
  @Test
  @Tag("DISC-19")
  void disc19SquatterAnswersEcho() throws IOException {
    try (Cable cable = Cable.lay()) {
      assertThat(cable.probe(List.of(), SQUATTER, NOBODY, ELSEWHERE))
          .containsExactly(
              SQUATTER + " true",
              NOBODY + " false",
              ELSEWHERE + " cannot be probed: Network is unreachable");
      cable.ignoreEchos();
      assertThat(cable.probe(List.of(), SQUATTER)).containsExactly(SQUATTER + " false");
    }
  }

  // Without the right to send echo requests, who refuses a connection is found all the same.
  @Test
  @Tag("DISC-19")
  void disc19SquatterRefusesConnection() throws IOException {
    List<String> unprivileged = List.of("setpriv", "--bounding-set", "-net_raw");
    try (Cable cable = Cable.lay()) {
      assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "there is no setpriv (util-linux)");
      cable.ignoreEchos();
      assertThat(cable.probe(unprivileged, SQUATTER, NOBODY, ELSEWHERE))
          .containsExactly(SQUATTER + " true", NOBODY + " false", ELSEWHERE + " false");
    }
  }

  /** Probes the addresses that it is given, on the other side of a cable. */
  public static final class Prober {

    private Prober() {}

    /** Prints a line for each address. */
    public static void main(String... addresses) {
      IcmpProbe probe = new IcmpProbe();
      for (String address : addresses) {
        try {
          System.out.println(address + " " + probe.isInUse(Ipv4Address.parse(address)));
        } catch (UncheckedIOException e) {
          System.out.println(e.getMessage());
        }
      }
    }
  }

  /** Two network namespaces and a cable between them, which vanish when it is closed. */
  private static final class Cable implements AutoCloseable {

    private final String server = "lh-" + PID + "-probe";
    private final String squatter = "lh-" + PID + "-squat";

    static Cable lay() {
      Cable cable = new Cable();
      try {
        run("ip", "netns", "add", cable.server);
        run("ip", "netns", "add", cable.squatter);
      } catch (IOException e) {
        cable.close();
        assumeTrue(false, "no probe between network namespaces: " + e.getMessage());
      }
      try {
        at(cable.server, "link add eth0 type veth peer name eth0 netns " + cable.squatter);
        at(cable.server, "addr add 192.0.2.1/24 dev eth0");
        at(cable.squatter, "addr add " + SQUATTER + "/24 dev eth0");
        for (String end : List.of(cable.server, cable.squatter)) {
          at(end, "link set lo up");
          at(end, "link set eth0 up");
        }
        return cable;
      } catch (IOException e) {
        cable.close();
        throw new UncheckedIOException(e);
      }
    }

    private static void at(String namespace, String command) throws IOException {
      List<String> words = new ArrayList<>(List.of("ip", "-n", namespace));
      words.addAll(List.of(command.split(" ")));
      run(words.toArray(String[]::new));
    }

    void ignoreEchos() throws IOException {
      run(
          "ip",
          "netns",
          "exec",
          squatter,
          "sh",
          "-c",
          "echo 1 > /proc/sys/net/ipv4/icmp_echo_ignore_all");
    }

    /** Returns what a process at the server's end, which is started by a command, finds. */
    List<String> probe(List<String> command, String... addresses) throws IOException {
      List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", server));
      words.addAll(command);
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(List.of("-cp", classPath(), Prober.class.getName()));
      words.addAll(List.of(addresses));
      return run(words.toArray(String[]::new)).lines().toList();
    }

    private static String classPath() {
      return String.join(
          File.pathSeparator,
          Stream.of(Prober.class, IcmpProbe.class, Ipv4Address.class).map(Cable::origin).toList());
    }

    private static String origin(Class<?> type) {
      try {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      for (String namespace : List.of(server, squatter)) {
        if (Files.exists(Path.of("/run/netns", namespace))) {
          try {
            run("ip", "netns", "del", namespace);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    }

    private static String run(String... command) throws IOException {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      try {
        if (process.waitFor() != 0) {
          throw new IOException(String.join(" ", command) + ": " + said);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for " + command[0], e);
      }
      return said;
    }
  }
}
