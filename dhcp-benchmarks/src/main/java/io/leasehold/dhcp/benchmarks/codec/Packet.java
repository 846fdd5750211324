package io.leasehold.dhcp.benchmarks.codec;

import io.leasehold.dhcp.benchmarks.codec.CodecPeer.Sink;
import io.leasehold.dhcp.codec.DhcpCodec;
import io.leasehold.dhcp.codec.DhcpMessage;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.RelayAgentOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packets that every codec is measured with. */
public enum Packet {
  /** Eight options, as a desktop that has been here before sends them. */
  DISCOVER {
    @Override
    DhcpMessage message() {
      return PacketMessages.discover();
    }

    @Override
    List<Octets> readValues() {
      return values(53, 50, 51, 55, 12);
    }

    @Override
    void read(CodecPeer codec, Sink sink) throws Exception {
      codec.readDiscover(sink);
    }
  },

  /** Twenty options, as a well furnished network gives them. */
  ACK {
    @Override
    DhcpMessage message() {
      return PacketMessages.ack();
    }

    @Override
    List<Octets> readValues() {
      return values(53, 51, 1, 6, 15);
    }

    @Override
    void read(CodecPeer codec, Sink sink) throws Exception {
      codec.readAck(sink);
    }
  },

  /** A REQUEST that takes an offer, through a relay agent that adds circuit and remote end. */
  RELAYED_REQUEST {
    @Override
    DhcpMessage message() {
      return PacketMessages.relayedRequest();
    }

    @Override
    List<Octets> readValues() {
      return Stream.concat(values(53, 50, 54, 61).stream(), circuitIdentifier().stream()).toList();
    }

    @Override
    void read(CodecPeer codec, Sink sink) throws Exception {
      codec.readRelayedRequest(sink);
    }

    private Optional<Octets> circuitIdentifier() {
      return message()
          .option(DhcpOptions.RELAY_AGENT_INFORMATION)
          .flatMap(information -> information.get(RelayAgentOptions.CIRCUIT_ID));
    }
  };

  /** Returns the message. */
  abstract DhcpMessage message();

  /** Returns the octets of the five values that are read. */
  abstract List<Octets> readValues();

  /** Decodes with {@code codec} and hands on these five values. */
  abstract void read(CodecPeer codec, Sink sink) throws Exception;

  /** Returns the octets on the wire, at least 300. */
  byte[] datagram() {
    return DhcpCodec.encode(message()).toByteArray();
  }

  /** Returns the octets of options that the message has. */
  List<Octets> values(int... codes) {
    return IntStream.of(codes)
        .mapToObj(code -> message().options().raw(code).orElseThrow())
        .toList();
  }
}
