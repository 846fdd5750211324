package io.leasehold.dhcp.config.kea;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.config.CharacterFilter;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A document as an operator would write it, read from its file. */
class ExampleDocumentTest {

  private KeaConfig config;

  @BeforeEach
  void read() throws Exception {
    config = KeaConfig.read(example());
  }

  private static Path example() throws URISyntaxException {
    return Path.of(ExampleDocumentTest.class.getResource("office.json").toURI());
  }

  @Test
  void surroundings() {
    // Interface and database are as written; what was passed over is named with its path.
    assertThat(config.listen())
        .isEqualTo(
            new ListenAddress(Optional.of("eth0"), Optional.of(Ipv4Address.parse("192.0.2.1"))));
    assertThat(config.database().h2File()).contains(Path.of("/var/lib/leasehold/office"));
    assertThat(config.warnings())
        .containsExactly(
            "Dhcp4.interfaces-config.dhcp-socket-type: has no meaning here and is passed over",
            "Dhcp4.lease-database.lfc-interval: has no meaning here and is passed over",
            "Dhcp4.lease-database.type: is read as \"h2\"; leases in Kea's own file are not",
            "Dhcp4.loggers: has no meaning here and is passed over");
  }

  @Test
  void wholeServer() {
    // All levels arrive in the configuration that a builder makes of the same values.
    assertThat(config.server()).isEqualTo(expected());
  }

  private static ServerConfig expected() {
    return ServerConfig.builder()
        .set(Setting.SERVER_RESERVATIONS, false)
        .set(Setting.NAME_UPDATES, false)
        .set(Setting.GENERATED_NAME_PREFIX, "myhost")
        .set(Setting.UNWANTED_IN_NAMES, CharacterFilter.of("[^A-Za-z0-9.-]"))
        .set(Setting.UNWANTED_REPLACEMENT, "")
        .set(Setting.QUARANTINE_TIME, Duration.ofHours(1))
        .set(Setting.OFFER_LIFETIME, Duration.ofSeconds(30))
        .leaseTime(Duration.ofHours(10))
        .leaseTimeBounds(Duration.ofMinutes(10), Duration.ofDays(2))
        .renewalTime(Duration.ofSeconds(9000))
        .rebindingTime(Duration.ofSeconds(18000))
        .authoritative(true)
        .option(6, Octets.parse("c0000235c6336435"))
        .option(
            119,
            name("07 6578616d706c65 03 6f7267 00")
                .concat(name("03 6c6162 07 6578616d706c65 03 6f7267 00")))
        .option(100, Octets.ofText("EST5EDT4,M3.2.0/02:00,M11.1.0/02:00"))
        .alwaysSend(100)
        .serverIdentifier(Ipv4Address.parse("192.0.2.1"))
        .network(office())
        .subnet(laboratory())
        .build();
  }

  private static Octets name(String hex) {
    return Octets.parse(hex.replace(" ", ""));
  }

  private static SharedNetwork office() {
    return SharedNetwork.builder("office")
        .interfaceName("eth0")
        .option(DhcpOptions.DOMAIN_NAME, "office.example.org")
        .subnet(
            Subnet.builder("192.0.2.0/24")
                .pool("192.0.2.100-192.0.2.199")
                .pool(Pool.builder("192.0.2.64/27").option(DhcpOptions.MTU_INTERFACE, 1400).build())
                .option(3, Octets.parse("c0000201"))
                .reservation(
                    Reservation.builder(HardwareAddress.ethernet("02:00:5e:10:00:0a"))
                        .address("192.0.2.10")
                        .hostName("printer")
                        .build())
                .reservation(
                    Reservation.builder(new ClientIdentifier(Octets.parse("0102005e10000b")))
                        .address("192.0.2.11")
                        .bootFileName("lobby.efi")
                        .option(DhcpOptions.ROOT_PATH, "/srv/lobby")
                        .build())
                .build())
        .subnet(
            Subnet.builder("198.51.100.0/24")
                .leaseTime(Duration.ofDays(1))
                .leaseTimeBounds(Duration.ofMinutes(10), Duration.ofDays(2))
                .pool("198.51.100.20-198.51.100.250")
                .option(224, Octets.parse("13c4c0000205c0000206"))
                .option(43, Octets.parse("0104c0000205"))
                .build())
        .build();
  }

  private static Subnet laboratory() {
    return Subnet.builder("203.0.113.0/24")
        .relay(Ipv4Address.parse("10.0.0.1"))
        .relay(Ipv4Address.parse("10.0.0.2"))
        .authoritative(false)
        .nextServer(Ipv4Address.parse("203.0.113.5"))
        .serverName("boot.lab.example.org")
        .bootFileName("pxelinux.0")
        .pool("203.0.113.128/25")
        .build();
  }
}
