package io.leasehold.dhcp.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.benchmarks.codec.AckValues;
import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.onlab.packet.DHCP;
import org.onlab.packet.DHCP.DHCPOptionCode;
import org.onlab.packet.DHCP.MsgType;
import org.onlab.packet.DeserializationException;
import org.onlab.packet.Deserializer;
import org.onlab.packet.dhcp.DhcpOption;
import org.onlab.packet.dhcp.DhcpRelayAgentOption;

/** ONOS: message type and relay agent information have a type, all other options are octets. */
public final class OnosPeer implements CodecPeer {

  private static final byte CIRCUIT_ID = 1;

  private final Deserializer<DHCP> deserializer = DHCP.deserializer();
  private final byte[] chaddr = AckValues.chaddr();
  private final int yiaddr = bits(AckValues.YIADDR);
  private final int siaddr = bits(AckValues.SIADDR);
  private final List<Value> ackValues = ackValues();
  private byte[] datagram;
  private DHCP message;

  /** For the loader. */
  public OnosPeer() {}

  @Override
  public void prepare(byte[] datagram) throws DeserializationException {
    this.datagram = datagram;
    message = decode();
  }

  private DHCP decode() throws DeserializationException {
    return deserializer.deserialize(datagram, 0, datagram.length);
  }

  @Override
  public void readDiscover(Sink sink) throws DeserializationException {
    DHCP decoded = decode();
    sink.take(decoded.getPacketType().getValue());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_RequestedIP).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_LeaseTime).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_RequestedParameters).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_HostName).getData());
  }

  @Override
  public void readAck(Sink sink) throws DeserializationException {
    DHCP decoded = decode();
    sink.take(decoded.getPacketType().getValue());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_LeaseTime).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_SubnetMask).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_DomainServer).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_DomainName).getData());
  }

  @Override
  public void readRelayedRequest(Sink sink) throws DeserializationException {
    DHCP decoded = decode();
    sink.take(decoded.getPacketType().getValue());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_RequestedIP).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_DHCPServerIp).getData());
    sink.take(decoded.getOption(DHCPOptionCode.OptionCode_ClientID).getData());
    DhcpRelayAgentOption information =
        (DhcpRelayAgentOption) decoded.getOption(DHCPOptionCode.OptionCode_CircuitID);
    sink.take(information.getSubOption(CIRCUIT_ID).getData());
  }

  @Override
  public Object encode() {
    return message.serialize();
  }

  @Override
  public Object composeAck() {
    List<DhcpOption> options = new ArrayList<>();
    for (Value value : ackValues) {
      options.add(
          new DhcpOption()
              .setCode(value.code)
              .setLength((byte) value.octets.length)
              .setData(value.octets));
    }
    options.add(new DhcpOption().setCode(DHCPOptionCode.OptionCode_END.getValue()));
    DHCP reply = new DHCP();
    reply
        .setOpCode(DHCP.OPCODE_REPLY)
        .setHardwareType(DHCP.HWTYPE_ETHERNET)
        .setHardwareAddressLength((byte) chaddr.length)
        .setClientHardwareAddress(chaddr)
        .setTransactionId(AckValues.XID)
        .setYourIPAddress(yiaddr)
        .setServerIPAddress(siaddr)
        .setOptions(options);
    return reply.serialize();
  }

  private static List<Value> ackValues() {
    return List.of(
        number(53, 1, MsgType.DHCPACK.getValue()),
        addresses(54, AckValues.SERVER),
        number(51, 4, AckValues.LEASE_TIME),
        number(58, 4, AckValues.RENEWAL_TIME),
        number(59, 4, AckValues.REBINDING_TIME),
        addresses(1, AckValues.SUBNET_MASK),
        addresses(28, AckValues.BROADCAST),
        number(2, 4, AckValues.TIME_OFFSET),
        addresses(3, AckValues.SERVER),
        addresses(4, AckValues.TIME_SERVER),
        addresses(6, AckValues.NAME_SERVER, AckValues.SECOND_NAME_SERVER),
        addresses(7, AckValues.LOG_SERVER),
        addresses(42, AckValues.NTP_SERVER, AckValues.SECOND_NTP_SERVER),
        text(12, AckValues.HOST_NAME),
        text(15, AckValues.DOMAIN_NAME),
        number(26, 2, AckValues.MTU),
        text(17, AckValues.ROOT_PATH),
        text(66, AckValues.SERVER_NAME),
        text(67, AckValues.BOOTFILE_NAME),
        new Value((byte) 61, AckValues.clientIdentifier()));
  }

  private static Value number(int code, int length, int value) {
    byte[] octets = ByteBuffer.allocate(4).putInt(value).array();
    return new Value((byte) code, Arrays.copyOfRange(octets, 4 - length, 4));
  }

  private static Value addresses(int code, Inet4Address... addresses) {
    ByteBuffer octets = ByteBuffer.allocate(4 * addresses.length);
    for (Inet4Address address : addresses) {
      octets.put(address.getAddress());
    }
    return new Value((byte) code, octets.array());
  }

  private static Value text(int code, String text) {
    return new Value((byte) code, text.getBytes(UTF_8));
  }

  private static int bits(Inet4Address address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  /** An option as it is given to ONOS. */
  private record Value(byte code, byte[] octets) {}
}
