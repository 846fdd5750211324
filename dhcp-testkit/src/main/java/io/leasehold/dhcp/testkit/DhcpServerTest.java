package io.leasehold.dhcp.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives each test of a class a {@link TestServer}: as a parameter of the test or of a method before
 * or after it, or in a field. It is closed after the test. Where a test fails, what has happened on
 * its server is told with the failure.
 *
 * <pre>{@code
 * @DhcpServerTest(subnet = "192.0.2.0/24", pool = "192.0.2.10-192.0.2.20")
 * class MyProductTest {
 *
 *   @Test
 *   void clientIsServed(TestServer server) {
 *     assertThat(server.client().bind()).isOf("192.0.2.10");
 *   }
 * }
 * }</pre>
 *
 * <p>For anything else a static method of the class returns a {@link TestServerBuilder}; it has no
 * parameters, and is the only one that does. Tests with servers of their own may run in parallel.
 * Before JUnit 5.13, nobody would close the servers.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(DhcpServerExtension.class)
@ResourceLock(providers = DhcpServerLocks.class)
public @interface DhcpServerTest {

  /** The subnet that the server is in and gives addresses of, such as «192.0.2.0/24». */
  String subnet() default "";

  /** The addresses that it gives out, the lowest first, such as «192.0.2.10-192.0.2.20». */
  String pool() default "";

  /** Whether the server is on real UDP ({@link TestServerBuilder#onUdp}). */
  boolean onUdp() default false;

  /**
   * Whether all tests of the class have one server between them; then they do not run in parallel.
   */
  boolean perClass() default false;
}
