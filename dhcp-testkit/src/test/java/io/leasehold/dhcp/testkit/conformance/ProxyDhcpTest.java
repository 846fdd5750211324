package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.rebinding;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.PxeOptions;
import io.leasehold.dhcp.codec.option.SubOptions;
import io.leasehold.dhcp.codec.value.PxeBootItem;
import io.leasehold.dhcp.codec.value.PxeBootServer;
import io.leasehold.dhcp.codec.value.PxeDiscoveryControl;
import io.leasehold.dhcp.codec.value.PxeMenuItem;
import io.leasehold.dhcp.codec.value.PxeMenuPrompt;
import io.leasehold.dhcp.server.DhcpServer;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.match.RequestValue;
import io.leasehold.dhcp.server.policy.builtin.ProxyDhcp;
import io.leasehold.dhcp.server.transport.UdpTransport;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How a PXE client boots with addresses of one server and boot files of another (Preboot Execution
 * Environment Specification 2.1, section 2.2).
 */
class ProxyDhcpTest {

  private static final Ipv4Address PROXY = Ipv4Address.parse("192.0.2.2");
  private static final Octets PXE_CLIENT = Octets.ofText("PXEClient");
  private static final int[] UUID = {
    0, 0x15, 0x24, 0x33, 0x42, 0x51, 0x60, 0x7f, 0x8e, 0x9d, 0xac, 0xbb, 0xca, 0xd9, 0xe8, 0xf7, 6
  };
  private static final SubOptions MENU =
      PxeOptions.SPACE
          .empty()
          .with(
              PxeOptions.DISCOVERY_CONTROL,
              new PxeDiscoveryControl(PxeDiscoveryControl.LISTED_SERVERS_ONLY))
          .with(PxeOptions.BOOT_SERVERS, List.of(new PxeBootServer(7, List.of(PROXY))))
          .with(PxeOptions.BOOT_MENU, List.of(new PxeMenuItem(7, "Install")))
          .with(PxeOptions.MENU_PROMPT, new PxeMenuPrompt(5, "Press F8"));
  private static final PxeBootItem INSTALL = new PxeBootItem(7, 0);

  private final Lab addresses = new Lab();
  private final Lab proxy = new Lab();

  @BeforeEach
  void configure() {
    proxy.engine(engine -> engine.policy(new ProxyDhcp()));
    proxy.config(config(Subnet.builder("192.0.2.0/24")));
  }

  private static ServerConfig config(Subnet.Builder subnet) {
    RequestValue chosen =
        RequestValue.of(
            "boot item",
            facts ->
                facts
                    .message()
                    .option(PxeOptions.VENDOR_SPECIFIC)
                    .flatMap(it -> it.raw(PxeOptions.BOOT_ITEM.code())));
    return ServerConfig.builder()
        .subnet(subnet.set(Setting.NEXT_SERVER, PROXY).build())
        .clientClass(
            ClientClass.builder("install")
                .when(chosen.is(INSTALL.encode()))
                .bootFileName("install.efi")
                .build())
        .clientClass(
            ClientClass.builder("uefi")
                .when(RequestValue.option(DhcpOptions.CLIENT_SYSTEM).is(Octets.of(0, 7)))
                .option(PxeOptions.VENDOR_SPECIFIC, MENU)
                .bootFileName("menu.efi")
                .build())
        .build();
  }

  /** Adds what a client's ROM says of itself in each of its messages. */
  private static Ask rom(Ask ask) {
    return ask.option(DhcpOptions.CLASS_ID, Octets.ofText("PXEClient:Arch:00007:UNDI:003016"))
        .raw(93, 0, 7)
        .raw(94, 1, 3, 16)
        .raw(97, UUID)
        .option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1472)
        .asking(1, 2, 3, 4, 5, 6, 12, 13, 15, 17, 43, 50, 51, 54, 58, 59, 60, 66, 67, 97, 128, 129);
  }

  private static Ask choosing(Ask ask) {
    return rom(ask)
        .option(
            PxeOptions.VENDOR_SPECIFIC,
            PxeOptions.SPACE.empty().with(PxeOptions.BOOT_ITEM, INSTALL));
  }

  private Answer asked(Ask ask) {
    return proxy.ack(ask.at("if0", PROXY.toString()));
  }

  private static String bootFile(Answer answer) {
    return answer.message().file().withoutTrailingZeros().toText();
  }

  private static void isOfProxy(Answer answer) {
    assertThat(answer.yiaddr()).isEqualTo("0.0.0.0");
    assertThat(answer.message().siaddr()).isEqualTo(PROXY);
    assertThat(answer.option(DhcpOptions.DHCP_SERVER_ID)).isEqualTo(PROXY);
    assertThat(answer.option(DhcpOptions.CLASS_ID)).isEqualTo(PXE_CLIENT);
    assertThat(answer.message().options().raw(97)).contains(Octets.of(UUID));
    assertThat(answer.message().options().codes()).doesNotContain(50, 51, 58, 59);
  }

  // The client gets an address here, a menu there, and what it chooses at port 4011.
  @Test
  @Tag("CLS-10")
  @Tag("CLS-11")
  void wholeBoot() {
    Answer address = addresses.offer(rom(discover(A)));
    assertThat(address.yiaddr()).isEqualTo("192.0.2.10");
    assertThat(address.has(DhcpOptions.CLASS_ID.code())).isFalse();
    Answer offer = proxy.offer(rom(discover(A)).at("if0", PROXY.toString()));
    isOfProxy(offer);
    assertThat(offer.sentTo()).isEqualTo("broadcast 255.255.255.255:68");
    assertThat(offer.option(PxeOptions.VENDOR_SPECIFIC)).isEqualTo(MENU);
    assertThat(bootFile(offer)).isEqualTo("menu.efi");

    addresses.ack(rom(selecting(A, "192.0.2.10")));
    assertThat(proxy.silence(rom(selecting(A, "192.0.2.10")).at("if0", PROXY.toString())))
        .isEqualTo(SilenceReason.OTHER_SERVER);

    Answer ack = asked(rom(renewing(A, "192.0.2.10")).from("192.0.2.10", 4011));
    isOfProxy(ack);
    assertThat(ack.message().ciaddr()).hasToString("192.0.2.10");
    assertThat(ack.sentTo()).isEqualTo("192.0.2.10:4011");
    assertThat(ack.option(PxeOptions.VENDOR_SPECIFIC)).isEqualTo(MENU);

    Answer boot = asked(choosing(renewing(A, "192.0.2.10")).from("192.0.2.10", 4011));
    isOfProxy(boot);
    assertThat(bootFile(boot)).isEqualTo("install.efi");
    assertThat(boot.message().options().raw(43)).contains(Octets.of(71, 4, 0, 7, 0, 0));
    assertThat(boot.sentTo()).isEqualTo("192.0.2.10:4011");
    assertThat(proxy.storedLeases()).isZero();
  }

  // Others ask from port 68, name the server, inform, or look for boot servers by broadcast.
  @Test
  void otherWaysToAsk() {
    Ask named = rom(renewing(A, "192.0.2.10")).server(PROXY).from("192.0.2.10", 68);
    assertThat(asked(named).sentTo()).isEqualTo("192.0.2.10:68");
    Ask informing = rom(inform(A, "192.0.2.10")).from("192.0.2.10", 4011);
    assertThat(asked(informing).sentTo()).isEqualTo("192.0.2.10:4011");
    Ask passedOn = rom(inform(A, "192.0.2.10")).relayed(Ipv4Address.parse("192.0.2.3"));
    assertThat(asked(passedOn).sentTo()).isEqualTo("192.0.2.10:68");
    Ask looking = choosing(rebinding(A, "192.0.2.10")).broadcastFlag().from("192.0.2.10", 68);
    assertThat(bootFile(asked(looking))).isEqualTo("install.efi");
    Ask relayed = choosing(rebinding(A, "192.0.2.10")).relayed(Ipv4Address.parse("192.0.2.3"));
    assertThat(asked(relayed).sentTo()).isEqualTo("192.0.2.3:67");
  }

  // Who is no PXE client, or wants an address, meets silence.
  @Test
  void silence() {
    proxy.config(
        ServerConfig.builder()
            .subnet(
                Lab.s1().reservation(Reservation.builder(A).address("192.0.2.30").build()).build())
            .set(Setting.BOOTP, true)
            .build());
    for (Ask ask :
        new Ask[] {
          discover(A),
          inform(A, "192.0.2.77"),
          rom(initReboot(A, "192.0.2.77")),
          rom(rebinding(A, "192.0.2.77")),
          rom(discover(A)).without(DhcpOptions.DHCP_MSG_TYPE)
        }) {
      assertThat(proxy.silence(ask)).isEqualTo(SilenceReason.REFUSED_BY_POLICY);
    }
    proxy.offer(rom(discover(A)));
    assertThat(proxy.engine().poolUsage().get(0).free()).isEqualTo(11);
    assertThat(proxy.storedLeases()).isZero();
  }

  // One server with two transports answers from the port that a client asks, to the one it asks at.
  @Test
  void twoPorts() throws IOException {
    Ipv4Address local = Ipv4Address.parse("127.0.0.1");
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    UdpTransport dhcp = UdpTransport.builder().bind(local).port(0).open();
    UdpTransport boot = UdpTransport.builder().bind(local).port(0).open();
    try (DatagramSocket client = new DatagramSocket(0, loopback);
        DhcpServer server =
            DhcpServer.builder(config(Subnet.builder("127.0.0.0/8")))
                .policy(new ProxyDhcp())
                .transport(dhcp)
                .transport(boot)
                .start()) {
      assertThat(server.localAddresses()).containsExactly(local);
      client.setSoTimeout(30_000);
      for (UdpTransport transport : List.of(dhcp, boot)) {
        byte[] ask = DhcpCodec.encode(rom(renewing(A, "127.0.0.1")).message()).toByteArray();
        client.send(new DatagramPacket(ask, ask.length, loopback, transport.port()));
        DatagramPacket reply = new DatagramPacket(new byte[1500], 1500);
        client.receive(reply);
        assertThat(reply.getPort()).isEqualTo(transport.port());
        byte[] payload = Arrays.copyOf(reply.getData(), reply.getLength());
        DhcpMessage message = ((Decoded) DhcpCodec.decode(Octets.wrap(payload))).message();
        assertThat(message.option(DhcpOptions.CLASS_ID)).contains(PXE_CLIENT);
      }
    }
  }
}
