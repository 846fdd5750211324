package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import java.util.Arrays;
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
 * What an octet costs in short and in long datagrams, up to the longest that UDP carries: {@link
 * Ratios} divides by the length. A decoder whose cost is linear has the same figure in every row.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecScaling {

  /** How many options of one octet there are. */
  @Param({"10", "100", "1000", "10000", "21000"})
  public int options;

  private Octets datagram;

  /** For JMH. */
  public CodecScaling() {}

  /** Makes the datagram. */
  @Setup
  public void prepare() {
    datagram = datagram(options);
  }

  /** Copies the octets: what a codec that keeps its input must do at least. */
  @Benchmark
  public byte[] copy() {
    return datagram.toByteArray();
  }

  /** Decodes them. */
  @Benchmark
  public Decoding decode() {
    return DhcpCodec.decode(datagram);
  }

  /** Decodes them and puts the message in words. */
  @Benchmark
  public String describe() {
    return ((Decoded) DhcpCodec.decode(datagram)).message().describe();
  }

  /**
   * Returns a datagram with options of one octet and nothing else. There are no more than a few
   * hundred codes, so that in a long one most options are pieces of others (RFC 3396).
   */
  static Octets datagram(int options) {
    Octets header = DhcpCodec.encode(DhcpMessage.request().build()).slice(0, 240);
    byte[] octets = Arrays.copyOf(header.toByteArray(), 240 + 3 * options + 1);
    for (int i = 0; i < options; i++) {
      int at = 240 + 3 * i;
      // From 53 on: no PAD and no overload, which would be about other octets than these.
      octets[at] = (byte) (53 + i % 202);
      octets[at + 1] = 1;
      octets[at + 2] = (byte) i;
    }
    octets[octets.length - 1] = (byte) 255;
    return Octets.wrap(octets);
  }
}
