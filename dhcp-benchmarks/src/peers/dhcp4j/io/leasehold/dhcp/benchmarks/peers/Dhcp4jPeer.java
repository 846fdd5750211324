package io.leasehold.dhcp.benchmarks.peers;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leasehold.dhcp.benchmarks.codec.AckValues;
import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.directory.server.dhcp.DhcpException;
import org.apache.directory.server.dhcp.io.DhcpMessageDecoder;
import org.apache.directory.server.dhcp.io.DhcpMessageEncoder;
import org.apache.directory.server.dhcp.messages.DhcpMessage;
import org.apache.directory.server.dhcp.messages.HardwareAddress;
import org.apache.directory.server.dhcp.messages.MessageType;
import org.apache.directory.server.dhcp.options.AddressListOption;
import org.apache.directory.server.dhcp.options.AddressOption;
import org.apache.directory.server.dhcp.options.DhcpOption;
import org.apache.directory.server.dhcp.options.IntOption;
import org.apache.directory.server.dhcp.options.OptionsField;
import org.apache.directory.server.dhcp.options.StringOption;
import org.apache.directory.server.dhcp.options.dhcp.BootfileName;
import org.apache.directory.server.dhcp.options.dhcp.ClientIdentifier;
import org.apache.directory.server.dhcp.options.dhcp.IpAddressLeaseTime;
import org.apache.directory.server.dhcp.options.dhcp.ParameterRequestList;
import org.apache.directory.server.dhcp.options.dhcp.RebindingTimeValue;
import org.apache.directory.server.dhcp.options.dhcp.RelayAgentInformation;
import org.apache.directory.server.dhcp.options.dhcp.RenewalTimeValue;
import org.apache.directory.server.dhcp.options.dhcp.RequestedIpAddress;
import org.apache.directory.server.dhcp.options.dhcp.ServerIdentifier;
import org.apache.directory.server.dhcp.options.dhcp.TftpServerName;
import org.apache.directory.server.dhcp.options.misc.NtpServers;
import org.apache.directory.server.dhcp.options.perinterface.BroadcastAddress;
import org.apache.directory.server.dhcp.options.perinterface.InterfaceMtu;
import org.apache.directory.server.dhcp.options.vendor.DomainName;
import org.apache.directory.server.dhcp.options.vendor.DomainNameServers;
import org.apache.directory.server.dhcp.options.vendor.HostName;
import org.apache.directory.server.dhcp.options.vendor.LogServers;
import org.apache.directory.server.dhcp.options.vendor.RootPath;
import org.apache.directory.server.dhcp.options.vendor.Routers;
import org.apache.directory.server.dhcp.options.vendor.SubnetMask;
import org.apache.directory.server.dhcp.options.vendor.TimeOffset;
import org.apache.directory.server.dhcp.options.vendor.TimeServers;

/** dhcp4j: lists of codes, client identifiers and relay agent information are octets. */
public final class Dhcp4jPeer implements CodecPeer {

  private final DhcpMessageDecoder decoder = new DhcpMessageDecoder();
  private final DhcpMessageEncoder encoder = new DhcpMessageEncoder();
  private final ByteBuffer out = ByteBuffer.allocate(1500);
  private final byte[] chaddr = AckValues.chaddr();
  private final byte[] clientIdentifier = AckValues.clientIdentifier();
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
    return encoded(message);
  }

  private ByteBuffer encoded(DhcpMessage written) throws IOException {
    encoder.encode(out.clear(), written);
    return out;
  }

  @Override
  @SuppressWarnings("deprecation") // TimeOffset, as RFC 4833 replaces option 2
  public Object composeAck() throws IOException {
    OptionsField options = new OptionsField();
    options.add(new ServerIdentifier(AckValues.SERVER));
    options.add(new IpAddressLeaseTime(AckValues.LEASE_TIME));
    options.add(number(new RenewalTimeValue(), AckValues.RENEWAL_TIME));
    options.add(number(new RebindingTimeValue(), AckValues.REBINDING_TIME));
    options.add(address(new SubnetMask(), AckValues.SUBNET_MASK));
    options.add(address(new BroadcastAddress(), AckValues.BROADCAST));
    options.add(number(new TimeOffset(), AckValues.TIME_OFFSET));
    options.add(addresses(new Routers(), AckValues.SERVER));
    options.add(addresses(new TimeServers(), AckValues.TIME_SERVER));
    options.add(
        addresses(new DomainNameServers(), AckValues.NAME_SERVER, AckValues.SECOND_NAME_SERVER));
    options.add(addresses(new LogServers(), AckValues.LOG_SERVER));
    options.add(addresses(new NtpServers(), AckValues.NTP_SERVER, AckValues.SECOND_NTP_SERVER));
    options.add(new HostName(AckValues.HOST_NAME));
    options.add(text(new DomainName(), AckValues.DOMAIN_NAME));
    InterfaceMtu mtu = new InterfaceMtu();
    mtu.setShortValue(AckValues.MTU);
    options.add(mtu);
    options.add(new RootPath(AckValues.ROOT_PATH));
    // As octets: as texts they would have a NUL at their end.
    options.add(octets(new TftpServerName(), AckValues.SERVER_NAME.getBytes(UTF_8)));
    options.add(octets(new BootfileName(), AckValues.BOOTFILE_NAME.getBytes(UTF_8)));
    options.add(octets(new ClientIdentifier(), clientIdentifier));
    return encoded(
        new DhcpMessage(
            MessageType.DHCPACK,
            DhcpMessage.OP_BOOTREPLY,
            new HardwareAddress((short) 1, (short) chaddr.length, chaddr),
            (short) 0,
            AckValues.XID,
            0,
            (short) 0,
            AckValues.UNSPECIFIED,
            AckValues.YIADDR,
            AckValues.SIADDR,
            AckValues.UNSPECIFIED,
            null,
            null,
            options));
  }

  private static DhcpOption number(IntOption option, int value) {
    option.setIntValue(value);
    return option;
  }

  private static DhcpOption address(AddressOption option, Inet4Address value) {
    option.setAddress(value);
    return option;
  }

  private static DhcpOption addresses(AddressListOption option, Inet4Address... values) {
    option.setAddresses(values);
    return option;
  }

  private static DhcpOption text(StringOption option, String value) {
    option.setStringValue(value);
    return option;
  }

  private static DhcpOption octets(DhcpOption option, byte[] value) {
    option.setData(value);
    return option;
  }
}
