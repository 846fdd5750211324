package io.leasehold.dhcp.testkit.properties;

import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.value.MessageType;
import io.leasehold.dhcp.server.transport.Arrival;
import io.leasehold.dhcp.server.transport.InboundDatagram;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A message that a machine sends.
 *
 * @param time the lease time that it asks for
 * @param noise what stands in the place of its options; empty for what belongs there
 */
record Message(
    Kind kind, Machine machine, Place place, Target target, Optional<Duration> time, Octets noise) {

  /** What a machine can say. */
  enum Kind {
    DISCOVER,
    RAPID_DISCOVER,
    SELECT,
    SELECT_OTHER_SERVER,
    REBOOT,
    RENEW,
    REBIND,
    INCOMPLETE_REQUEST,
    DECLINE,
    RELEASE,
    RELEASE_TO_OTHER_SERVER,
    INFORM,
    BOOTP,
    NOISE
  }

  /** An address that is known when the message is sent. */
  record Target(Sort sort, int number) {

    /** Where it is taken from; where there is none, it is one of the addresses by number. */
    enum Sort {
      OFFERED,
      OFFERED_TO_ANOTHER,
      LEASED,
      LEASED_TO_ANOTHER,
      BY_NUMBER
    }

    private static final int HOSTS = 8;

    /** Returns the address by number: the first eight of each subnet from host 8 on. */
    Ipv4Address byNumber() {
      return Setup.NETWORKS.get(number / HOSTS).address().plus(8 + number % HOSTS);
    }

    static int count() {
      return Setup.NETWORKS.size() * HOSTS;
    }

    @Override
    public String toString() {
      return sort == Sort.BY_NUMBER ? byNumber().toString() : sort + " or " + byNumber();
    }
  }

  private static final Ipv4Address OTHER_SERVER = Ipv4Address.parse("192.0.2.2");
  private static final int HEADER = 240;

  static Message of(Kind kind, Machine machine, Place place, Target target) {
    return new Message(kind, machine, place, target, Optional.empty(), Octets.EMPTY);
  }

  /** Returns the message where its target is {@code address}. */
  InboundDatagram datagram(Ipv4Address address) {
    DhcpMessage.Builder message = DhcpMessage.request().xid(machine.name().hashCode());
    machine
        .identity()
        .hardware()
        .ifPresentOrElse(message::hardwareAddress, () -> message.hardware(1, 0, Octets.EMPTY));
    machine.identity().identifier().ifPresent(it -> message.option(DhcpOptions.CLIENT_ID, it));
    time.ifPresent(it -> message.option(DhcpOptions.ADDRESS_TIME, it));
    boolean direct = kind == Kind.RENEW || kind == Kind.RELEASE || kind == Kind.INFORM;
    if (!direct && place != Place.DIRECT) {
      message.giaddr(place.giaddr()).hops(1);
    }
    message.option(DhcpOptions.PARAMETER_LIST, List.of(1, 3, 6, 15, 51, 58, 59));
    fill(message, address);
    Octets payload = DhcpCodec.encode(message.build());
    return new InboundDatagram(
        noise.isEmpty() ? payload : payload.slice(0, HEADER).concat(noise),
        direct ? address : message.build().giaddr(),
        direct || place == Place.DIRECT ? 68 : 67,
        new Arrival("if0", Place.SERVER, direct || place != Place.DIRECT));
  }

  private void fill(DhcpMessage.Builder message, Ipv4Address address) {
    switch (kind) {
      case DISCOVER -> type(message, MessageType.DISCOVER).option(50, address.octets());
      case RAPID_DISCOVER ->
          type(message, MessageType.DISCOVER).option(DhcpOptions.RAPID_COMMIT.code(), Octets.EMPTY);
      case SELECT ->
          type(message, MessageType.REQUEST)
              .option(50, address.octets())
              .option(54, Place.SERVER.octets());
      case SELECT_OTHER_SERVER ->
          type(message, MessageType.REQUEST)
              .option(50, address.octets())
              .option(54, OTHER_SERVER.octets());
      case REBOOT -> type(message, MessageType.REQUEST).option(50, address.octets());
      case RENEW, REBIND, NOISE -> type(message, MessageType.REQUEST).ciaddr(address);
      case INCOMPLETE_REQUEST -> type(message, MessageType.REQUEST);
      case DECLINE ->
          type(message, MessageType.DECLINE)
              .option(50, address.octets())
              .option(54, Place.SERVER.octets());
      case RELEASE ->
          type(message, MessageType.RELEASE).ciaddr(address).option(54, Place.SERVER.octets());
      case RELEASE_TO_OTHER_SERVER ->
          type(message, MessageType.RELEASE).ciaddr(address).option(54, OTHER_SERVER.octets());
      case INFORM -> type(message, MessageType.INFORM).ciaddr(address);
      case BOOTP -> {
        // Nothing but the header says what it is.
      }
    }
  }

  private static DhcpMessage.Builder type(DhcpMessage.Builder message, MessageType type) {
    return message.option(DhcpOptions.DHCP_MSG_TYPE, type);
  }

  @Override
  public String toString() {
    return kind
        + " of "
        + target
        + " by "
        + machine
        + " at "
        + place
        + time.map(it -> " for " + it.toSeconds() + " s").orElse("")
        + (noise.isEmpty() ? "" : " with options " + noise);
  }
}
