package io.leasehold.dhcp.testkit.conformance;

import static io.leasehold.dhcp.testkit.conformance.Ask.A;
import static io.leasehold.dhcp.testkit.conformance.Ask.B;
import static io.leasehold.dhcp.testkit.conformance.Ask.discover;
import static io.leasehold.dhcp.testkit.conformance.Ask.initReboot;
import static io.leasehold.dhcp.testkit.conformance.Ask.selecting;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.ClientIdentifier;
import io.leasehold.dhcp.server.SilenceReason;
import io.leasehold.dhcp.server.store.ClientKey;
import io.leasehold.dhcp.testkit.conformance.Lab.Answer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the engine makes of options that are broken, odd or unknown: RFC 2132, RFC 3396. */
class ReceivedOptionsTest {

  private final Lab lab = new Lab();

  /** Puts octets behind the options, in the place of END and of all that follows it. */
  private static Ask followedBy(Ask ask, Octets more) {
    return ask.damaged(
        octets -> {
          Octets used = octets.withoutTrailingZeros();
          return used.slice(0, used.length() - 1).concat(more);
        });
  }

  private static Ask followedBy(Ask ask, int... more) {
    return followedBy(ask, Octets.of(more));
  }

  private static Ask typeless() {
    return discover(A).without(DhcpOptions.DHCP_MSG_TYPE);
  }

  // An option that is cut off costs itself alone, unless it is the message type.
  @Test
  @Tag("DEC-04")
  @Tag("DEC-05")
  void dec04CutOff() {
    for (int[] fragment : new int[][] {{50}, {50, 4}, {50, 4, 192, 0, 2}}) {
      assertThat(lab.offer(followedBy(discover(A), fragment)).yiaddr()).isEqualTo("192.0.2.10");
    }
    for (int[] fragment : new int[][] {{53}, {53, 1}, {53, 2, 1}}) {
      assertThat(lab.silence(followedBy(typeless(), fragment))).isEqualTo(SilenceReason.BOOTP);
    }
  }

  // Two message types are none, even where both are the same.
  @Test
  @Tag("DEC-08")
  void dec08TypeTwice() {
    assertThat(lab.silence(followedBy(discover(A), 53, 1, 1, 255)))
        .isEqualTo(SilenceReason.INVALID_MESSAGE_TYPE);
  }

  // Two requested addresses are none, even where both are the same.
  @Test
  @Tag("DEC-09")
  void dec09AddressTwice() {
    int[] again = {50, 4, 192, 0, 2, 15, 255};
    assertThat(lab.offer(discover(A).wanting("192.0.2.15")).yiaddr()).isEqualTo("192.0.2.15");
    assertThat(lab.offer(followedBy(discover(B).wanting("192.0.2.15"), again)).yiaddr())
        .isEqualTo("192.0.2.10");
    assertThat(
            lab.nak(followedBy(initReboot(A, "192.0.2.15"), again))
                .option(DhcpOptions.DHCP_MESSAGE))
        .isEqualTo("neither address request (50) nor ciaddr");
  }

  // A message without a type comes from a BOOTP client, which is not served.
  @Test
  @Tag("DEC-17")
  void dec17Bootp() {
    assertThat(lab.silence(typeless())).isEqualTo(SilenceReason.BOOTP);
  }

  // A message type has one octet.
  @Test
  @Tag("DEC-18")
  void dec18TypeLength() {
    for (int[] type : new int[][] {{}, {1, 0}, {1, 1, 1}}) {
      assertThat(lab.silence(discover(A).raw(53, type)))
          .isEqualTo(SilenceReason.INVALID_MESSAGE_TYPE);
    }
  }

  // A number that is no message type meets silence.
  @Test
  @Tag("DEC-19")
  void dec19UnknownType() {
    IntStream.concat(IntStream.of(0), IntStream.rangeClosed(19, 255))
        .forEach(
            type ->
                assertThat(lab.silence(discover(A).raw(53, type)))
                    .isEqualTo(SilenceReason.INVALID_MESSAGE_TYPE));
  }

  // What only servers send meets silence.
  @Test
  @Tag("DEC-20")
  void dec20ServerTypes() {
    for (int type : new int[] {2, 5, 6, 9, 11, 12, 13, 15, 17}) {
      assertThat(lab.silence(discover(A).raw(53, type))).isEqualTo(SilenceReason.SERVER_MESSAGE);
    }
  }

  // NULs at the end of a name are no part of it.
  @Test
  @Tag("DEC-21")
  void dec21Nul() {
    lab.ack(selecting(A, "192.0.2.10").raw(12, 'p', 'c', '1', 0, 0));
    assertThat(lab.stored("192.0.2.10").orElseThrow().hostName()).contains("pc1");
  }

  // An option that nobody knows changes nothing and does not come back, even if it is asked for.
  @Test
  @Tag("DEC-22")
  void dec22UnknownOption() {
    Answer plain = lab.offer(discover(A).asking(1, 230));
    Answer odd = lab.offer(discover(A).asking(1, 230).raw(230, 1, 2, 3));
    assertThat(odd.message()).isEqualTo(plain.message());
    assertThat(odd.has(230)).isFalse();
  }

  // An option of the wrong length is as good as absent; only 54 still names a server.
  @Test
  @Tag("DEC-23")
  void dec23WrongLength() {
    for (int code : new int[] {50, 51, 57, 116, 118}) {
      Answer offer = lab.offer(discover(A).raw(code, 1, 0, 1));
      assertThat(offer.yiaddr()).isEqualTo("192.0.2.10");
      assertThat(offer.option(DhcpOptions.ADDRESS_TIME)).isEqualTo(Lab.LEASE);
      assertThat(offer.has(118)).isFalse();
    }
    assertThat(lab.silence(selecting(A, "192.0.2.10").raw(54, 192, 0, 2)))
        .isEqualTo(SilenceReason.OTHER_SERVER);
  }

  // What makes no sense in a list of requested options is passed over.
  @Test
  @Tag("DEC-24")
  void dec24OddRequests() {
    Answer offer = lab.offer(discover(A).asking(0, 6, 255, 6, 230, 15, 6, 0));
    assertThat(offer.codes()).containsExactly(53, 54, 51, 58, 59, 6, 15, 1);
    assertThat(lab.offer(discover(A).raw(55)).codes())
        .containsExactlyElementsOf(lab.offer(discover(A)).codes());
  }

  // A host name without octets is none, and the message is answered.
  @Test
  @Tag("DEC-25")
  void dec25EmptyHostName() {
    lab.ack(selecting(A, "192.0.2.10").raw(12));
    assertThat(lab.stored("192.0.2.10").orElseThrow().hostName()).isEmpty();
  }

  // A client identifier of less than two octets is none.
  @Test
  @Tag("DEC-26")
  void dec26ShortIdentifier() {
    HardwareAddress none = new HardwareAddress(1, Octets.EMPTY);
    for (int[] octets : new int[][] {{}, {1}}) {
      assertThat(lab.ack(selecting(A, "192.0.2.10").raw(61, octets)).has(61)).isFalse();
      assertThat(lab.isBound("192.0.2.10", A)).isTrue();
      assertThat(lab.stored("192.0.2.10").orElseThrow().clientIdentifier()).isEmpty();
      assertThat(lab.silence(discover(none).raw(61, octets)))
          .isEqualTo(SilenceReason.UNIDENTIFIED_CLIENT);
    }
  }

  // A client identifier is taken whole up to 255 octets, in pieces too; a longer one is none.
  @Test
  @Tag("DEC-27")
  void dec27LongIdentifier() {
    for (int length : new int[] {2, 255}) {
      Octets identifier = octets(length);
      String address = "192.0.2." + (length == 2 ? 11 : 12);
      Answer ack = lab.ack(selecting(A, address).with(m -> m.option(61, identifier)));
      assertThat(ack.message().options().raw(61)).contains(identifier);
      assertThat(lab.store.findByClient(ClientKey.of(new ClientIdentifier(identifier)))).hasSize(1);
    }
    Octets second = Octets.of(61, 155).concat(octets(255).slice(100, 255)).concat(Octets.of(255));
    Ask inPieces = discover(B).with(m -> m.option(61, octets(255).slice(0, 100)));
    assertThat(lab.offer(followedBy(inPieces, second)).yiaddr()).isEqualTo("192.0.2.12");
    assertThat(lab.silence(discover(A).with(m -> m.option(61, octets(256)))))
        .isEqualTo(SilenceReason.MALFORMED);
  }

  private static Octets octets(int length) {
    byte[] octets = new byte[length];
    for (int i = 0; i < length; i++) {
      octets[i] = (byte) i;
    }
    return Octets.wrap(octets);
  }
}
