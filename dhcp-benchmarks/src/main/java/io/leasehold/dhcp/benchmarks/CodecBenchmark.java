package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.Decoding;
import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One message between octets and values, against a mere copy of its octets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  private final DhcpMessage message = Messages.discover(1).build();
  private final Octets datagram = DhcpCodec.encode(message);

  /** For JMH. */
  public CodecBenchmark() {}

  /** Copies the octets: what any codec must do at least. */
  @Benchmark
  public byte[] copy() {
    return datagram.toByteArray();
  }

  /** Decodes a DISCOVER of eight options and reads five of them. */
  @Benchmark
  public void decode(Blackhole blackhole) {
    Decoding decoding = DhcpCodec.decode(datagram);
    DhcpMessage decoded = ((Decoded) decoding).message();
    blackhole.consume(decoded.messageType());
    blackhole.consume(decoded.option(DhcpOptions.CLIENT_ID));
    blackhole.consume(decoded.option(DhcpOptions.HOSTNAME));
    blackhole.consume(decoded.option(DhcpOptions.DHCP_MAX_MSG_SIZE));
    blackhole.consume(decoded.option(DhcpOptions.CLASS_ID));
  }

  /** Encodes the same message. */
  @Benchmark
  public Octets encode() {
    return DhcpCodec.encode(message);
  }
}
