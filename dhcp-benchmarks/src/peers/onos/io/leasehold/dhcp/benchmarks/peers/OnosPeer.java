package io.leasehold.dhcp.benchmarks.peers;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import org.onlab.packet.DHCP;
import org.onlab.packet.DHCP.DHCPOptionCode;
import org.onlab.packet.DeserializationException;
import org.onlab.packet.Deserializer;
import org.onlab.packet.dhcp.DhcpRelayAgentOption;

/** ONOS: message type and relay agent information have a type, all other options are octets. */
public final class OnosPeer implements CodecPeer {

  private static final byte CIRCUIT_ID = 1;

  private final Deserializer<DHCP> deserializer = DHCP.deserializer();
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
}
