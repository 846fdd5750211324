package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.Decision;
import io.leasehold.dhcp.server.Decision.Reply;
import io.leasehold.dhcp.server.DhcpEngine;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The way of a datagram from bytes to bytes over the in-memory store; times are per datagram. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {

  private static final int BATCH = 64;

  private DhcpEngine engine;
  private List<InboundDatagram> discovers;
  private List<InboundDatagram> requests;

  /** For JMH. */
  public EngineBenchmark() {}

  /** Makes an engine over a /16 and binds the clients, so that each round is the same. */
  @Setup
  public void start() {
    engine =
        DhcpEngine.builder(
                ServerConfig.builder()
                    .subnet(
                        Subnet.builder("10.0.0.0/16")
                            .pool("10.0.1.0-10.0.255.250")
                            .option(DhcpOptions.ROUTER, List.of(Messages.SERVER))
                            .option(
                                DhcpOptions.DOMAIN_SERVER, List.of(Ipv4Address.parse("10.0.0.53")))
                            .option(DhcpOptions.DOMAIN_NAME, "example.org")
                            .build())
                    .build())
            .build();
    discovers =
        IntStream.range(0, BATCH).mapToObj(i -> Messages.datagram(Messages.discover(i))).toList();
    List<Decision> offers = engine.handle(discovers);
    requests =
        IntStream.range(0, BATCH)
            .mapToObj(
                i ->
                    Messages.datagram(
                        Messages.selecting(i, ((Reply) offers.get(i)).message().yiaddr())))
            .toList();
    engine.handle(requests);
  }

  /** DISCOVERs of clients that have a lease. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Decision> discover() {
    return engine.handle(discovers);
  }

  /** REQUESTs, each of which commits. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Decision> request() {
    return engine.handle(requests);
  }
}
