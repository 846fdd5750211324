package io.leasehold.dhcp.benchmarks.peers;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.directory.server.dhcp.DhcpException;
import org.apache.directory.server.dhcp.io.DhcpMessageDecoder;
import org.apache.directory.server.dhcp.io.DhcpMessageEncoder;
import org.apache.directory.server.dhcp.messages.DhcpMessage;
import org.apache.directory.server.dhcp.options.OptionsField;
import org.apache.directory.server.dhcp.options.dhcp.ClientIdentifier;
import org.apache.directory.server.dhcp.options.dhcp.IpAddressLeaseTime;
import org.apache.directory.server.dhcp.options.dhcp.ParameterRequestList;
import org.apache.directory.server.dhcp.options.dhcp.RelayAgentInformation;
import org.apache.directory.server.dhcp.options.dhcp.RequestedIpAddress;
import org.apache.directory.server.dhcp.options.dhcp.ServerIdentifier;
import org.apache.directory.server.dhcp.options.vendor.DomainName;
import org.apache.directory.server.dhcp.options.vendor.DomainNameServers;
import org.apache.directory.server.dhcp.options.vendor.HostName;
import org.apache.directory.server.dhcp.options.vendor.SubnetMask;

/** dhcp4j: lists of codes, client identifiers and relay agent information are octets. */
public final class Dhcp4jPeer implements CodecPeer {

  private final DhcpMessageDecoder decoder = new DhcpMessageDecoder();
  private final DhcpMessageEncoder encoder = new DhcpMessageEncoder();
  private final ByteBuffer out = ByteBuffer.allocate(1500);
  private ByteBuffer datagram;
  private DhcpMessage message;

  /** For the loader. */
  public Dhcp4jPeer() {}

  @Override
  public void prepare(byte[] datagram) throws DhcpException, IOException {
    this.datagram = ByteBuffer.wrap(datagram);
    message = decode();
  }

  private DhcpMessage decode() throws DhcpException, IOException {
    return decoder.decode(datagram.rewind());
  }

  @Override
  public void readDiscover(Sink sink) throws DhcpException, IOException {
    DhcpMessage decoded = decode();
    OptionsField options = decoded.getOptions();
    sink.take(decoded.getMessageType().getCode());
    sink.take(options.getAddressOption(RequestedIpAddress.class));
    sink.take(options.getIntOption(IpAddressLeaseTime.class));
    sink.take(options.getOption(ParameterRequestList.class));
    sink.take(options.getStringOption(HostName.class));
  }

  @Override
  public void readAck(Sink sink) throws DhcpException, IOException {
    DhcpMessage decoded = decode();
    OptionsField options = decoded.getOptions();
    sink.take(decoded.getMessageType().getCode());
    sink.take(options.getIntOption(IpAddressLeaseTime.class));
    sink.take(options.getAddressOption(SubnetMask.class));
    sink.take(options.getAddressListOption(DomainNameServers.class));
    sink.take(options.getStringOption(DomainName.class));
  }

  @Override
  public void readRelayedRequest(Sink sink) throws DhcpException, IOException {
    DhcpMessage decoded = decode();
    OptionsField options = decoded.getOptions();
    sink.take(decoded.getMessageType().getCode());
    sink.take(options.getAddressOption(RequestedIpAddress.class));
    sink.take(options.getAddressOption(ServerIdentifier.class));
    sink.take(options.getOption(ClientIdentifier.class));
    // The packet's first sub-option is the circuit identifier.
    byte[] information = options.getOption(RelayAgentInformation.class);
    sink.take(Arrays.copyOfRange(information, 2, 2 + information[1]));
  }

  @Override
  public Object encode() throws IOException {
    encoder.encode(out.clear(), message);
    return out;
  }
}
