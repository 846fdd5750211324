package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.renewing;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionFormat;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.Omission.Reason;
import io.leasehold.dhcp.server.config.Pool;
import io.leasehold.dhcp.server.config.Reservation;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import io.leasehold.dhcp.server.config.SharedNetwork;
import io.leasehold.dhcp.server.config.Subnet;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which of the configured options a client gets, and in which order: RFC 2131 section 4.3.1. */
class SentOptionsTest {

  private static final int[] ROUTES = {0, 192, 0, 2, 1};

  private static final OptionKey<String> NOTE = OptionKey.of(224, "note", OptionFormat.TEXT);

  private final Lab lab = new Lab();

  // What a client asks for it gets once, however often it asks.
  @Test
  @Tag("ENC-15")
  void enc15RequestedOnce() {
    Ask twice = discover(A).asking(6, 3, 6, 15, 3);
    assertThat(lab.offer(twice).codes()).contains(3, 6, 15).doesNotHaveDuplicates();
  }

  // What is not configured is not sent, and nothing stands in its place.
  @Test
  @Tag("ENC-16")
  void enc16NotConfigured() {
    assertThat(lab.offer(discover(A).asking(42, 6, 28, 119)).codes())
        .containsExactly(53, 54, 51, 58, 59, 6, 1);
  }

  // Options come in the order in which the client asks for them, and then those that it gets
  // unasked.
  @Test
  @Tag("ENC-17")
  void enc17Order() {
    lab.s1(s1 -> s1.option(42, Octets.of(192, 0, 2, 9)).alwaysSend(42));
    assertThat(lab.offer(discover(A).asking(6, 15, 3, 1)).codes())
        .containsExactly(53, 54, 51, 58, 59, 6, 15, 1, 3, 42);
  }

  // The mask comes before the routers, whoever wants either of them.
  @Test
  @Tag("ENC-18")
  void enc18MaskBeforeRouters() {
    assertThat(lab.offer(discover(A).asking(3)).codes()).endsWith(1, 3);
    assertThat(lab.ack(inform(A, "192.0.2.200").asking(3, 6, 1)).codes()).endsWith(1, 3, 6);
    lab.s1(s1 -> s1.alwaysSend(1)).restart();
    assertThat(lab.ack(inform(A, "192.0.2.200").asking(3)).codes()).endsWith(1, 3);
    OptionSet routers =
        OptionSet.builder()
            .put(DhcpOptions.ROUTER, List.of(Ipv4Address.parse("192.0.2.7")))
            .build();
    lab.engine(engine -> engine.policy(request -> Verdict.grant(Terms.USUAL.withOptions(routers))))
        .restart();
    assertThat(lab.ack(inform(A, "192.0.2.200").asking(6)).codes()).endsWith(6, 1, 3);
  }

  // The message type is the first option of every reply.
  @Test
  @Tag("ENC-19")
  void enc19TypeFirst() {
    lab.s1(s1 -> s1.alwaysSend(6));
    for (Answer answer :
        List.of(
            lab.offer(discover(A).asking(1, 53)),
            lab.ack(selecting(A, "192.0.2.10").clientId(0, 'x').asking(1, 53)),
            lab.nak(selecting(A, "192.0.2.200").clientId(0, 'x')),
            lab.ack(inform(A, "192.0.2.200").asking(1, 53)))) {
      assertThat(answer.codes()).startsWith(53);
    }
  }

  // A client that does not say what it wants gets what every host can use, where it is configured.
  @Test
  @Tag("ENC-20")
  void enc20WithoutRequest() {
    lab.s1(
        s1 ->
            s1.option(28, Octets.of(192, 0, 2, 255))
                .option(42, Octets.of(192, 0, 2, 9))
                .option(NOTE, "always")
                .alwaysSend(NOTE.code()));
    for (Answer answer : List.of(lab.offer(discover(A)), lab.ack(selecting(A, "192.0.2.10")))) {
      assertThat(answer.codes()).containsExactly(53, 54, 51, 58, 59, 1, 3, 6, 15, 28, 224);
    }
  }

  // With an address comes its mask, asked for or not; who has an address already gets what it asks.
  @Test
  @Tag("ENC-21")
  void enc21Mask() {
    for (Answer answer :
        List.of(
            lab.offer(discover(A).asking(6)),
            lab.ack(selecting(A, "192.0.2.10").asking(6)),
            lab.ack(renewing(A, "192.0.2.10").asking(6)))) {
      assertThat(answer.option(DhcpOptions.SUBNET_MASK)).hasToString("255.255.255.0");
    }
    assertThat(lab.ack(inform(A, "192.0.2.200").asking(3)).codes()).containsExactly(53, 54, 3);
  }

  // An option is always sent where some level says so, and never where any level says so.
  @Test
  @Tag("ENC-22")
  void enc22AlwaysAndNever() {
    lab.s1(s1 -> s1.option(NOTE, "note").alwaysSend(224).neverSend(6).neverSend(54));
    assertThat(lab.offer(discover(A).asking(6, 15)).codes())
        .containsExactly(53, 54, 51, 58, 59, 15, 1, 224);
    assertThat(lab.ack(inform(A, "192.0.2.200").asking(15)).codes())
        .containsExactly(53, 54, 15, 224);
    OptionSet options = OptionSet.builder().put(NOTE, "policy").build();
    lab.server(server -> server.neverSend(224).neverSend(1))
        .engine(engine -> engine.policy(request -> Verdict.grant(Terms.USUAL.withOptions(options))))
        .restart();
    assertThat(lab.offer(discover(A).asking(6, 224, 15, 1)).codes())
        .containsExactly(53, 54, 51, 58, 59, 15);
    assertThat(lab.omissions).isEmpty();
  }

  // Only the codes of options can be named.
  @Test
  void onlyCodesOfOptions() {
    for (int code : new int[] {-1, 0, 255}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Lab.s1().alwaysSend(code))
          .withMessage("alwaysSend " + code + ": expected a code of 1 to 254");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Lab.s1().neverSend(code))
          .withMessage("neverSend " + code + ": expected a code of 1 to 254");
    }
  }

  // A text has no NUL at its end.
  @Test
  @Tag("ENC-23")
  void enc23Text() {
    assertThat(lab.offer(discover(A).asking(15)).message().options().raw(15))
        .contains(Octets.ofText("example.org"));
  }

  // Classless routes go in the place of routers and static routes, unless those are forced.
  @Test
  @Tag("ENC-26")
  void enc26ClasslessRoutes() {
    lab.s1(s1 -> s1.option(121, Octets.of(ROUTES)).option(33, Octets.of(10, 0, 0, 0, 9, 9, 9, 9)));
    assertThat(lab.offer(discover(A).asking(3, 33, 121, 6)).codes()).endsWith(59, 121, 6, 1);
    assertThat(lab.offer(discover(A).asking(3, 33, 6)).codes()).endsWith(59, 1, 3, 33, 6);
    lab.server(server -> server.set(Setting.REPLACE_ROUTES, false)).restart();
    assertThat(lab.offer(discover(A).asking(3, 33, 121, 6)).codes()).endsWith(1, 3, 33, 121, 6);
    assertThat(new Lab().offer(discover(A).asking(3, 121)).codes()).endsWith(1, 3);
    Lab never = new Lab().s1(s1 -> s1.option(121, Octets.of(ROUTES)).neverSend(121));
    assertThat(never.offer(discover(A).asking(3, 121)).codes()).endsWith(1, 3);
    Lab always = new Lab().s1(s1 -> s1.option(121, Octets.of(ROUTES)).alwaysSend(3));
    assertThat(always.offer(discover(A).asking(3, 121)).codes()).endsWith(59, 121, 1, 3);
  }

  // Classless routes that find no room replace nothing: without any route a client is lost.
  @Test
  @Tag("ENC-26")
  void enc26NoRoomForClasslessRoutes() {
    Octets many = Octets.parse(Octets.of(ROUTES).toHex("").repeat(100));
    lab.s1(s1 -> s1.option(121, many));
    assertThat(lab.offer(discover(A).asking(121, 3)).codes()).endsWith(59, 1, 3);
    assertThat(lab.omissions).containsExactly(new Omission(121, Reason.NO_ROOM));
    Ask bigger = discover(A).option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500);
    assertThat(lab.offer(bigger.asking(121, 3)).codes()).endsWith(59, 121, 121, 1);
  }

  // Of several levels that set an option the nearest to the client wins, option by option.
  @Test
  @Tag("ENC-27")
  void enc27Precedence() {
    for (int levels = 1; levels <= 5; levels++) {
      Reservation.Builder reservation = note(levels, 5, Reservation.builder(A));
      Pool.Builder pool = note(levels, 4, Pool.builder("192.0.2.10-192.0.2.20"));
      Subnet.Builder subnet = note(levels, 3, Subnet.builder("192.0.2.0/24"));
      SharedNetwork.Builder network = note(levels, 2, SharedNetwork.builder("network"));
      lab.config(
          note(levels, 1, ServerConfig.builder())
              .option(DhcpOptions.DOMAIN_NAME, "example.net")
              .network(
                  network
                      .subnet(subnet.pool(pool.build()).reservation(reservation.build()).build())
                      .build())
              .build());
      Answer offer = lab.offer(discover(A).asking(224, 15));
      assertThat(offer.option(NOTE)).isEqualTo("level " + levels);
      assertThat(offer.option(DhcpOptions.DOMAIN_NAME)).isEqualTo("example.net");
    }
  }

  /** Sets the option at a level, where it is one of the outermost so many. */
  private static <B extends SettingsBuilder<B>> B note(int levels, int level, B builder) {
    return level <= levels ? builder.option(NOTE, "level " + level) : builder;
  }

  // The captive portal may be told to all, without NUL and in one piece.
  @Test
  @Tag("ENC-28")
  void enc28CaptivePortal() {
    String longest = "https://portal.example.org/" + "p".repeat(255 - 27);
    lab.s1(s1 -> s1.option(DhcpOptions.DHCP_CAPTIVE_PORTAL, longest).alwaysSend(114));
    assertThat(lab.offer(discover(A).asking(1)).message().options().raw(114))
        .contains(Octets.ofText(longest));
    OptionSet tooLong = OptionSet.builder().putRaw(114, Octets.ofText(longest + "p")).build();
    lab.s1(s1 -> s1)
        .engine(engine -> engine.policy(request -> Verdict.grant(Terms.USUAL.withOptions(tooLong))))
        .restart();
    assertThat(lab.offer(discover(A).asking(114, 121)).has(114)).isFalse();
    assertThat(lab.omissions).containsExactly(new Omission(114, Reason.TOO_LONG));
  }
}
