package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.config.ClientClass;
import io.leasehold.dhcp.server.config.InvalidConfigException;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.match.Condition;
import io.leasehold.dhcp.server.match.RequestValue;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Client classes: who is in them, what they are sent, and where they are served. */
class ClientClassTest {

  private static final Condition IS_PHONE = RequestValue.option(DhcpOptions.CLASS_ID).is("phone");
  private static final int BOOT_FILE = DhcpOptions.BOOTFILE_NAME.code();

  private final Lab lab = new Lab();

  private static ClientClass.Builder phones() {
    return ClientClass.builder("phones").when(IS_PHONE);
  }

  private static Ask phone() {
    return discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("phone"));
  }

  // A vendor class is matched by all of its octets, or by as many as a condition names.
  @Test
  @Tag("CLS-01")
  void cls01ExactOctets() {
    Condition exact = RequestValue.option(DhcpOptions.CLASS_ID).is("PXEClient:Arch:00007");
    Condition prefix = RequestValue.option(DhcpOptions.CLASS_ID).startsWith("PXEClient");
    lab.server(
        server ->
            server
                .clientClass(ClientClass.builder("uefi").when(exact).bootFileName("u.efi").build())
                .clientClass(ClientClass.builder("pxe").when(prefix).bootFileName("p.0").build()));
    assertThat(
            file(discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("PXEClient:Arch:00007"))))
        .isEqualTo("u.efi");
    assertThat(
            file(discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("PXEClient:Arch:000070"))))
        .isEqualTo("p.0");
    assertThat(file(discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("pxeclient"))))
        .isEmpty();
  }

  private String file(Ask ask) {
    return lab.offer(ask).message().file().withoutTrailingZeros().toText();
  }

  // Vendor options of a class are inside of option 43, which goes to those who ask for it.
  @Test
  @Tag("CLS-02")
  void cls02VendorOptions() {
    Octets vendor = Octets.parse("0104c0000209");
    lab.server(server -> server.clientClass(phones().option(43, vendor).build()));
    assertThat(lab.offer(phone().asking(43)).message().options().raw(43)).contains(vendor);
    assertThat(lab.offer(phone().asking(1)).message().options().raw(43)).isEmpty();
    assertThat(lab.offer(discover(B).asking(43)).message().options().raw(43)).isEmpty();
  }

  // Vendor options of a client that mean nothing here change nothing.
  @Test
  @Tag("CLS-03")
  void cls03NotUnderstood() {
    assertThat(lab.offer(discover(A).raw(43, 1, 200, 7)).message().options().raw(43)).isEmpty();
  }

  // The identifier that a PXE client sends comes back to it, where that is configured.
  @Test
  @Tag("CLS-11")
  void cls11CopiedFromRequest() {
    lab.server(server -> server.option(97, RequestValue.option(97)).alwaysSend(97));
    int[] uuid = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    assertThat(lab.offer(discover(A).raw(97, uuid)).message().options().raw(97))
        .contains(Octets.of(uuid));
    assertThat(lab.offer(discover(B)).message().options().raw(97)).isEmpty();
  }

  // A client's architecture decides its boot file and server.
  @Test
  @Tag("CLS-12")
  @Tag("CLS-10")
  void cls12Architecture() {
    Ipv4Address next = Ipv4Address.parse("192.0.2.9");
    lab.server(
        server ->
            server
                .bootFileName("bios.0")
                .clientClass(
                    ClientClass.builder("uefi")
                        .when(RequestValue.option(93).is(Octets.of(0, 7)))
                        .bootFileName("uefi.efi")
                        .nextServer(next)
                        .build()));
    Lab.Answer uefi = lab.offer(discover(A).raw(93, 0, 7).asking(BOOT_FILE));
    assertThat(uefi.message().file().withoutTrailingZeros().toText()).isEqualTo("uefi.efi");
    assertThat(uefi.message().siaddr()).isEqualTo(next);
    assertThat(uefi.option(DhcpOptions.BOOTFILE_NAME)).isEqualTo("uefi.efi");
    Lab.Answer bios = lab.offer(discover(B).raw(93, 0, 0));
    assertThat(bios.message().file().withoutTrailingZeros().toText()).isEqualTo("bios.0");
    assertThat(bios.message().siaddr()).isEqualTo(Ipv4Address.UNSPECIFIED);
  }

  // Everybody is in ALL, and in KNOWN or UNKNOWN; DROP meets silence, REJECT a NAK.
  @Test
  @Tag("CLS-13")
  void cls13BuiltInClasses() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).address("192.0.2.30").build()))
        .server(
            server ->
                server
                    .clientClass(ClientClass.builder("ALL").option(66, Octets.of(1)).build())
                    .clientClass(ClientClass.builder("KNOWN").option(100, Octets.of(2)).build())
                    .clientClass(ClientClass.builder("UNKNOWN").option(100, Octets.of(3)).build())
                    .clientClass(
                        ClientClass.builder("VENDOR_CLASS_phone").option(101, Octets.of(4)).build())
                    .clientClass(ClientClass.builder("DROP").when(vendor("drop")).build())
                    .clientClass(ClientClass.builder("REJECT").when(vendor("reject")).build()));
    Lab.Answer known = lab.offer(phone().asking(66, 100, 101));
    assertThat(known.message().options().raw(66)).contains(Octets.of(1));
    assertThat(known.message().options().raw(100)).contains(Octets.of(2));
    assertThat(known.message().options().raw(101)).contains(Octets.of(4));
    Lab.Answer unknown = lab.offer(discover(B).asking(66, 100, 101));
    assertThat(unknown.message().options().raw(100)).contains(Octets.of(3));
    assertThat(unknown.message().options().raw(101)).isEmpty();
    assertThat(lab.silence(discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("drop"))))
        .isEqualTo(SilenceReason.REFUSED_BY_CLASS);
    assertThat(
            lab.silence(
                inform(A, "192.0.2.30").option(DhcpOptions.CLASS_ID, Octets.ofText("drop"))))
        .isEqualTo(SilenceReason.REFUSED_BY_CLASS);
    assertThat(lab.silence(discover(A).option(DhcpOptions.CLASS_ID, Octets.ofText("reject"))))
        .isEqualTo(SilenceReason.REFUSED_BY_CLASS);
    lab.nak(selecting(A, "192.0.2.30").option(DhcpOptions.CLASS_ID, Octets.ofText("reject")));
    lab.nak(initReboot(A, "192.0.2.30").option(DhcpOptions.CLASS_ID, Octets.ofText("reject")));
  }

  private static Condition vendor(String text) {
    return RequestValue.option(DhcpOptions.CLASS_ID).is(text);
  }

  // Of boot fields the reservation's go first, then those of a class, the subnet and the server.
  @Test
  @Tag("CLS-14")
  void cls14PrecedenceOfBootFields() {
    lab.s1(
            s1 ->
                s1.bootFileName("subnet")
                    .reservation(Reservation.builder(B).bootFileName("host").build()))
        .server(
            server ->
                server
                    .bootFileName("server")
                    .clientClass(phones().bootFileName("class").build())
                    .clientClass(
                        ClientClass.builder("second").when(IS_PHONE).bootFileName("late").build()));
    assertThat(file(discover(A))).isEqualTo("subnet");
    assertThat(file(discover(A).relayed())).isEqualTo("server");
    assertThat(file(phone())).isEqualTo("class");
    assertThat(file(discover(B).option(DhcpOptions.CLASS_ID, Octets.ofText("phone"))))
        .isEqualTo("host");
  }

  // So are the next server and the server name taken, with the network between.
  @Test
  @Tag("CLS-14")
  void cls14PrecedenceOfServers() {
    for (int levels = 1; levels <= 5; levels++) {
      SharedNetwork.Builder network = boot(levels, 2, SharedNetwork.builder("network"));
      Subnet.Builder subnet = boot(levels, 3, Subnet.builder("192.0.2.0/24").pool("192.0.2.10/32"));
      Reservation.Builder reservation = boot(levels, 5, Reservation.builder(A));
      lab.config(
          boot(levels, 1, ServerConfig.builder())
              .clientClass(boot(levels, 4, phones()).build())
              .network(network.subnet(subnet.reservation(reservation.build()).build()).build())
              .build());
      Lab.Answer offer = lab.offer(phone());
      assertThat(offer.message().siaddr()).hasToString("192.0.2." + (100 + levels));
      assertThat(offer.message().sname().withoutTrailingZeros().toText())
          .isEqualTo("level " + levels);
      assertThat(offer.message().file().withoutTrailingZeros().toText())
          .isEqualTo("level " + levels);
    }
  }

  /** Sets the boot fields at a level, where it is one of the outermost so many. */
  private static <T extends SettingsBuilder<T>> T boot(int levels, int level, T builder) {
    return level > levels
        ? builder
        : builder
            .nextServer(Ipv4Address.parse("192.0.2." + (100 + level)))
            .serverName("level " + level)
            .bootFileName("level " + level);
  }

  // Of options the subnet's go before those of a class, and those before the server's.
  @Test
  @Tag("ENC-27")
  void enc27ClassBetweenNetworkAndServer() {
    lab.server(
        server ->
            server
                .option(DhcpOptions.DOMAIN_NAME, "server")
                .option(100, Octets.of(1))
                .clientClass(
                    phones()
                        .option(DhcpOptions.DOMAIN_NAME, "class")
                        .option(100, Octets.of(2))
                        .leaseTime(Duration.ofMinutes(20))
                        .build()));
    Lab.Answer offer = lab.offer(phone().asking(15, 100));
    assertThat(offer.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("example.org");
    assertThat(offer.message().options().raw(100)).contains(Octets.of(2));
    assertThat(offer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Duration.ofMinutes(20));
    Lab.Answer relayed = lab.offer(phone().relayed().asking(15, 100));
    assertThat(relayed.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("class");
  }

  // A class that is looked at only where it is required counts in the pool that requires it.
  @Test
  void onlyIfRequired() {
    lab.s1(
            s1 ->
                s1.pool(
                    Pool.builder("192.0.2.40-192.0.2.41")
                        .onlyFor("phones")
                        .requireClass("late")
                        .build()))
        .server(
            server ->
                server
                    .clientClass(phones().build())
                    .clientClass(
                        ClientClass.builder("late")
                            .when(IS_PHONE)
                            .onlyIfRequired()
                            .option(100, Octets.of(9))
                            .build()));
    assertThat(lab.offer(phone().asking(100)).message().options().raw(100)).isEmpty();
    assertThat(
            lab.offer(
                    discover(B)
                        .option(DhcpOptions.CLASS_ID, Octets.ofText("phone"))
                        .wanting("192.0.2.40")
                        .asking(100))
                .message()
                .options()
                .raw(100))
        .contains(Octets.of(9));
  }

  // A guarded pool or subnet serves members; the others fall to the next pool, or meet silence.
  @Test
  @Tag("SNET-12")
  void snet12Guards() {
    Pool guarded = Pool.builder("192.0.2.5-192.0.2.6").onlyFor("phones").build();
    lab.s1(s1 -> s1.pool(guarded)).server(server -> server.clientClass(phones().build()));
    assertThat(lab.offer(discover(B).wanting("192.0.2.5")).message().yiaddr())
        .isNotEqualTo(Ipv4Address.parse("192.0.2.5"));
    lab.nak(selecting(B, "192.0.2.5"));
    assertThat(lab.offer(phone().wanting("192.0.2.5")).message().yiaddr()).hasToString("192.0.2.5");
    lab.ack(selecting(A, "192.0.2.5").option(DhcpOptions.CLASS_ID, Octets.ofText("phone")));
    lab.nak(renewing(A, "192.0.2.5"));

    Lab closed = new Lab();
    closed.s1(s1 -> s1.onlyFor("phones")).server(it -> it.clientClass(phones().build()));
    assertThat(closed.silence(discover(B))).isEqualTo(SilenceReason.NO_SUBNET);
    closed.offer(phone());
  }

  // A full guarded pool does not keep its members from the open one, nor the other way round.
  @Test
  @Tag("SNET-12")
  void snet12FreeAddressOfSuitablePool() {
    Pool guarded = Pool.builder("192.0.2.5-192.0.2.5").onlyFor("phones").build();
    lab.s1(s1 -> s1.pool(guarded)).server(server -> server.clientClass(phones().build()));
    for (int i = 0; i < 11; i++) {
      lab.bound(Ask.client(i), "192.0.2." + (10 + i));
    }
    assertThat(lab.silence(discover(B))).isEqualTo(SilenceReason.NO_FREE_ADDRESS);
    assertThat(lab.offer(phone()).message().yiaddr()).hasToString("192.0.2.5");
  }

  // A reservation puts its client into classes, and other classes can build on that.
  @Test
  void classOfReservation() {
    lab.s1(s1 -> s1.reservation(Reservation.builder(A).clientClass("staff").build()))
        .server(
            server ->
                server
                    .clientClass(ClientClass.builder("staff").build())
                    .clientClass(
                        ClientClass.builder("guests")
                            .when(Condition.memberOf("staff").not())
                            .option(100, Octets.of(7))
                            .build()));
    assertThat(lab.offer(discover(A).asking(100)).message().options().raw(100)).isEmpty();
    assertThat(lab.offer(discover(B).asking(100)).message().options().raw(100))
        .contains(Octets.of(7));
  }

  // A condition that throws does not hold, and costs nobody anything.
  @Test
  void throwingCondition() {
    Condition broken =
        Condition.of(
            "broken",
            facts -> {
              throw new IllegalStateException("on purpose");
            });
    lab.server(
        server ->
            server.clientClass(
                ClientClass.builder("x").when(broken).option(100, Octets.of(1)).build()));
    assertThat(lab.offer(discover(A).asking(100)).message().options().raw(100)).isEmpty();
  }

  // Conditions read as they are meant.
  @Test
  void conditionsInWords() {
    Condition condition = IS_PHONE.and(Condition.memberOf("lab").not()).or(Condition.ALWAYS);
    assertThat(condition)
        .hasToString(
            "((option " + DhcpOptions.CLASS_ID + " is \"phone\" and not member of lab) or always)");
    assertThat(condition.classes()).containsExactly("lab");
  }

  // What classes have wrong is reported at once, each with its place.
  @Test
  @Tag("ROB-09")
  void rob09Classes() {
    assertThatThrownBy(
            () ->
                ServerConfig.builder()
                    .clientClass(ClientClass.builder("a").when(Condition.memberOf("b")).build())
                    .clientClass(ClientClass.builder("b").build())
                    .clientClass(ClientClass.builder("b").build())
                    .clientClass(ClientClass.builder("KNOWN").when(IS_PHONE).build())
                    .subnet(Lab.s1().onlyFor("c").requireClass("d").build())
                    .build())
        .isInstanceOfSatisfying(
            InvalidConfigException.class,
            e ->
                assertThat(e.problems())
                    .isEqualTo(
                        List.of(
                            "class a, member of b: expected the name of a class before it",
                            "class b: expected a name that no other has",
                            "class KNOWN: expected no condition, as it is built in",
                            "subnet 192.0.2.0/24, onlyFor c: expected the name of a class",
                            "subnet 192.0.2.0/24, requiredClasses d: expected the name of a"
                                + " class")));
  }

  // What holds for the whole server can be set at the server only.
  @Test
  void serverWideSetting() {
    assertThatThrownBy(() -> Lab.s1().set(Setting.MAX_HOPS, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxHops 3: expected at ServerConfig, as it holds for the whole server");
  }
}
