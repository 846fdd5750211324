package io.leasehold.dhcp.benchmarks.peers;

import io.leasehold.dhcp.benchmarks.codec.AckValues;
import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import java.net.InetAddress;
import org.dhcp4java.DHCPBadPacketException;
import org.dhcp4java.DHCPConstants;
import org.dhcp4java.DHCPOption;
import org.dhcp4java.DHCPPacket;

/**
 * dhcp4java: lists of codes and client identifiers are octets, sub-options of 82 a map of texts.
 */
public final class Dhcp4JavaPeer implements CodecPeer {

  private final byte[] chaddr = AckValues.chaddr();
  private final byte[] clientIdentifier = AckValues.clientIdentifier();
  private final InetAddress[] routers = {AckValues.SERVER};
  private final InetAddress[] timeServers = {AckValues.TIME_SERVER};
  private final InetAddress[] nameServers = {AckValues.NAME_SERVER, AckValues.SECOND_NAME_SERVER};
  private final InetAddress[] logServers = {AckValues.LOG_SERVER};
  private final InetAddress[] ntpServers = {AckValues.NTP_SERVER, AckValues.SECOND_NTP_SERVER};
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

  @Override
  public Object composeAck() {
    DHCPPacket reply = new DHCPPacket();
    reply.setOp(DHCPConstants.BOOTREPLY);
    reply.setHtype(DHCPConstants.HTYPE_ETHER);
    reply.setHlen((byte) chaddr.length);
    reply.setChaddr(chaddr);
    reply.setXid(AckValues.XID);
    reply.setYiaddr(AckValues.YIADDR);
    reply.setSiaddr(AckValues.SIADDR);
    reply.setDHCPMessageType(DHCPConstants.DHCPACK);
    reply.setOptionAsInetAddress(DHCPConstants.DHO_DHCP_SERVER_IDENTIFIER, AckValues.SERVER);
    reply.setOptionAsInt(DHCPConstants.DHO_DHCP_LEASE_TIME, AckValues.LEASE_TIME);
    reply.setOptionAsInt(DHCPConstants.DHO_DHCP_RENEWAL_TIME, AckValues.RENEWAL_TIME);
    reply.setOptionAsInt(DHCPConstants.DHO_DHCP_REBINDING_TIME, AckValues.REBINDING_TIME);
    reply.setOptionAsInetAddress(DHCPConstants.DHO_SUBNET_MASK, AckValues.SUBNET_MASK);
    reply.setOptionAsInetAddress(DHCPConstants.DHO_BROADCAST_ADDRESS, AckValues.BROADCAST);
    reply.setOptionAsInt(DHCPConstants.DHO_TIME_OFFSET, AckValues.TIME_OFFSET);
    reply.setOptionAsInetAddresses(DHCPConstants.DHO_ROUTERS, routers);
    reply.setOptionAsInetAddresses(DHCPConstants.DHO_TIME_SERVERS, timeServers);
    reply.setOptionAsInetAddresses(DHCPConstants.DHO_DOMAIN_NAME_SERVERS, nameServers);
    reply.setOptionAsInetAddresses(DHCPConstants.DHO_LOG_SERVERS, logServers);
    reply.setOptionAsInetAddresses(DHCPConstants.DHO_NTP_SERVERS, ntpServers);
    reply.setOptionAsString(DHCPConstants.DHO_HOST_NAME, AckValues.HOST_NAME);
    reply.setOptionAsString(DHCPConstants.DHO_DOMAIN_NAME, AckValues.DOMAIN_NAME);
    reply.setOptionAsShort(DHCPConstants.DHO_INTERFACE_MTU, AckValues.MTU);
    reply.setOptionAsString(DHCPConstants.DHO_ROOT_PATH, AckValues.ROOT_PATH);
    reply.setOptionAsString(DHCPConstants.DHO_TFTP_SERVER, AckValues.SERVER_NAME);
    reply.setOptionAsString(DHCPConstants.DHO_BOOTFILE, AckValues.BOOTFILE_NAME);
    reply.setOptionRaw(DHCPConstants.DHO_DHCP_CLIENT_IDENTIFIER, clientIdentifier);
    return reply.serialize();
  }
}
