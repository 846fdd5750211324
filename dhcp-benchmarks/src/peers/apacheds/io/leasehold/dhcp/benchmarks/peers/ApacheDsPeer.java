package io.leasehold.dhcp.benchmarks.peers;

import io.leasehold.dhcp.benchmarks.codec.AckValues;
import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.directory.server.dhcp.DhcpException;
import org.apache.directory.server.dhcp.io.DhcpMessageDecoder;
import org.apache.directory.server.dhcp.io.DhcpMessageEncoder;
import org.apache.directory.server.dhcp.messages.DhcpMessage;
import org.apache.directory.server.dhcp.messages.HardwareAddress;
import org.apache.directory.server.dhcp.messages.MessageType;
import org.apache.directory.server.dhcp.options.AddressOption;
import org.apache.directory.server.dhcp.options.DhcpOption;
import org.apache.directory.server.dhcp.options.IntOption;
import org.apache.directory.server.dhcp.options.OptionsField;
import org.apache.directory.server.dhcp.options.StringOption;
import org.apache.directory.server.dhcp.options.dhcp.BootfileName;
import org.apache.directory.server.dhcp.options.dhcp.ClientIdentifier;
import org.apache.directory.server.dhcp.options.dhcp.IpAddressLeaseTime;
import org.apache.directory.server.dhcp.options.dhcp.RebindingTimeValue;
import org.apache.directory.server.dhcp.options.dhcp.RenewalTimeValue;
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

/** ApacheDS: options of one address, one number or one text have a type, all others are octets. */
public final class ApacheDsPeer implements CodecPeer {

  private final DhcpMessageDecoder decoder = new DhcpMessageDecoder();
  private final DhcpMessageEncoder encoder = new DhcpMessageEncoder();
  private final ByteBuffer out = ByteBuffer.allocate(1500);
  private final byte[] chaddr = AckValues.chaddr();
  private final byte[] clientIdentifier = AckValues.clientIdentifier();
  private final byte[] timeOffset = {
    0, 0, AckValues.TIME_OFFSET >> 8, (byte) AckValues.TIME_OFFSET
  };
  private final byte[] routers = octets(AckValues.SERVER);
  private final byte[] timeServers = octets(AckValues.TIME_SERVER);
  private final byte[] nameServers = octets(AckValues.NAME_SERVER, AckValues.SECOND_NAME_SERVER);
  private final byte[] logServers = octets(AckValues.LOG_SERVER);
  private final byte[] ntpServers = octets(AckValues.NTP_SERVER, AckValues.SECOND_NTP_SERVER);
  private ByteBuffer datagram;
  private DhcpMessage message;

  /** For the loader. */
  public ApacheDsPeer() {}

  @Override
  public void prepare(byte[] datagram) throws DhcpException {
    this.datagram = ByteBuffer.wrap(datagram);
    message = decode();
  }

  private DhcpMessage decode() throws DhcpException {
    return decoder.decode(datagram.rewind());
  }

  @Override
  public void readDiscover(Sink sink) throws DhcpException {
    DhcpMessage decoded = decode();
    OptionsField options = decoded.getOptions();
    sink.take(decoded.getMessageType().getCode());
    sink.take(((AddressOption) options.get(50)).getAddress());
    sink.take(((IntOption) options.get(51)).getIntValue());
    sink.take(options.get(55).getData());
    sink.take(((StringOption) options.get(12)).getString());
  }

  @Override
  public void readAck(Sink sink) throws DhcpException {
    DhcpMessage decoded = decode();
    OptionsField options = decoded.getOptions();
    sink.take(decoded.getMessageType().getCode());
    sink.take(((IntOption) options.get(51)).getIntValue());
    sink.take(((AddressOption) options.get(1)).getAddress());
    sink.take(options.get(6).getData());
    sink.take(((StringOption) options.get(15)).getString());
  }

  @Override
  public void readRelayedRequest(Sink sink) throws DhcpException {
    DhcpMessage decoded = decode();
    OptionsField options = decoded.getOptions();
    sink.take(decoded.getMessageType().getCode());
    sink.take(((AddressOption) options.get(50)).getAddress());
    sink.take(((AddressOption) options.get(54)).getAddress());
    sink.take(options.get(61).getData());
    // The packet's first sub-option is the circuit identifier.
    byte[] information = options.get(82).getData();
    sink.take(Arrays.copyOfRange(information, 2, 2 + information[1]));
  }

  @Override
  public Object encode() {
    return encoded(message);
  }

  private ByteBuffer encoded(DhcpMessage written) {
    encoder.encode(out.clear(), written);
    return out;
  }

  @Override
  public Object composeAck() {
    OptionsField options = new OptionsField();
    options.add(new ServerIdentifier(AckValues.SERVER));
    options.add(new IpAddressLeaseTime(AckValues.LEASE_TIME));
    options.add(number(new RenewalTimeValue(), AckValues.RENEWAL_TIME));
    options.add(number(new RebindingTimeValue(), AckValues.REBINDING_TIME));
    options.add(address(new SubnetMask(), AckValues.SUBNET_MASK));
    options.add(address(new BroadcastAddress(), AckValues.BROADCAST));
    options.add(octets(new TimeOffset(), timeOffset));
    options.add(octets(new Routers(), routers));
    options.add(octets(new TimeServers(), timeServers));
    options.add(octets(new DomainNameServers(), nameServers));
    options.add(octets(new LogServers(), logServers));
    options.add(octets(new NtpServers(), ntpServers));
    options.add(new HostName(AckValues.HOST_NAME));
    options.add(text(new DomainName(), AckValues.DOMAIN_NAME));
    InterfaceMtu mtu = new InterfaceMtu();
    mtu.setShortValue(AckValues.MTU);
    options.add(mtu);
    options.add(new RootPath(AckValues.ROOT_PATH));
    options.add(text(new TftpServerName(), AckValues.SERVER_NAME));
    options.add(text(new BootfileName(), AckValues.BOOTFILE_NAME));
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

  private static DhcpOption text(StringOption option, String value) {
    option.setString(value);
    return option;
  }

  private static byte[] octets(Inet4Address... addresses) {
    ByteBuffer octets = ByteBuffer.allocate(4 * addresses.length);
    for (Inet4Address address : addresses) {
      octets.put(address.getAddress());
    }
    return octets.array();
  }

  private static DhcpOption octets(DhcpOption option, byte[] value) {
    option.setData(value);
    return option;
  }
}
