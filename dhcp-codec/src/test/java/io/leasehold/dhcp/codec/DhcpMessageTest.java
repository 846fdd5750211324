package io.leasehold.dhcp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.MessageType;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of {@link DhcpMessage} and its builder. */
class DhcpMessageTest {

  private static final HardwareAddress CLIENT = HardwareAddress.ethernet("02:00:00:00:00:0a");

  private static final DhcpMessage FULL =
      DhcpMessage.request()
          .hardwareAddress(CLIENT)
          .hops(1)
          .xid(0xcafe)
          .secs(7)
          .flags(0x8001)
          .ciaddr(Ipv4Address.parse("192.0.2.1"))
          .yiaddr(Ipv4Address.parse("192.0.2.2"))
          .siaddr(Ipv4Address.parse("192.0.2.3"))
          .giaddr(Ipv4Address.parse("192.0.2.4"))
          .sname(Octets.ofText("s"))
          .file(Octets.ofText("f"))
          .option(DhcpOptions.DHCP_MSG_TYPE, MessageType.DISCOVER)
          .option(224, Octets.of(1, 2))
          .build();

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("op -1: expected 0 to 255", builder -> builder.op(-1)),
        refusal("op 256: expected 0 to 255", builder -> builder.op(256)),
        refusal("hops 256: expected 0 to 255", builder -> builder.hops(256)),
        refusal("secs -1: expected 0 to 65535", builder -> builder.secs(-1)),
        refusal("secs 65536: expected 0 to 65535", builder -> builder.secs(65_536)),
        refusal("flags 65536: expected 0 to 65535", builder -> builder.flags(65_536)),
        refusal("htype 256: expected 0 to 255", builder -> builder.hardware(256, 6, Octets.EMPTY)),
        refusal("hlen -1: expected 0 to 255", builder -> builder.hardware(1, -1, Octets.EMPTY)),
        refusal(
            "expected at most 16 octets, found 17",
            builder -> builder.hardware(1, 6, Octets.wrap(new byte[17]))),
        refusal(
            "expected at most 64 octets, found 65",
            builder -> builder.sname(Octets.wrap(new byte[65]))),
        refusal(
            "expected at most 128 octets, found 129",
            builder -> builder.file(Octets.wrap(new byte[129]))),
        refusal("option code 0", builder -> builder.option(0, Octets.EMPTY)),
        refusal(
            "MTU Interface (26), value \"-1\"",
            builder -> builder.option(DhcpOptions.MTU_INTERFACE, -1)));
  }

  private static Arguments refusal(String message, Consumer<DhcpMessage.Builder> call) {
    return Arguments.arguments(message, call);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatAFieldCannotHoldIsRefused(String message, Consumer<DhcpMessage.Builder> call) {
    // The refusal names the field, and the value or its length.
    assertThatIllegalArgumentException()
        .isThrownBy(() -> call.accept(DhcpMessage.request()))
        .withMessageContaining(message);
  }

  @Test
  void nullIsRefusedByName() {
    // A missing address is named where it is given, not where the message is written.
    assertThatNullPointerException()
        .isThrownBy(() -> DhcpMessage.request().giaddr(null))
        .withMessage("giaddr");
    assertThatNullPointerException()
        .isThrownBy(() -> DhcpMessage.request().options(null))
        .withMessage("options");
  }

  static Stream<UnaryOperator<DhcpMessage.Builder>> changes() {
    Ipv4Address other = Ipv4Address.parse("203.0.113.1");
    return Stream.of(
        builder -> builder.op(2),
        builder -> builder.hardware(2, 6, CLIENT.octets()),
        builder -> builder.hardware(1, 5, CLIENT.octets()),
        builder -> builder.hardware(1, 6, Octets.of(2)),
        builder -> builder.hops(2),
        builder -> builder.xid(1),
        builder -> builder.secs(1),
        builder -> builder.flags(1),
        builder -> builder.ciaddr(other),
        builder -> builder.yiaddr(other),
        builder -> builder.siaddr(other),
        builder -> builder.giaddr(other),
        builder -> builder.sname(Octets.ofText("x")),
        builder -> builder.file(Octets.ofText("x")),
        builder -> builder.options(OptionSet.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aMessageDiffersInEveryField(UnaryOperator<DhcpMessage.Builder> change) {
    // Each field is copied by toBuilder and counts in equals.
    DhcpMessage same = FULL.toBuilder().build();
    DhcpMessage changed = change.apply(FULL.toBuilder()).build();

    assertThat(same).isEqualTo(FULL).hasSameHashCodeAs(FULL).hasToString(FULL.toString());
    assertThat(changed).isNotEqualTo(FULL);
  }

  @Test
  void aBuiltMessageDoesNotChange() {
    // The builder can go on without touching the message that it has made.
    DhcpMessage.Builder builder = FULL.toBuilder();
    DhcpMessage before = builder.build();
    builder.xid(0).option(224, Octets.EMPTY);

    assertThat(before).isEqualTo(FULL);
  }

  @Test
  void textShowsTheTypeAndWhatIsNotZero() {
    // One line has everything that a log needs; zero fields are left out.
    assertThat(FULL)
        .hasToString(
            "DISCOVER xid=0000cafe chaddr=02:00:00:00:00:0a hops=1 secs=7 flags=8001"
                + " ciaddr=192.0.2.1 yiaddr=192.0.2.2 siaddr=192.0.2.3 giaddr=192.0.2.4"
                + " sname=\"s\" file=\"f\" options={53=DISCOVER, 224=0102}");
    assertThat(DhcpMessage.request().build())
        .hasToString("BOOTP xid=00000000 chaddr=[0] options={}");
    assertThat(DhcpMessage.reply().build())
        .hasToString("BOOTREPLY xid=00000000 chaddr=[0] options={}");
  }

  @Test
  void broadcastIsTheHighestFlagOnly() {
    // Setting and clearing it leaves the reserved flags as they are.
    DhcpMessage broadcast = DhcpMessage.request().flags(0x7fff).broadcast(true).build();

    assertThat(broadcast.flags()).isEqualTo(0xffff);
    assertThat(broadcast.isBroadcast()).isTrue();
    assertThat(broadcast.toBuilder().broadcast(false).build().flags()).isEqualTo(0x7fff);
    assertThat(broadcast.toBuilder().broadcast(false).build().isBroadcast()).isFalse();
  }

  @Test
  void hardwareAddressHasHlenOctets() {
    // Zeros at the end of chaddr belong to the address as far as hlen goes, and not beyond.
    Octets octets = Octets.parse("02000000aa00");

    assertThat(hardwareAddress(6, octets).octets()).isEqualTo(octets);
    assertThat(hardwareAddress(3, octets).octets()).hasToString("020000");
    assertThat(hardwareAddress(8, octets).octets()).hasToString("02000000aa000000");
    assertThat(hardwareAddress(0, octets).octets()).isEqualTo(Octets.EMPTY);
    assertThat(hardwareAddress(255, octets).octets().length()).isEqualTo(16);
  }

  private static HardwareAddress hardwareAddress(int hlen, Octets chaddr) {
    return DhcpMessage.request().hardware(1, hlen, chaddr).build().hardwareAddress();
  }

  @Test
  void zerosAtTheEndOfNamesAreNoPartOfThem() {
    // The fields are filled up with zeros on the wire, so that with and without is the same.
    DhcpMessage padded =
        DhcpMessage.request()
            .sname(Octets.of('s', 0, 0))
            .file(Octets.wrap(new byte[DhcpMessage.FILE_LENGTH]))
            .build();

    assertThat(padded).isEqualTo(DhcpMessage.request().sname(Octets.ofText("s")).build());
    assertThat(padded.file()).isEqualTo(Octets.EMPTY);
  }

  @Test
  void anUnknownMessageTypeIsNone() {
    // A number that no RFC has given a meaning stays in the options and gives no type.
    DhcpMessage unknown = DhcpMessage.request().option(53, Octets.of(19)).build();

    assertThat(unknown.messageType()).isEmpty();
    assertThat(unknown.options().contains(DhcpOptions.DHCP_MSG_TYPE)).isTrue();
    assertThat(FULL.messageType()).contains(MessageType.DISCOVER);
  }
}
