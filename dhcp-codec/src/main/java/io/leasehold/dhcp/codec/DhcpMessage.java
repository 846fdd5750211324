package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.MessageType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A DHCP message: the fixed header of RFC 2131 section 2, whose fields keep their names, and the
 * options.
 *
 * <p>Immutable, equal by content, and safe for use by any thread.
 */
public final class DhcpMessage {

  /** The value of {@code op} in a message from a client or a relay agent. */
  public static final int BOOTREQUEST = 1;

  /** The value of {@code op} in a message from a server. */
  public static final int BOOTREPLY = 2;

  /** The room in {@code sname}, in octets. */
  public static final int SNAME_LENGTH = 64;

  /** The room in {@code file}, in octets. */
  public static final int FILE_LENGTH = 128;

  private static final int BROADCAST_FLAG = 0x8000;

  // Begins with the header as it is on the wire; what follows in it is not this class's.
  private final Octets datagram;
  private final OptionSet options;

  /**
   * Makes a view.
   *
   * @param datagram at least the header's length; {@code sname} and {@code file} are zero where
   *     they held options
   */
  DhcpMessage(Octets datagram, OptionSet options) {
    this.datagram = datagram;
    this.options = options;
  }

  /** Returns a builder of a BOOTREQUEST whose other fields are zero. */
  public static Builder request() {
    return new Builder(new byte[DhcpCodec.HEADER_LENGTH], OptionSet.EMPTY).op(BOOTREQUEST);
  }

  /** Returns a builder of a BOOTREPLY whose other fields are zero. */
  public static Builder reply() {
    return new Builder(new byte[DhcpCodec.HEADER_LENGTH], OptionSet.EMPTY).op(BOOTREPLY);
  }

  /** Returns a builder with the fields and options of this message. */
  public Builder toBuilder() {
    return new Builder(header().toByteArray(), options);
  }

  /** Returns the fixed header as it is on the wire. */
  Octets header() {
    return datagram.slice(0, DhcpCodec.HEADER_LENGTH);
  }

  /** Returns {@link #BOOTREQUEST}, {@link #BOOTREPLY} or what else was there, 0 to 255. */
  public int op() {
    return datagram.u8(0);
  }

  /** Returns the hardware type, 0 to 255. */
  public int htype() {
    return datagram.u8(1);
  }

  /** Returns the length of the hardware address as the header has it, 0 to 255. */
  public int hlen() {
    return datagram.u8(2);
  }

  /** Returns the {@code chaddr} field without the zero octets at its end. */
  public Octets chaddr() {
    return datagram.slice(DhcpCodec.CHADDR_OFFSET, DhcpCodec.SNAME_OFFSET).withoutTrailingZeros();
  }

  /** Returns the first {@code hlen} octets of {@code chaddr}, at most all 16, with their type. */
  public HardwareAddress hardwareAddress() {
    int length = Math.min(hlen(), HardwareAddress.MAX_LENGTH);
    return new HardwareAddress(
        htype(), datagram.slice(DhcpCodec.CHADDR_OFFSET, DhcpCodec.CHADDR_OFFSET + length));
  }

  /** Returns how many relay agents say that they have passed it on, 0 to 255. */
  public int hops() {
    return datagram.u8(3);
  }

  /** Returns the transaction's number. */
  public int xid() {
    return datagram.bits32(4);
  }

  /** Returns the seconds since the client began, 0 to 65535. */
  public int secs() {
    return datagram.u16(8);
  }

  /** Returns all flags, 0 to 65535. */
  public int flags() {
    return datagram.u16(10);
  }

  /** Returns whether the client asks for replies by broadcast. */
  public boolean isBroadcast() {
    return (flags() & BROADCAST_FLAG) != 0;
  }

  /** Returns the address that the client has. */
  public Ipv4Address ciaddr() {
    return address(12);
  }

  /** Returns the address that the client gets. */
  public Ipv4Address yiaddr() {
    return address(16);
  }

  /** Returns the address of the next server in the client's boot. */
  public Ipv4Address siaddr() {
    return address(20);
  }

  /** Returns the address of the relay agent. */
  public Ipv4Address giaddr() {
    return address(24);
  }

  /**
   * Returns the {@code sname} field without the zero octets at its end; empty where it holds
   * options.
   */
  public Octets sname() {
    return datagram.slice(DhcpCodec.SNAME_OFFSET, DhcpCodec.FILE_OFFSET).withoutTrailingZeros();
  }

  /**
   * Returns the {@code file} field without the zero octets at its end; empty where it holds
   * options.
   */
  public Octets file() {
    return datagram.slice(DhcpCodec.FILE_OFFSET, DhcpCodec.HEADER_LENGTH).withoutTrailingZeros();
  }

  /** Returns the options, joined where they came in pieces (RFC 3396), in order. */
  public OptionSet options() {
    return options;
  }

  /** Returns the value of an option; empty where it is absent, or is not what its format says. */
  public <T> Optional<T> option(OptionKey<T> key) {
    return options.get(key);
  }

  /** Returns the message type; empty where option 53 is absent or unknown. */
  public Optional<MessageType> messageType() {
    return options.get(DhcpOptions.DHCP_MSG_TYPE);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DhcpMessage that
        && header().equals(that.header())
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return 31 * header().hashCode() + options.hashCode();
  }

  /** Returns one line with the type and every field that is not zero. */
  @Override
  public String toString() {
    return MessageText.line(this);
  }

  /**
   * Returns several lines for people to read: every header field, every option with its name and
   * its value in words, those that are unknown or broken in hexadecimal. No line break at the end.
   */
  public String describe() {
    return MessageText.lines(this);
  }

  private Ipv4Address address(int offset) {
    return new Ipv4Address(datagram.bits32(offset));
  }

  /**
   * Collects the fields of a message. A value that a field cannot hold is refused with {@link
   * IllegalArgumentException}, whose message names both. For one thread.
   */
  public static final class Builder {

    private final byte[] octets;
    private final ByteBuffer header;
    private OptionSet.Builder options;

    private Builder(byte[] header, OptionSet options) {
      this.octets = header;
      this.header = ByteBuffer.wrap(header);
      this.options = options.toBuilder();
    }

    /** Sets the operation, 0 to 255. */
    public Builder op(int op) {
      header.put(0, (byte) inRange("op", op, 0xff));
      return this;
    }

    /** Sets {@code htype}, {@code hlen} and {@code chaddr}. */
    public Builder hardwareAddress(HardwareAddress address) {
      return hardware(address.type(), address.octets().length(), address.octets());
    }

    /**
     * Sets {@code htype} and {@code hlen}, 0 to 255, and {@code chaddr}, at most 16 octets, to
     * values that need not agree.
     */
    public Builder hardware(int htype, int hlen, Octets chaddr) {
      header.put(1, (byte) inRange("htype", htype, 0xff));
      header.put(2, (byte) inRange("hlen", hlen, 0xff));
      return field("chaddr", chaddr, DhcpCodec.CHADDR_OFFSET, DhcpCodec.SNAME_OFFSET);
    }

    /** Sets the number of relay agents passed, 0 to 255. */
    public Builder hops(int hops) {
      header.put(3, (byte) inRange("hops", hops, 0xff));
      return this;
    }

    /** Sets the transaction's number. */
    public Builder xid(int xid) {
      header.putInt(4, xid);
      return this;
    }

    /** Sets the seconds since the client began, 0 to 65535. */
    public Builder secs(int secs) {
      header.putShort(8, (short) inRange("secs", secs, 0xffff));
      return this;
    }

    /** Sets all flags, 0 to 65535. */
    public Builder flags(int flags) {
      header.putShort(10, (short) inRange("flags", flags, 0xffff));
      return this;
    }

    /** Sets or clears the flag that asks for replies by broadcast. */
    public Builder broadcast(boolean broadcast) {
      int others = header.getShort(10) & ~BROADCAST_FLAG & 0xffff;
      return flags(broadcast ? others | BROADCAST_FLAG : others);
    }

    /** Sets the address that the client has. */
    public Builder ciaddr(Ipv4Address ciaddr) {
      return address("ciaddr", ciaddr, 12);
    }

    /** Sets the address that the client gets. */
    public Builder yiaddr(Ipv4Address yiaddr) {
      return address("yiaddr", yiaddr, 16);
    }

    /** Sets the address of the next server in the client's boot. */
    public Builder siaddr(Ipv4Address siaddr) {
      return address("siaddr", siaddr, 20);
    }

    /** Sets the address of the relay agent. */
    public Builder giaddr(Ipv4Address giaddr) {
      return address("giaddr", giaddr, 24);
    }

    /** Sets the server's name, at most 64 octets. */
    public Builder sname(Octets sname) {
      return field("sname", sname, DhcpCodec.SNAME_OFFSET, DhcpCodec.FILE_OFFSET);
    }

    /** Sets the boot file's name, at most 128 octets. */
    public Builder file(Octets file) {
      return field("file", file, DhcpCodec.FILE_OFFSET, DhcpCodec.HEADER_LENGTH);
    }

    /** Sets all options. */
    public Builder options(OptionSet options) {
      this.options = Objects.requireNonNull(options, "options").toBuilder();
      return this;
    }

    /** Puts one option at the end, or in the place of the value that it has. */
    public <T> Builder option(OptionKey<T> key, T value) {
      options.put(key, value);
      return this;
    }

    /** Puts one option as octets at the end, or in the place of the value that it has. */
    public Builder option(int code, Octets value) {
      options.putRaw(code, value);
      return this;
    }

    /** Returns the message. The builder can go on. */
    public DhcpMessage build() {
      return new DhcpMessage(Octets.copyOf(octets), options.build());
    }

    private static int inRange(String field, int value, int max) {
      if (value < 0 || value > max) {
        throw new IllegalArgumentException(field + " " + value + ": expected 0 to " + max);
      }
      return value;
    }

    private Builder address(String field, Ipv4Address address, int offset) {
      header.putInt(offset, Objects.requireNonNull(address, field).bits());
      return this;
    }

    /** Writes a field, and zeros up to its end. */
    private Builder field(String name, Octets value, int start, int end) {
      if (value.length() > end - start) {
        throw new IllegalArgumentException(
            name
                + " "
                + value
                + ": expected at most "
                + (end - start)
                + " octets, found "
                + value.length());
      }
      Arrays.fill(octets, start, end, (byte) 0);
      value.copyTo(octets, start);
      return this;
    }
  }
}
