package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer.Sink;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Messages between octets and values, by our codec and by others. JMH gives each pair of codec and
 * packet a JVM of its own, so that none pays for the classes of another; {@link Ratios} compares.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecPeers {

  /** The codec. */
  @Param public Peer peer;

  /** The packet. */
  @Param public Packet packet;

  private CodecPeer codec;
  private Sink sink;

  /** For JMH. */
  public CodecPeers() {}

  /** Loads the codec, and sees that it does the whole of the work. */
  @Setup
  public void prepare(Blackhole blackhole) throws Exception {
    codec = peer.load();
    codec.prepare(packet.datagram());
    Agreement.check(codec, packet);
    sink =
        new Sink() {
          @Override
          public void take(long value) {
            blackhole.consume(value);
          }

          @Override
          public void take(Object value) {
            blackhole.consume(value);
          }
        };
  }

  /** Decodes the packet and reads five of its options. */
  @Benchmark
  public void decode() throws Exception {
    packet.read(codec, sink);
  }

  /** Encodes the same message. */
  @Benchmark
  public Object encode() throws Exception {
    return codec.encode();
  }
}
