package io.leasehold.dhcp.testkit.products;

import static io.leasehold.dhcp.testkit.DhcpAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.leasehold.dhcp.server.ServerState;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.testkit.DhcpServerTest;
import io.leasehold.dhcp.testkit.TestServer;
import io.leasehold.dhcp.testkit.TestServerBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The extension gives tests servers, and closes them. */
class DhcpServerTestTest {

  private static final List<TestServer> SERVERS = new CopyOnWriteArrayList<>();

  @DhcpServerTest(subnet = "198.51.100.0/24", pool = "198.51.100.10-198.51.100.20")
  static class ByMethod {

    TestServer field;

    @BeforeEach
    void before(TestServer server) {
      server.client().bind();
    }

    @RepeatedTest(3)
    void isServed(TestServer server) {
      SERVERS.add(server);
      assertThat(server).isSameAs(field);
      assertThat(server.client().bind()).isOf("198.51.100.11");
    }

    @AfterEach
    void after(TestServer server) {
      assertThat(server.server().state()).isEqualTo(ServerState.RUNNING);
    }

    @Nested
    class Within {

      @Test
      void isServed(TestServer server) {
        SERVERS.add(server);
        assertThat(server).isSameAs(field);
        assertThat(server.client().bind()).isOf("198.51.100.11");
      }
    }
  }

  // Each test has a server of its own, in a field and as a parameter, and it is closed after it.
  @Test
  void eachTestHasAServer() {
    run(ByMethod.class).assertStatistics(events -> events.started(4).succeeded(4));
    assertThat(SERVERS).hasSize(4).doesNotHaveDuplicates().allMatch(DhcpServerTestTest::isClosed);
  }

  @DhcpServerTest(perClass = true)
  static class ByClass {

    private static final AtomicInteger RUNNING = new AtomicInteger();

    private final TestServer ofTheConstructor;

    ByClass(TestServer server) {
      ofTheConstructor = server;
    }

    static TestServerBuilder server() {
      return TestServer.builder()
          .subnet(Subnet.builder("203.0.113.0/24").pool("203.0.113.5-203.0.113.9").build());
    }

    @BeforeAll
    static void beforeAll(TestServer server) {
      SERVERS.add(server);
      assertThat(server.client().bind()).isOf("203.0.113.5");
    }

    @RepeatedTest(3)
    void isTheSame(TestServer server) {
      assertThat(RUNNING.incrementAndGet()).isEqualTo(1);
      assertThat(ofTheConstructor).isSameAs(server);
      assertThat(SERVERS).contains(server);
      for (int i = 0; i < 100; i++) {
        server.advance(Duration.ofSeconds(1));
      }
      RUNNING.decrementAndGet();
    }
  }

  // All tests of a class have one server where they ask for it, made as a static method says.
  @Test
  void testsOfAClassHaveOneServer() {
    run(ByClass.class).assertStatistics(events -> events.started(3).succeeded(3));
    assertThat(SERVERS).allMatch(DhcpServerTestTest::isClosed);
  }

  @DhcpServerTest
  static class BeforeAllWithoutClass {

    @BeforeAll
    static void beforeAll(TestServer server) {
      SERVERS.add(server);
    }

    @Test
    void isNotReached() {}
  }

  // A server for all tests is refused where each has its own.
  @Test
  void serverOfNoTestIsRefused() {
    run(BeforeAllWithoutClass.class).assertStatistics(events -> events.started(0));
    assertThat(SERVERS).isEmpty();
  }

  @DhcpServerTest(subnet = "192.0.2.0/24")
  static class SubnetWithoutPool {

    @Test
    void isNotReached(TestServer server) {
      SERVERS.add(server);
    }
  }

  // A subnet of which nothing is given out is refused.
  @Test
  void subnetWithoutPoolIsRefused() {
    run(SubnetWithoutPool.class).assertStatistics(events -> events.failed(1));
    assertThat(SERVERS).isEmpty();
  }

  @DhcpServerTest(onUdp = true)
  static class OnUdp {

    @Test
    void isServed(TestServer server) {
      SERVERS.add(server);
      assertThat(server.client().bind()).isOf("192.0.2.10").isFrom("127.0.0.1");
    }
  }

  // The server is on UDP where that is asked for.
  @Test
  void serverIsOnUdp() {
    run(OnUdp.class).assertStatistics(events -> events.succeeded(1));
    assertThat(SERVERS).allMatch(DhcpServerTestTest::isClosed);
  }

  @DhcpServerTest
  static class Failing {

    @Test
    void fails(TestServer server) {
      server.client("02:00:00:00:00:07").bind();
      throw new AssertionError("on purpose");
    }
  }

  // A test that fails for whatever reason tells what has happened on its server.
  @Test
  void failureTellsWhatHasHappened() {
    Events tests = run(Failing.class);
    tests.assertStatistics(events -> events.failed(1));
    Throwable thrown =
        tests.failed().stream()
            .findFirst()
            .orElseThrow()
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow();
    assertThat(thrown).hasMessage("on purpose");
    assertThat(thrown.getSuppressed()[0]).hasMessageContaining("02:00:00:00:00:07");
  }

  @DhcpServerTest
  static class Parallel {

    @RepeatedTest(8)
    void isServed(TestServer server) {
      SERVERS.add(server);
      assertThat(server.client().bind()).isOf("192.0.2.10");
    }
  }

  // Tests with servers of their own may run in parallel, and those with one between them do not.
  @Test
  void testsRunInParallel() {
    run(Parallel.class, ByClass.class).assertStatistics(events -> events.started(11).succeeded(11));
  }

  private static Events run(Class<?>... tests) {
    SERVERS.clear();
    EngineTestKit.Builder engine =
        EngineTestKit.engine("junit-jupiter")
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
            .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
            .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
            .configurationParameter(
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");
    for (Class<?> test : tests) {
      engine.selectors(selectClass(test));
    }
    return engine.execute().testEvents();
  }

  private static boolean isClosed(TestServer server) {
    return server.server().state() == ServerState.CLOSED;
  }
}
