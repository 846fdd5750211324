package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import java.nio.ByteBuffer;
import java.util.List;

/** Our own codec. */
final class LeaseholdPeer implements CodecPeer {

  private final boolean copying;
  private final ByteBuffer out = ByteBuffer.allocate(1500);
  private byte[] datagram;
  private DhcpMessage message;

  LeaseholdPeer(boolean copying) {
    this.copying = copying;
  }

  @Override
  public void prepare(byte[] datagram) {
    this.datagram = datagram;
    DhcpMessage decoded = decode();
    DhcpMessage.Builder builder = decoded.toBuilder();
    // A decoded message is a view of its datagram; a server's reply is built.
    builder.options(OptionSet.builder().putAll(decoded.options()).build());
    message = builder.build();
  }

  private DhcpMessage decode() {
    Octets octets = copying ? Octets.copyOf(datagram) : Octets.wrap(datagram);
    return ((Decoded) DhcpCodec.decode(octets)).message();
  }

  @Override
  public void readDiscover(Sink sink) {
    DhcpMessage decoded = decode();
    sink.take(decoded.messageType().orElseThrow().code());
    sink.take(decoded.option(DhcpOptions.ADDRESS_REQUEST).orElseThrow());
    sink.take(decoded.option(DhcpOptions.ADDRESS_TIME).orElseThrow());
    sink.take(decoded.option(DhcpOptions.PARAMETER_LIST).orElseThrow());
    sink.take(decoded.option(DhcpOptions.HOSTNAME).orElseThrow());
  }

  @Override
  public void readAck(Sink sink) {
    DhcpMessage decoded = decode();
    sink.take(decoded.messageType().orElseThrow().code());
    sink.take(decoded.option(DhcpOptions.ADDRESS_TIME).orElseThrow());
    sink.take(decoded.option(DhcpOptions.SUBNET_MASK).orElseThrow());
    sink.take(decoded.option(DhcpOptions.DOMAIN_SERVER).orElseThrow());
    sink.take(decoded.option(DhcpOptions.DOMAIN_NAME).orElseThrow());
  }

  @Override
  public void readRelayedRequest(Sink sink) {
    DhcpMessage decoded = decode();
    sink.take(decoded.messageType().orElseThrow().code());
    sink.take(decoded.option(DhcpOptions.ADDRESS_REQUEST).orElseThrow());
    sink.take(decoded.option(DhcpOptions.DHCP_SERVER_ID).orElseThrow());
    sink.take(decoded.option(DhcpOptions.CLIENT_ID).orElseThrow());
    sink.take(
        decoded
            .option(DhcpOptions.RELAY_AGENT_INFORMATION)
            .flatMap(information -> information.get(RelayAgentOptions.CIRCUIT_ID))
            .orElseThrow());
  }

  @Override
  public Object encode() {
    return encoded(message);
  }

  @Override
  public Object composeAck() {
    return encoded(PacketMessages.ack());
  }

  private Object encoded(DhcpMessage written) {
    if (copying) {
      return DhcpCodec.encode(written);
    }
    List<Integer> omitted = DhcpCodec.encode(written, out.clear());
    if (!omitted.isEmpty()) {
      throw new IllegalStateException("omitted " + omitted);
    }
    return out;
  }
}
