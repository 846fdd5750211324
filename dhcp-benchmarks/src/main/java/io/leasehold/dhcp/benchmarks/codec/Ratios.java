package io.leasehold.dhcp.benchmarks.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Prints what a run of {@link CodecPeers}, {@link CodecReplies} and {@link CodecScaling} says, as
 * tables. Where there is no figure there is a hyphen.
 */
public final class Ratios {

  /** What is measured. */
  private enum Metric {
    TIME("ns", "/primaryMetric/score"),
    ALLOCATION("octets allocated", "/secondaryMetrics/gc.alloc.rate.norm/score");

    private final String unit;
    private final String pointer;

    Metric(String unit, String pointer) {
      this.unit = unit;
      this.pointer = pointer;
    }
  }

  private static final List<String> SCALING_METHODS = List.of("copy", "decode", "describe");

  private final JsonNode run;
  private final StringBuilder text = new StringBuilder();

  private Ratios(JsonNode run) {
    this.run = run;
  }

  /**
   * Prints the tables.
   *
   * @param arguments the file that JMH has written with {@code -rf json -rff FILE}
   */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException(
          Arrays.toString(arguments) + ": expected one file, a JSON result of JMH");
    }
    System.out.print(tables(new ObjectMapper().readTree(Path.of(arguments[0]).toFile())));
  }

  /** Returns the tables of the results of a run. */
  static String tables(JsonNode run) {
    Ratios ratios = new Ratios(run);
    for (Metric metric : Metric.values()) {
      ratios.appendHeader(metric);
      for (Packet packet : Packet.values()) {
        ratios.appendPeers("decode", packet, metric);
      }
      for (Packet packet : Packet.values()) {
        ratios.appendPeers("encode", packet, metric);
      }
      ratios.appendPeers("compose", Packet.ACK, metric);
      ratios.text.append('\n');
    }
    ratios.appendScaling();
    return ratios.text.toString();
  }

  private void appendHeader(Metric metric) {
    List<String> header = new ArrayList<>(List.of(metric.unit));
    Stream.of(Peer.values()).map(Peer::name).forEach(header::add);
    header.add("best other : ours");
    appendRow(header);
  }

  private void appendPeers(String method, Packet packet, Metric metric) {
    List<String> row = new ArrayList<>(List.of(method + " " + packet));
    for (Peer peer : Peer.values()) {
      row.add(figure(score(method, metric, peer, packet), "%.0f"));
    }
    OptionalDouble best =
        Stream.of(Peer.values())
            .filter(peer -> !peer.isOurs())
            .flatMapToDouble(peer -> score(method, metric, peer, packet).stream())
            .min();
    row.add(ratio(best, score(method, metric, Peer.LEASEHOLD, packet)));
    appendRow(row);
  }

  private void appendScaling() {
    List<String> header = new ArrayList<>(List.of("ns an octet", "octets"));
    header.addAll(SCALING_METHODS);
    appendRow(header);
    for (int options : scales()) {
      int octets = CodecScaling.datagram(options).length();
      List<String> row = new ArrayList<>(List.of(options + " options", Integer.toString(octets)));
      for (String method : SCALING_METHODS) {
        row.add(ratio(score(method, options), OptionalDouble.of(octets)));
      }
      appendRow(row);
    }
  }

  private int[] scales() {
    return StreamSupport.stream(run.spliterator(), false)
        .map(result -> result.path("params").path("options"))
        .filter(JsonNode::isTextual)
        .mapToInt(JsonNode::asInt)
        .sorted()
        .distinct()
        .toArray();
  }

  private void appendRow(List<String> cells) {
    text.append(String.format(Locale.ROOT, "%-26s", cells.get(0)));
    for (String cell : cells.subList(1, cells.size())) {
      text.append(String.format(Locale.ROOT, "%19s", cell));
    }
    text.append('\n');
  }

  private OptionalDouble score(String method, Metric metric, Peer peer, Packet packet) {
    return method.equals("compose")
        ? score(CodecReplies.class, method, metric, Map.of("peer", peer.name()))
        : score(
            CodecPeers.class, method, metric, Map.of("peer", peer.name(), "packet", packet.name()));
  }

  private OptionalDouble score(String method, int options) {
    return score(
        CodecScaling.class, method, Metric.TIME, Map.of("options", Integer.toString(options)));
  }

  private OptionalDouble score(
      Class<?> benchmarks, String method, Metric metric, Map<String, String> parameters) {
    for (JsonNode result : run) {
      if (result.path("benchmark").asText().equals(benchmarks.getName() + "." + method)
          && parameters.entrySet().stream()
              .allMatch(
                  parameter ->
                      result
                          .path("params")
                          .path(parameter.getKey())
                          .asText()
                          .equals(parameter.getValue()))
          && result.at(metric.pointer).isNumber()) {
        return OptionalDouble.of(result.at(metric.pointer).asDouble());
      }
    }
    return OptionalDouble.empty();
  }

  private static String ratio(OptionalDouble dividend, OptionalDouble divisor) {
    if (dividend.isEmpty() || divisor.isEmpty()) {
      return "-";
    }
    // What allocates nothing is measured as some thousandth of an octet.
    return divisor.getAsDouble() < 0.1
        ? "infinite"
        : figure(OptionalDouble.of(dividend.getAsDouble() / divisor.getAsDouble()), "%.2f");
  }

  private static String figure(OptionalDouble value, String format) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
  }
}
