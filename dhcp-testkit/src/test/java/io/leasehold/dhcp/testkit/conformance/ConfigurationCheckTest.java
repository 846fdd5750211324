package io.leasehold.dhcp.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.config.InvalidConfigException;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Configurations that are refused before anything is served, and what is said of them. */
class ConfigurationCheckTest {

  private static void refused(ThrowingCallable configuration, String why) {
    assertThatThrownBy(configuration).isInstanceOf(IllegalArgumentException.class).hasMessage(why);
  }

  private static void invalid(ServerConfig.Builder server, String... problems) {
    assertThatThrownBy(server::build)
        .isInstanceOfSatisfying(
            InvalidConfigException.class, e -> assertThat(e.problems()).containsExactly(problems));
  }

  // Pools that overlap or leave their subnet are refused, each by its name.
  @Test
  @Tag("ROB-09")
  void rob09Pools() {
    Subnet.Builder subnet =
        Subnet.builder("192.0.2.0/25")
            .pool("192.0.2.10-192.0.2.20")
            .pool("192.0.2.20-192.0.2.30")
            .pool("192.0.2.100-192.0.2.130")
            .pool(Pool.builder("192.0.2.40-192.0.2.50").exclude("192.0.2.51-192.0.2.52").build());
    invalid(
        ServerConfig.builder().subnet(subnet.build()),
        "subnet 192.0.2.0/25, pool 192.0.2.20-192.0.2.30: expected no common address with pool"
            + " 192.0.2.10-192.0.2.20",
        "subnet 192.0.2.0/25, pool 192.0.2.100-192.0.2.130: expected addresses inside the subnet",
        "subnet 192.0.2.0/25, pool 192.0.2.40-192.0.2.50, excluded 192.0.2.51-192.0.2.52: expected"
            + " addresses inside the pool");
  }

  // Subnets that overlap and networks of one name are refused.
  @Test
  @Tag("ROB-09")
  void rob09Subnets() {
    invalid(
        ServerConfig.builder()
            .subnet(Subnet.builder("192.0.2.0/24").build())
            .subnet(Subnet.builder("192.0.2.128/25").build()),
        "subnet 192.0.2.128/25: expected no common address with subnet 192.0.2.0/24");
    invalid(
        ServerConfig.builder()
            .network(
                SharedNetwork.builder("floor")
                    .subnet(Subnet.builder("192.0.2.0/24").build())
                    .build())
            .network(
                SharedNetwork.builder("floor")
                    .subnet(Subnet.builder("198.51.100.0/24").build())
                    .build()),
        "network floor: expected a name that no other has");
  }

  // Codes that stand for no option are refused, however the option is set.
  @Test
  @Tag("ROB-10")
  void rob10Codes() {
    for (int code : new int[] {-1, 0, 255, 256}) {
      refused(
          () -> Lab.s1().option(code, Octets.of(1)),
          "option " + code + ": expected a code of 1 to 254");
      refused(
          () -> Lab.s1().alwaysSend(code), "alwaysSend " + code + ": expected a code of 1 to 254");
      refused(
          () -> Lab.s1().neverSend(code), "neverSend " + code + ": expected a code of 1 to 254");
    }
  }

  // A value that is longer than any reply is refused; one that goes in pieces is not.
  @Test
  @Tag("ROB-10")
  void rob10TooLong() {
    int most = OptionSet.MAX_VALUE_LENGTH;
    Lab.s1().option(224, Octets.wrap(new byte[most]));
    refused(
        () -> Lab.s1().option(224, Octets.wrap(new byte[most + 1])),
        "option 224: expected at most 65535 octets, found 65536");
  }

  // Octets that are no value of the option are refused, and so is a value out of its range.
  @Test
  @Tag("ROB-10")
  void rob10WrongType() {
    refused(
        () -> Lab.s1().option(DhcpOptions.ROUTER.code(), Octets.of(192, 0, 2)),
        "option Router (3), value c00002: expected a multiple of 4 octets, at least 4");
    refused(
        () -> Lab.s1().option(DhcpOptions.SUBNET_MASK.code(), Octets.of(255, 255)),
        "option Subnet Mask (1), value ffff: expected 4 octets");
    refused(
        () -> Lab.s1().option(DhcpOptions.DEFAULT_IP_TTL, 0),
        "option Default IP TTL (23), value \"0\": expected at least 1, found 0");
    refused(
        () -> Lab.s1().option(DhcpOptions.DOMAIN_SERVER, List.of()),
        "option Domain Server (6), value \"[]\": expected at least one value, found none");
  }
}
