package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.inform;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import io.leasehold.dhcp.server.Omission;
import io.leasehold.dhcp.server.Omission.Reason;
import io.leasehold.dhcp.server.config.ServerConfig;
import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.policy.Terms;
import io.leasehold.dhcp.server.policy.Verdict;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long replies are, and what is left out of them: RFC 2131, RFC 3046, RFC 3396. */
class ReplySizeTest {

  /** The header with the cookie, the options that every lease comes with, the mask, and END. */
  private static final int FIXED = 240 + 27 + 6 + 1;

  private static final int FIRST = 224;

  private final Lab lab = new Lab();

  private static Octets filled(int length) {
    return Octets.parse("ab".repeat(length));
  }

  /** Sends options that make the reply to an offer this long, and returns the reply. */
  private static Answer replyOf(int length, Ask ask, Lab lab) {
    lab.s1(
        s1 -> {
          int code = FIRST;
          for (int rest = length - FIXED; rest > 0; ) {
            int written = Math.min(rest, rest == 258 ? 256 : 257);
            s1.option(code++, filled(written - 2));
            rest -= written;
          }
          return s1.serverName("server").bootFileName("boot");
        });
    return lab.offer(ask.asking(IntStream.rangeClosed(FIRST, 254).boxed().toArray(Integer[]::new)));
  }

  /** Checks that a client that sends {@code ask} gets up to {@code most} octets of UDP payload. */
  private static void longest(int most, Ask ask, Lab lab) {
    Answer full = replyOf(most, ask, lab.restart());
    assertThat(full.reply().payload().length()).isEqualTo(most);
    assertThat(full.reply().omitted()).isEmpty();
    Answer overfull = replyOf(most + 1, ask, lab.restart());
    assertThat(overfull.reply().payload().length()).isLessThanOrEqualTo(most);
    assertThat(overfull.reply().omitted()).hasSize(1);
  }

  // A client that says nothing takes an IP datagram of 576 octets, 548 of them UDP payload.
  @Test
  @Tag("ENC-01")
  void enc01WithoutMaximum() {
    longest(548, discover(A), lab);
  }

  // A client says how long a datagram it takes, IP and UDP headers included.
  @Test
  @Tag("ENC-02")
  void enc02Maximum() {
    for (int size : new int[] {576, 577, 1000, 1500}) {
      longest(size - 28, discover(A).option(DhcpOptions.DHCP_MAX_MSG_SIZE, size), new Lab());
    }
  }

  // Every host takes 576 octets, whatever it says.
  @Test
  @Tag("ENC-03")
  void enc03TooSmallMaximum() {
    for (int size : new int[] {0, 300, 575}) {
      longest(548, discover(A).raw(57, size >> 8, size & 0xff), new Lab());
    }
  }

  // However much a client takes, the server has a limit of its own: an Ethernet frame, unless set.
  @Test
  @Tag("ENC-04")
  void enc04Limit() {
    Ask insatiable = discover(A).option(DhcpOptions.DHCP_MAX_MSG_SIZE, 65_535);
    longest(1472, insatiable, lab);
    longest(572, insatiable, new Lab().server(server -> server.set(Setting.MAX_MESSAGE_SIZE, 600)));
    longest(
        2972, insatiable, new Lab().server(server -> server.set(Setting.MAX_MESSAGE_SIZE, 3000)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerConfig.builder().set(Setting.MAX_MESSAGE_SIZE, 575))
        .withMessage("maxMessageSize 575: expected 576 to 65535");
  }

  // What the options field has no room for goes into file and sname, if they are free.
  @Test
  @Tag("ENC-05")
  @Tag("ENC-07")
  void enc05Overload() {
    lab.s1(s1 -> s1.option(224, filled(250)).option(225, filled(100)).option(226, filled(50)));
    Answer offer = lab.offer(discover(A).asking(224, 225, 226));
    assertThat(offer.option(DhcpOptions.OVERLOAD)).isEqualTo(3);
    assertThat(offer.reply().payload().slice(108, 110)).isEqualTo(Octets.of(225, 100));
    assertThat(offer.reply().payload().slice(44, 46)).isEqualTo(Octets.of(226, 50));
    assertThat(lab.omissions).isEmpty();
  }

  // Relay agent information is the last option of the options field, with and without overload.
  @Test
  @Tag("ENC-08")
  @Tag("ENC-09")
  void enc08RelayAgentInformation() {
    RelayAgentInformation relay =
        RelayAgentInformation.of(RelayAgentOptions.CIRCUIT_ID, filled(40));
    Ask ask = discover(A).option(DhcpOptions.RELAY_AGENT_INFORMATION, relay).asking(224, 1);
    assertThat(lab.offer(ask).codes()).endsWith(1, 82);
    lab.s1(s1 -> s1.option(224, filled(120)).option(225, filled(110)).alwaysSend(225)).restart();
    Answer overloaded = lab.offer(ask);
    assertThat(overloaded.has(225)).isTrue();
    assertThat(overloaded.codes()).contains(52).endsWith(82);
    assertThat(overloaded.option(DhcpOptions.RELAY_AGENT_INFORMATION)).isEqualTo(relay);
  }

  // Relay agent information makes way for what no reply can do without, and its loss is reported.
  @Test
  @Tag("ENC-10")
  void enc10NoRoomForRelayAgentInformation() {
    for (int length : new int[] {253, 295}) {
      Ask ask = discover(A).with(message -> message.option(61, filled(255))).raw(82, relay(length));
      Answer offer = lab.offer(ask.asking(1));
      assertThat(offer.codes()).containsExactly(53, 54, 51, 58, 59, 61, 1);
      assertThat(lab.omissions).containsExactly(new Omission(82, Reason.NO_ROOM));
      lab.omissions.clear();
    }
    Answer nak =
        lab.nak(
            selecting(A, "192.0.2.200")
                .with(message -> message.option(61, filled(255)))
                .raw(82, relay(100)));
    assertThat(nak.codes()).containsExactly(53, 54, 61);
    assertThat(lab.omissions)
        .containsExactly(new Omission(56, Reason.NO_ROOM), new Omission(82, Reason.NO_ROOM));
  }

  /** Returns relay agent information of so many octets. */
  private static int[] relay(int length) {
    return IntStream.concat(
            IntStream.concat(IntStream.of(1, 98), IntStream.generate(() -> 7).limit(98)),
            length == 100
                ? IntStream.empty()
                : IntStream.concat(
                    IntStream.of(2, length - 102), IntStream.generate(() -> 8).limit(length - 102)))
        .toArray();
  }

  // It does not push the message type out of its place either.
  @Test
  @Tag("ENC-10")
  @Tag("ENC-19")
  void enc10RelayAgentInformationThatFillsTheField() {
    Answer offer = lab.offer(discover(A).raw(82, relay(300)).asking(1));
    assertThat(offer.codes()).containsExactly(53, 54, 51, 58, 59, 1);
    assertThat(lab.omissions).containsExactly(new Omission(82, Reason.NO_ROOM));
  }

  // A DHCPNAK has no use for file and sname, even where its options are too long for their field.
  @Test
  @Tag("ENC-11")
  void enc11Nak() {
    Answer nak =
        lab.nak(
            selecting(A, "192.0.2.200")
                .with(message -> message.option(61, filled(100)))
                .raw(82, relay(190)));
    assertThat(nak.codes()).containsExactly(53, 54, 61, 82);
    assertThat(lab.omissions).containsExactly(new Omission(56, Reason.NO_ROOM));
  }

  // What the protocol needs stays; of the rest what the client wants least goes first, and whole.
  @Test
  @Tag("ENC-11")
  void enc11OrderOfPreference() {
    Ask ask =
        discover(A).relayed(Ask.SERVER).clientId(0, 'x').raw(82, 1, 1, 7).raw(118, 192, 0, 2, 0);
    lab.s1(
        s1 ->
            s1.serverName("server")
                .bootFileName("boot")
                .option(224, filled(140))
                .option(225, filled(140))
                .option(226, filled(70))
                .option(227, filled(20))
                .alwaysSend(227));
    assertThat(lab.offer(ask.asking(226, 224, 225)).codes())
        .containsExactly(53, 54, 51, 58, 59, 61, 118, 226, 224, 1, 227, 82);
    assertThat(lab.omissions).containsExactly(new Omission(225, Reason.NO_ROOM));
    lab.omissions.clear();
    assertThat(lab.offer(ask.asking(225, 224, 226)).codes())
        .containsExactly(53, 54, 51, 58, 59, 61, 118, 225, 226, 1, 227, 82);
    assertThat(lab.omissions).containsExactly(new Omission(224, Reason.NO_ROOM));
  }

  // A value of more than 255 octets is left out, unless the client shows that it joins pieces.
  @Test
  @Tag("ENC-12")
  @Tag("ENC-14")
  void enc14LongValue() {
    lab.s1(s1 -> s1.option(43, filled(300)));
    Answer without = lab.offer(big(discover(A)).asking(43, 1, 43));
    assertThat(without.has(43)).isFalse();
    assertThat(lab.omissions).containsExactly(new Omission(43, Reason.TOO_LONG));
    lab.omissions.clear();
    for (Ask joins :
        List.of(discover(A).asking(43, 119), discover(A).asking(43).raw(81, 0, 0, 0, 'a'))) {
      Answer with = lab.offer(big(joins));
      assertThat(with.message().options().raw(43)).contains(filled(300));
      assertThat(with.codes()).containsSubsequence(43, 43);
    }
    assertThat(lab.omissions).isEmpty();
  }

  // It is sent to any client where the configuration or the policy will have it so.
  @Test
  @Tag("ENC-14")
  void enc14LongValueByForce() {
    lab.s1(s1 -> s1.option(43, filled(300)).alwaysSend(43));
    assertThat(lab.offer(big(discover(A)).asking(1)).message().options().raw(43))
        .contains(filled(300));
    assertThat(lab.ack(big(inform(A, "192.0.2.200")).asking(43)).message().options().raw(43))
        .contains(filled(300));
    OptionSet options = OptionSet.builder().putRaw(43, filled(301)).build();
    Lab policy =
        new Lab()
            .engine(
                engine ->
                    engine.policy(request -> Verdict.grant(Terms.USUAL.withOptions(options))));
    assertThat(policy.offer(big(discover(A)).asking(1)).message().options().raw(43))
        .contains(filled(301));
  }

  private static Ask big(Ask ask) {
    return ask.option(DhcpOptions.DHCP_MAX_MSG_SIZE, 1500);
  }
}
