package io.leasehold.dhcp.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatiosTest {

  private final ArrayNode run = new ObjectMapper().createArrayNode();

  @Test
  void theBestOfTheOthersIsComparedWithOurs() {
    // The ratio of a row is that of the least figure of the others to ours, for each metric.
    addPeer("decode", Peer.LEASEHOLD, Packet.ACK, 100, 400);
    addPeer("decode", Peer.LEASEHOLD_COPYING, Packet.ACK, 120, 800);
    addPeer("decode", Peer.DHCP4J, Packet.ACK, 310, 1700);
    addPeer("decode", Peer.ONOS, Packet.ACK, 250, 2000);
    addPeer("encode", Peer.ONOS, Packet.ACK, 30, 2000);
    add(CodecReplies.class, "compose", 60).putObject("params").put("peer", "LEASEHOLD");
    add(CodecReplies.class, "compose", 30).putObject("params").put("peer", "APACHEDS");

    assertThat(lines())
        .containsSubsequence(
            "ns LEASEHOLD LEASEHOLD_COPYING DHCP4JAVA DHCP4J APACHEDS ONOS best other : ours",
            "decode DISCOVER - - - - - - -",
            "decode ACK 100 120 - 310 - 250 2.50",
            "encode ACK - - - - - 30 -",
            "compose ACK 60 - - - 30 - 0.50",
            "decode ACK 400 800 - 1700 - 2000 4.25");
  }

  @Test
  void nothingIsNotDividedBy() {
    // A codec that allocates nothing, but for the noise of the measurement, has no finite ratio.
    addPeer("encode", Peer.LEASEHOLD, Packet.ACK, 100, 0.007);
    addPeer("encode", Peer.ONOS, Packet.ACK, 100, 2000);

    assertThat(lines()).contains("encode ACK 0 - - - - 2000 infinite");
  }

  @Test
  void scalingIsPerOctet() {
    // The time of a long datagram is divided by its length, and rows are in the order of length.
    addScaling("decode", 1000, 6482);
    addScaling("decode", 10, 271);
    addScaling("copy", 1000, 324.1);

    assertThat(lines())
        .containsSubsequence(
            "ns an octet octets copy decode describe",
            "10 options 271 - 1.00 -",
            "1000 options 3241 0.10 2.00 -");
  }

  private List<String> lines() {
    return Ratios.tables(run).lines().map(line -> line.replaceAll(" +", " ")).toList();
  }

  private void addPeer(String method, Peer peer, Packet packet, double time, double allocated) {
    ObjectNode result = add(CodecPeers.class, method, time);
    result.putObject("params").put("peer", peer.name()).put("packet", packet.name());
    result.putObject("secondaryMetrics").putObject("gc.alloc.rate.norm").put("score", allocated);
  }

  private void addScaling(String method, int options, double time) {
    add(CodecScaling.class, method, time)
        .putObject("params")
        .put("options", Integer.toString(options));
  }

  private ObjectNode add(Class<?> benchmarks, String method, double time) {
    ObjectNode result = run.addObject().put("benchmark", benchmarks.getName() + "." + method);
    result.putObject("primaryMetric").put("score", time);
    return result;
  }
}
