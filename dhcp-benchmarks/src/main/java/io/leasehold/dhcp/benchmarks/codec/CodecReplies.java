package io.leasehold.dhcp.benchmarks.codec;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way of a reply from values to octets. Codecs share the work between building and
 * encoding in different ways, which {@link CodecPeers#encode} alone does not show.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecReplies {

  /** The codec. */
  @Param public Peer peer;

  private CodecPeer codec;

  /** For JMH. */
  public CodecReplies() {}

  /** Loads the codec, and sees that it does the whole of the work. */
  @Setup
  public void prepare() throws Exception {
    codec = peer.load();
    Agreement.checkWritten(codec.composeAck(), Packet.ACK);
  }

  /** Builds an ACK of twenty options and encodes it. */
  @Benchmark
  public Object compose() throws Exception {
    return codec.composeAck();
  }
}
