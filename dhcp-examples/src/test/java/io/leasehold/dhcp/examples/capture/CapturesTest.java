package io.leasehold.dhcp.examples.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares what the command prints with what another decoder has read in the same files.
 *
 * <p>The captures are no part of the project. They are looked for beside it, or where the system
 * property {@code leasehold.captures} says.
 */
class CapturesTest {

  private static final Path CAPTURES =
      Path.of(System.getProperty("leasehold.captures", "../../shared/captures"));

  private static final String SUFFIX = ".jsonl";
  private static final String VECTORS = "vectors__";

  /** Frames of IEEE 802.11, alone or inside CAPWAP, are a link layer that is not read. */
  private static final Set<String> NOT_READ =
      Set.of("ndpi__capwap.pcap", "tcpdump__ieee802.11_htc.pcap");

  private static final List<String> NUMBERS = List.of("op", "htype", "hlen", "hops", "secs");
  private static final List<String> ADDRESSES = List.of("ciaddr", "yiaddr", "siaddr", "giaddr");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void everyFileReadsAsAnotherDecoderReadsIt() throws IOException {
    // Each file has the same frames, with the same header fields and joined options, and no others.
    Path truth = CAPTURES.resolve("truth");
    assumeTrue(
        Files.isDirectory(truth),
        () -> "no captures in " + truth + "; name them with -Dleasehold.captures=…");
    List<String> names;
    try (Stream<Path> files = Files.list(truth)) {
      names =
          files
              .map(it -> it.getFileName().toString())
              .filter(it -> it.endsWith(SUFFIX))
              .map(it -> it.substring(0, it.length() - SUFFIX.length()))
              .sorted()
              .toList();
    }
    System.out.printf("%d files compared%n", names.size());
    assertThat(names).isNotEmpty();
    SoftAssertions softly = new SoftAssertions();
    for (String name : names) {
      compare(name, softly);
    }
    softly.assertAll();
  }

  private void compare(String name, SoftAssertions softly) throws IOException {
    Path file =
        name.startsWith(VECTORS)
            ? hexLines(CAPTURES.resolve("vectors").resolve(name.substring(VECTORS.length())))
            : CAPTURES.resolve(name);
    Tool tool = Tool.run("--json", file.toString());
    List<JsonNode> truth = new ArrayList<>();
    for (String line : Files.readAllLines(CAPTURES.resolve("truth").resolve(name + SUFFIX))) {
      if (!NOT_READ.contains(name)) {
        truth.add(JSON.readTree(line));
      }
    }
    List<JsonNode> found = tool.objects();
    softly
        .assertThat(found)
        .as(name + " " + tool.error())
        .extracting(it -> it.get("frame").asInt())
        .isEqualTo(truth.stream().map(it -> it.get("frame").asInt()).toList());
    for (int i = 0; i < Math.min(found.size(), truth.size()); i++) {
      softly
          .assertThat(comparable(found.get(i), truth.get(i)))
          .as("%s frame %s", name, truth.get(i).get("frame"))
          .isEqualTo(expected(truth.get(i)));
    }
  }

  /** Copies a file whose lines have names before the digits. */
  private Path hexLines(Path named) throws IOException {
    List<String> lines =
        Files.readAllLines(named).stream()
            .map(line -> line.startsWith("#") ? line : line.substring(line.indexOf(' ') + 1))
            .toList();
    return Files.write(folder.resolve(named.getFileName()), lines);
  }

  /** Leaves out what the other decoder does not have. */
  private static ObjectNode comparable(JsonNode found, JsonNode truth) {
    ObjectNode comparable = found.<ObjectNode>deepCopy().without(List.of("problems"));
    if (truth.get("chaddr").isNull()) {
      comparable.remove("chaddr");
    }
    return comparable;
  }

  private static ObjectNode expected(JsonNode truth) {
    ObjectNode expected = JSON.createObjectNode();
    expected.set("frame", truth.get("frame"));
    NUMBERS.forEach(it -> expected.set(it, truth.get(it)));
    ADDRESSES.forEach(it -> expected.set(it, truth.get(it)));
    // As an int where it fits, as a parser of JSON has it.
    long xid = hex(truth, "xid").u32(0);
    expected.set("xid", xid > Integer.MAX_VALUE ? number(xid) : number((int) xid));
    expected.put("flags", hex(truth, "flags").u16(0));
    if (!truth.get("chaddr").isNull()) {
      int length = 2 * truth.get("hlen").asInt();
      expected.put("chaddr", truth.get("chaddr").asText().substring(0, length));
    }
    OptionSet options = joinedOptions(truth);
    expected.put("sname", overloads(options, 2) ? "" : text(truth, "sname_hex"));
    expected.put("file", overloads(options, 1) ? "" : text(truth, "file_hex"));
    if (!truth.get("message_type").isNull()) {
      expected.set("messageType", truth.get("message_type"));
    }
    ArrayNode list = expected.putArray("options");
    options.forEach((code, value) -> list.addArray().add(code).add(value.toString()));
    return expected;
  }

  // The other decoder does not join: RFC 3396 wants options before file before sname.
  private static OptionSet joinedOptions(JsonNode truth) {
    OptionSet.Builder options = OptionSet.builder();
    for (String area : List.of("options", "file", "sname")) {
      for (JsonNode piece : truth.get("options")) {
        int code = piece.get("code").asInt();
        if (piece.get("area").asText().equals(area) && code != 255 && isWhole(piece)) {
          Octets before = options.build().raw(code).orElse(Octets.EMPTY);
          options.putRaw(code, before.concat(hex(piece, "hex")));
        }
      }
    }
    return options.build();
  }

  // An option that is cut off by the end of the datagram is none here.
  private static boolean isWhole(JsonNode piece) {
    return hex(piece, "hex").length() == piece.get("declared_len").asInt();
  }

  private static boolean overloads(OptionSet options, int bit) {
    return options.raw(52).filter(value -> (value.u8(0) & bit) != 0).isPresent();
  }

  private static JsonNode number(long value) {
    return JSON.getNodeFactory().numberNode(value);
  }

  private static JsonNode number(int value) {
    return JSON.getNodeFactory().numberNode(value);
  }

  private static String text(JsonNode truth, String field) {
    return hex(truth, field).withoutTrailingZeros().toText();
  }

  private static Octets hex(JsonNode node, String field) {
    return Octets.parse(node.path(field).asText(""));
  }
}
