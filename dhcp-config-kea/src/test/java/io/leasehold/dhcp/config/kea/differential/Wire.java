package io.leasehold.dhcp.config.kea.differential;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients' and relay agents' end of a cable, as a program of its own: a JVM cannot enter a
 * network namespace, so it is started inside one. It sends what comes by its standard input, each
 * datagram followed by a probe that is always answered, and writes what arrives to its standard
 * output until the answer to the probe is there: what has not come by then never will, as the
 * server answers in order.
 */
final class Wire {

  /** The address of the socket that broadcasts arrive at. */
  static final String EVERYBODY = "0.0.0.0";

  private static final int XID_OFFSET = 4;
  private static final long PATIENCE_MILLIS = 10_000;

  private final Selector selector;
  private final Map<InetSocketAddress, DatagramChannel> channels = new HashMap<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(65_536);

  private Wire(Selector selector) {
    this.selector = selector;
  }

  /** Takes the addresses to listen on, each with a port, as in {@code 192.0.2.10:68}. */
  public static void main(String[] endpoints) throws IOException {
    try (Selector selector = Selector.open()) {
      Wire wire = new Wire(selector);
      for (String endpoint : endpoints) {
        int colon = endpoint.indexOf(':');
        wire.open(
            endpoint.substring(0, colon), Integer.parseInt(endpoint.substring(colon + 1)), true);
      }
      wire.run(new DataInputStream(System.in), new DataOutputStream(System.out));
    }
  }

  private DatagramChannel open(String address, int port, boolean receives) throws IOException {
    InetSocketAddress endpoint = new InetSocketAddress(InetAddress.getByName(address), port);
    DatagramChannel channel = channels.get(endpoint);
    if (channel == null) {
      channel = DatagramChannel.open(StandardProtocolFamily.INET);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.setOption(StandardSocketOptions.SO_BROADCAST, true);
      channel.bind(endpoint);
      channel.configureBlocking(false);
      channels.put(endpoint, channel);
      if (receives) {
        channel.register(selector, SelectionKey.OP_READ, address + ":" + port);
      }
    }
    return channel;
  }

  private void run(DataInputStream in, DataOutputStream out) throws IOException {
    out.writeUTF("ready");
    out.flush();
    while (true) {
      String first;
      try {
        first = in.readUTF();
      } catch (EOFException e) {
        return;
      }
      send(first, in);
      int probe = send(in.readUTF(), in);
      receiveUntil(probe, out);
    }
  }

  /** Sends one datagram; returns its xid. */
  private int send(String source, DataInputStream in) throws IOException {
    int sourcePort = in.readInt();
    InetSocketAddress target =
        new InetSocketAddress(InetAddress.getByName(in.readUTF()), in.readInt());
    byte[] payload = in.readNBytes(in.readInt());
    open(source, sourcePort, false).send(ByteBuffer.wrap(payload), target);
    return ByteBuffer.wrap(payload).getInt(XID_OFFSET);
  }

  private void receiveUntil(int probe, DataOutputStream out) throws IOException {
    boolean answered = false;
    while (true) {
      int ready = answered ? selector.selectNow() : selector.select(PATIENCE_MILLIS);
      if (ready == 0) {
        // An empty name ends the list, and says whether the server is alive.
        out.writeUTF("");
        out.writeBoolean(answered);
        out.flush();
        return;
      }
      for (SelectionKey key : selector.selectedKeys()) {
        DatagramChannel channel = (DatagramChannel) key.channel();
        while (channel.receive(buffer.clear()) != null) {
          buffer.flip();
          if (buffer.remaining() > XID_OFFSET + 4 && buffer.getInt(XID_OFFSET) == probe) {
            answered = true;
          } else {
            out.writeUTF((String) key.attachment());
            out.writeInt(buffer.remaining());
            out.write(buffer.array(), 0, buffer.remaining());
          }
        }
      }
      selector.selectedKeys().clear();
    }
  }
}
