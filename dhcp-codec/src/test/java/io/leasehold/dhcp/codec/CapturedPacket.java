package io.leasehold.dhcp.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A packet from the field, and what another decoder has read in it.
 *
 * @param name the file and the packet's frame or name in it
 * @param payload the UDP payload
 * @param truth the other decoder's reading
 */
record CapturedPacket(String name, Octets payload, JsonNode truth) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads all packets of the files in {@code folder} that end in {@code .jsonl}. */
  static List<CapturedPacket> readAll(Path folder) throws IOException {
    List<CapturedPacket> packets = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".jsonl")).sorted().toList()) {
        Files.readAllLines(file).forEach(line -> packets.add(read(file, line)));
      }
    }
    return packets;
  }

  private static CapturedPacket read(Path file, String line) {
    try {
      JsonNode truth = JSON.readTree(line);
      String place = truth.has("frame") ? truth.get("frame").asText() : truth.get("name").asText();
      return new CapturedPacket(file.getFileName() + "#" + place, hex(truth, "payload"), truth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns whether the other decoder had the whole packet, and found nothing wrong with it. */
  boolean isWellFormed() {
    return "63825363".equals(truth.get("cookie").asText())
        && truth.get("decoded_as_dhcp").asBoolean()
        && !truth.get("malformed").asBoolean()
        && !truth.path("truncated_by_capture").asBoolean();
  }

  /** Returns the message that the other decoder has read. */
  DhcpMessage message() {
    OptionSet options = joinedOptions();
    return DhcpMessage.request()
        .op(number("op"))
        .hardware(number("htype"), number("hlen"), hex(truth, "chaddr"))
        .hops(number("hops"))
        .xid(hex(truth, "xid").bits32(0))
        .secs(number("secs"))
        .flags(hex(truth, "flags").u16(0))
        .ciaddr(address("ciaddr"))
        .yiaddr(address("yiaddr"))
        .siaddr(address("siaddr"))
        .giaddr(address("giaddr"))
        .sname(isOverloaded(options, 2) ? Octets.EMPTY : hex(truth, "sname_hex"))
        .file(isOverloaded(options, 1) ? Octets.EMPTY : hex(truth, "file_hex"))
        .options(options)
        .build();
  }

  // The other decoder does not join: RFC 3396 wants options before file before sname.
  private OptionSet joinedOptions() {
    OptionSet.Builder options = OptionSet.builder();
    for (String area : List.of("options", "file", "sname")) {
      for (JsonNode option : truth.get("options")) {
        int code = option.get("code").asInt();
        if (option.get("area").asText().equals(area) && code != 255) {
          Octets before = options.build().raw(code).orElse(Octets.EMPTY);
          options.putRaw(code, before.concat(hex(option, "hex")));
        }
      }
    }
    return options.build();
  }

  private static boolean isOverloaded(OptionSet options, int bit) {
    return options.raw(52).filter(value -> (value.u8(0) & bit) != 0).isPresent();
  }

  private int number(String field) {
    return truth.get(field).asInt();
  }

  private Ipv4Address address(String field) {
    return Ipv4Address.parse(truth.get(field).asText());
  }

  private static Octets hex(JsonNode node, String field) {
    return Octets.parse(node.path(field).asText(""));
  }
}
