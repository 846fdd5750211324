package io.leasehold.dhcp.benchmarks;

import io.leasehold.dhcp.testkit.ClientLease;
import io.leasehold.dhcp.testkit.DhcpTestClient;
import io.leasehold.dhcp.testkit.TestServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What a product's test costs that has the real server on the network in memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TestServerBenchmark {

  private TestServer running;
  private DhcpTestClient client;

  /** Starts a server, with one client. */
  @Setup
  public void start() {
    running = TestServer.start();
    client = running.client();
  }

  /** Closes it. */
  @TearDown
  public void stop() {
    running.close();
  }

  /** A server is started, one client obtains an address, renews it and gives it back. */
  @Benchmark
  public ClientLease startBindRenewReleaseStop() {
    try (TestServer server = TestServer.start()) {
      return live(server.client());
    }
  }

  /** The same with a server that runs already. */
  @Benchmark
  public ClientLease bindRenewRelease() {
    ClientLease lease = live(client);
    running.forgetExchanges();
    return lease;
  }

  private static ClientLease live(DhcpTestClient client) {
    client.bind();
    ClientLease renewed = client.renew();
    client.release();
    return renewed;
  }

  /** A minute passes in which only the server's housekeeping goes round. */
  @Benchmark
  public void minute() {
    running.advance(Duration.ofMinutes(1));
  }
}
