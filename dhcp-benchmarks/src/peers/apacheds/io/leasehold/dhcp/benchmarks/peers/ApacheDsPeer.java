package io.leasehold.dhcp.benchmarks.peers;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.directory.server.dhcp.DhcpException;
import org.apache.directory.server.dhcp.io.DhcpMessageDecoder;
import org.apache.directory.server.dhcp.io.DhcpMessageEncoder;
import org.apache.directory.server.dhcp.messages.DhcpMessage;
import org.apache.directory.server.dhcp.options.AddressOption;
import org.apache.directory.server.dhcp.options.IntOption;
import org.apache.directory.server.dhcp.options.OptionsField;
import org.apache.directory.server.dhcp.options.StringOption;

/** ApacheDS: options of one address, one number or one text have a type, all others are octets. */
public final class ApacheDsPeer implements CodecPeer {

  private final DhcpMessageDecoder decoder = new DhcpMessageDecoder();
  private final DhcpMessageEncoder encoder = new DhcpMessageEncoder();
  private final ByteBuffer out = ByteBuffer.allocate(1500);
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
    encoder.encode(out.clear(), message);
    return out;
  }
}
