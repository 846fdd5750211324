package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.address.Ipv4Address;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.codec.value.MessageType;
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

  private final int op;
  private final int htype;
  private final int hlen;
  private final int hops;
  private final int xid;
  private final int secs;
  private final int flags;
  private final Ipv4Address ciaddr;
  private final Ipv4Address yiaddr;
  private final Ipv4Address siaddr;
  private final Ipv4Address giaddr;
  private final Octets chaddr;
  private final Octets sname;
  private final Octets file;
  private final OptionSet options;

  private DhcpMessage(Builder builder) {
    op = builder.op;
    htype = builder.htype;
    hlen = builder.hlen;
    hops = builder.hops;
    xid = builder.xid;
    secs = builder.secs;
    flags = builder.flags;
    ciaddr = builder.ciaddr;
    yiaddr = builder.yiaddr;
    siaddr = builder.siaddr;
    giaddr = builder.giaddr;
    chaddr = builder.chaddr;
    sname = builder.sname;
    file = builder.file;
    options = builder.options;
  }

  /** Returns a builder of a BOOTREQUEST whose other fields are zero. */
  public static Builder request() {
    return new Builder().op(BOOTREQUEST);
  }

  /** Returns a builder of a BOOTREPLY whose other fields are zero. */
  public static Builder reply() {
    return new Builder().op(BOOTREPLY);
  }

  /** Returns a builder with the fields and options of this message. */
  public Builder toBuilder() {
    return new Builder()
        .op(op)
        .hardware(htype, hlen, chaddr)
        .hops(hops)
        .xid(xid)
        .secs(secs)
        .flags(flags)
        .ciaddr(ciaddr)
        .yiaddr(yiaddr)
        .siaddr(siaddr)
        .giaddr(giaddr)
        .sname(sname)
        .file(file)
        .options(options);
  }

  /** Returns {@link #BOOTREQUEST}, {@link #BOOTREPLY} or what else was there, 0 to 255. */
  public int op() {
    return op;
  }

  /** Returns the hardware type, 0 to 255. */
  public int htype() {
    return htype;
  }

  /** Returns the length of the hardware address as the header has it, 0 to 255. */
  public int hlen() {
    return hlen;
  }

  /** Returns the {@code chaddr} field without the zero octets at its end. */
  public Octets chaddr() {
    return chaddr;
  }

  /** Returns the first {@code hlen} octets of {@code chaddr}, at most all 16, with their type. */
  public HardwareAddress hardwareAddress() {
    int length = Math.min(hlen, HardwareAddress.MAX_LENGTH);
    // Always a copy: leases keep the address for long, and must not keep the message.
    byte[] octets = new byte[length];
    chaddr.slice(0, Math.min(length, chaddr.length())).copyTo(octets, 0);
    return new HardwareAddress(htype, Octets.wrap(octets));
  }

  /** Returns how many relay agents say that they have passed it on, 0 to 255. */
  public int hops() {
    return hops;
  }

  /** Returns the transaction's number. */
  public int xid() {
    return xid;
  }

  /** Returns the seconds since the client began, 0 to 65535. */
  public int secs() {
    return secs;
  }

  /** Returns all flags, 0 to 65535. */
  public int flags() {
    return flags;
  }

  /** Returns whether the client asks for replies by broadcast. */
  public boolean isBroadcast() {
    return (flags & BROADCAST_FLAG) != 0;
  }

  /** Returns the address that the client has. */
  public Ipv4Address ciaddr() {
    return ciaddr;
  }

  /** Returns the address that the client gets. */
  public Ipv4Address yiaddr() {
    return yiaddr;
  }

  /** Returns the address of the next server in the client's boot. */
  public Ipv4Address siaddr() {
    return siaddr;
  }

  /** Returns the address of the relay agent. */
  public Ipv4Address giaddr() {
    return giaddr;
  }

  /**
   * Returns the {@code sname} field without the zero octets at its end; empty where it holds
   * options.
   */
  public Octets sname() {
    return sname;
  }

  /**
   * Returns the {@code file} field without the zero octets at its end; empty where it holds
   * options.
   */
  public Octets file() {
    return file;
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
        && op == that.op
        && htype == that.htype
        && hlen == that.hlen
        && hops == that.hops
        && xid == that.xid
        && secs == that.secs
        && flags == that.flags
        && ciaddr.equals(that.ciaddr)
        && yiaddr.equals(that.yiaddr)
        && siaddr.equals(that.siaddr)
        && giaddr.equals(that.giaddr)
        && chaddr.equals(that.chaddr)
        && sname.equals(that.sname)
        && file.equals(that.file)
        && options.equals(that.options);
  }

  @Override
  public int hashCode() {
    return Objects.hash(op, xid, chaddr, ciaddr, yiaddr, giaddr, options);
  }

  /** Returns one line with the type and every field that is not zero. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        messageType().map(MessageType::name).orElse(op == BOOTREPLY ? "BOOTREPLY" : "BOOTP"));
    text.append(" xid=").append(String.format("%08x", xid));
    text.append(" chaddr=").append(hardwareAddress());
    append(text, "hops", hops);
    append(text, "secs", secs);
    if (flags != 0) {
      text.append(" flags=").append(String.format("%04x", flags));
    }
    append(text, "ciaddr", ciaddr);
    append(text, "yiaddr", yiaddr);
    append(text, "siaddr", siaddr);
    append(text, "giaddr", giaddr);
    append(text, "sname", sname);
    append(text, "file", file);
    return text.append(" options=").append(options).toString();
  }

  private static void append(StringBuilder text, String name, int value) {
    if (value != 0) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static void append(StringBuilder text, String name, Ipv4Address value) {
    if (!value.isUnspecified()) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static void append(StringBuilder text, String name, Octets value) {
    if (!value.isEmpty()) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  /**
   * Collects the fields of a message. A value that a field cannot hold is refused with {@link
   * IllegalArgumentException}, whose message names both. For one thread.
   */
  public static final class Builder {

    private int op;
    private int htype;
    private int hlen;
    private int hops;
    private int xid;
    private int secs;
    private int flags;
    private Ipv4Address ciaddr = Ipv4Address.UNSPECIFIED;
    private Ipv4Address yiaddr = Ipv4Address.UNSPECIFIED;
    private Ipv4Address siaddr = Ipv4Address.UNSPECIFIED;
    private Ipv4Address giaddr = Ipv4Address.UNSPECIFIED;
    private Octets chaddr = Octets.EMPTY;
    private Octets sname = Octets.EMPTY;
    private Octets file = Octets.EMPTY;
    private OptionSet options = OptionSet.EMPTY;

    private Builder() {}

    /** Sets the operation, 0 to 255. */
    public Builder op(int op) {
      this.op = inRange("op", op, 0xff);
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
      this.htype = inRange("htype", htype, 0xff);
      this.hlen = inRange("hlen", hlen, 0xff);
      this.chaddr = fitting("chaddr", chaddr, HardwareAddress.MAX_LENGTH);
      return this;
    }

    /** Sets the number of relay agents passed, 0 to 255. */
    public Builder hops(int hops) {
      this.hops = inRange("hops", hops, 0xff);
      return this;
    }

    /** Sets the transaction's number. */
    public Builder xid(int xid) {
      this.xid = xid;
      return this;
    }

    /** Sets the seconds since the client began, 0 to 65535. */
    public Builder secs(int secs) {
      this.secs = inRange("secs", secs, 0xffff);
      return this;
    }

    /** Sets all flags, 0 to 65535. */
    public Builder flags(int flags) {
      this.flags = inRange("flags", flags, 0xffff);
      return this;
    }

    /** Sets or clears the flag that asks for replies by broadcast. */
    public Builder broadcast(boolean broadcast) {
      flags = broadcast ? flags | BROADCAST_FLAG : flags & ~BROADCAST_FLAG;
      return this;
    }

    /** Sets the address that the client has. */
    public Builder ciaddr(Ipv4Address ciaddr) {
      this.ciaddr = Objects.requireNonNull(ciaddr, "ciaddr");
      return this;
    }

    /** Sets the address that the client gets. */
    public Builder yiaddr(Ipv4Address yiaddr) {
      this.yiaddr = Objects.requireNonNull(yiaddr, "yiaddr");
      return this;
    }

    /** Sets the address of the next server in the client's boot. */
    public Builder siaddr(Ipv4Address siaddr) {
      this.siaddr = Objects.requireNonNull(siaddr, "siaddr");
      return this;
    }

    /** Sets the address of the relay agent. */
    public Builder giaddr(Ipv4Address giaddr) {
      this.giaddr = Objects.requireNonNull(giaddr, "giaddr");
      return this;
    }

    /** Sets the server's name, at most 64 octets. */
    public Builder sname(Octets sname) {
      this.sname = fitting("sname", sname, SNAME_LENGTH);
      return this;
    }

    /** Sets the boot file's name, at most 128 octets. */
    public Builder file(Octets file) {
      this.file = fitting("file", file, FILE_LENGTH);
      return this;
    }

    /** Sets all options. */
    public Builder options(OptionSet options) {
      this.options = Objects.requireNonNull(options, "options");
      return this;
    }

    /** Puts one option at the end, or in the place of the value that it has. */
    public <T> Builder option(OptionKey<T> key, T value) {
      options = options.toBuilder().put(key, value).build();
      return this;
    }

    /** Puts one option as octets at the end, or in the place of the value that it has. */
    public Builder option(int code, Octets value) {
      options = options.toBuilder().putRaw(code, value).build();
      return this;
    }

    /** Returns the message. The builder can go on. */
    public DhcpMessage build() {
      return new DhcpMessage(this);
    }

    private static int inRange(String field, int value, int max) {
      if (value < 0 || value > max) {
        throw new IllegalArgumentException(field + " " + value + ": expected 0 to " + max);
      }
      return value;
    }

    private static Octets fitting(String field, Octets octets, int room) {
      if (octets.length() > room) {
        throw new IllegalArgumentException(
            field
                + " "
                + octets
                + ": expected at most "
                + room
                + " octets, found "
                + octets.length());
      }
      return octets.withoutTrailingZeros();
    }
  }
}
