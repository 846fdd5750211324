package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.codec.Decoding.Decoded;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentInformation;

/** Our own codec. */
final class LeaseholdPeer implements CodecPeer {

  private final boolean copying;
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
    // Values with octets of their own, as a server makes them, not views of one datagram.
    decoded.options().forEach((code, value) -> builder.option(code, value.copy()));
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
            .flatMap(information -> information.subOption(RelayAgentInformation.CIRCUIT_ID))
            .orElseThrow());
  }

  @Override
  public Object encode() {
    return DhcpCodec.encode(message);
  }
}
