package io.leasehold.dhcp.benchmarks.peers;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import org.dhcp4java.DHCPBadPacketException;
import org.dhcp4java.DHCPConstants;
import org.dhcp4java.DHCPOption;
import org.dhcp4java.DHCPPacket;

/**
 * dhcp4java: lists of codes and client identifiers are octets, sub-options of 82 a map of texts.
 */
public final class Dhcp4JavaPeer implements CodecPeer {

  private byte[] datagram;
  private DHCPPacket message;

  /** For the loader. */
  public Dhcp4JavaPeer() {}

  @Override
  public void prepare(byte[] datagram) throws DHCPBadPacketException {
    this.datagram = datagram;
    message = decode();
  }

  private DHCPPacket decode() throws DHCPBadPacketException {
    return DHCPPacket.getPacket(datagram, 0, datagram.length, true);
  }

  @Override
  public void readDiscover(Sink sink) throws DHCPBadPacketException {
    DHCPPacket decoded = decode();
    sink.take(decoded.getDHCPMessageType().longValue());
    sink.take(decoded.getOptionAsInetAddr(DHCPConstants.DHO_DHCP_REQUESTED_ADDRESS));
    sink.take(decoded.getOptionAsInteger(DHCPConstants.DHO_DHCP_LEASE_TIME).longValue());
    sink.take(decoded.getOptionAsBytes(DHCPConstants.DHO_DHCP_PARAMETER_REQUEST_LIST));
    sink.take(decoded.getOptionAsString(DHCPConstants.DHO_HOST_NAME));
  }

  @Override
  public void readAck(Sink sink) throws DHCPBadPacketException {
    DHCPPacket decoded = decode();
    sink.take(decoded.getDHCPMessageType().longValue());
    sink.take(decoded.getOptionAsInteger(DHCPConstants.DHO_DHCP_LEASE_TIME).longValue());
    sink.take(decoded.getOptionAsInetAddr(DHCPConstants.DHO_SUBNET_MASK));
    sink.take(decoded.getOptionAsInetAddrs(DHCPConstants.DHO_DOMAIN_NAME_SERVERS));
    sink.take(decoded.getOptionAsString(DHCPConstants.DHO_DOMAIN_NAME));
  }

  @Override
  public void readRelayedRequest(Sink sink) throws DHCPBadPacketException {
    DHCPPacket decoded = decode();
    sink.take(decoded.getDHCPMessageType().longValue());
    sink.take(decoded.getOptionAsInetAddr(DHCPConstants.DHO_DHCP_REQUESTED_ADDRESS));
    sink.take(decoded.getOptionAsInetAddr(DHCPConstants.DHO_DHCP_SERVER_IDENTIFIER));
    sink.take(decoded.getOptionRaw(DHCPConstants.DHO_DHCP_CLIENT_IDENTIFIER));
    byte[] information = decoded.getOptionRaw(DHCPConstants.DHO_DHCP_AGENT_OPTIONS);
    sink.take(DHCPOption.agentOptionsToMap(information).get((byte) 1));
  }

  @Override
  public Object encode() {
    return message.serialize();
  }
}
