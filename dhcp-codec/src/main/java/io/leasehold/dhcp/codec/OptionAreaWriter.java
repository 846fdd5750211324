package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays the options of one message out in the options field and, where that is too small, in {@code
 * file} and {@code sname} (RFC 2131 section 4.1).
 */
final class OptionAreaWriter {

  private static final int OVERLOAD_LENGTH = 3;
  private static final int FILE_BIT = 1;
  private static final int SNAME_BIT = 2;
  private static final int RELAY = DhcpOptions.RELAY_AGENT_INFORMATION.code();
  private static final int OVERLOAD = DhcpOptions.OVERLOAD.code();

  private final Octets header;
  private final OptionSet options;
  private final Area field;
  private final Area file;
  private final Area sname;
  private final List<Integer> omitted = new ArrayList<>(0);

  /**
   * Plans the layout.
   *
   * @param room of the options field, without the cookie, in octets
   */
  OptionAreaWriter(DhcpMessage message, int room) {
    header = message.header();
    options = message.options().toBuilder().remove(OVERLOAD).build();
    boolean overload =
        (message.file().isEmpty() || message.sname().isEmpty())
            && options.field().length() + 1 > room;
    // Option 82 is never put into file or sname, and comes last (RFC 3046 section 2.2): its room in
    // the options field is kept free, unless it does not fit at all.
    int most = room - 1 - (overload ? OVERLOAD_LENGTH : 0);
    OptionSet relay = only(RELAY);
    boolean relayFits = relay.field().length() <= most;
    field = new Area(relayFits ? most - relay.field().length() : most);
    file = new Area(overload && message.file().isEmpty() ? DhcpMessage.FILE_LENGTH - 1 : 0);
    sname = new Area(overload && message.sname().isEmpty() ? DhcpMessage.SNAME_LENGTH - 1 : 0);
    options.forEach(this::place);
    int bits = (file.isEmpty() ? 0 : FILE_BIT) | (sname.isEmpty() ? 0 : SNAME_BIT);
    if (bits != 0) {
      field.options.putRaw(OVERLOAD, Octets.of(bits));
    }
    if (relayFits) {
      field.options.putAll(relay);
    } else {
      omitted.add(RELAY);
    }
  }

  private OptionSet only(int code) {
    OptionSet.Builder one = OptionSet.builder();
    options.raw(code).ifPresent(value -> one.putRaw(code, value));
    return one.build();
  }

  private void place(int code, Octets value) {
    if (code != RELAY
        && !field.takes(code, value)
        && !file.takes(code, value)
        && !sname.takes(code, value)) {
      omitted.add(code);
    }
  }

  /** Writes the datagram, and returns the codes of the options that found no room. */
  List<Integer> writeTo(ByteBuffer target) {
    byte[] fixed = header.toByteArray();
    file.writeTo(fixed, DhcpCodec.FILE_OFFSET);
    sname.writeTo(fixed, DhcpCodec.SNAME_OFFSET);
    DhcpCodec.write(Octets.wrap(fixed), field.options.build(), target);
    return List.copyOf(omitted);
  }

  /** One field of a message, and the options that go into it. */
  private static final class Area {

    private final int room;
    private final OptionSet.Builder options = OptionSet.builder();

    Area(int room) {
      this.room = room;
    }

    boolean isEmpty() {
      return options.length() == 0;
    }

    boolean takes(int code, Octets value) {
      options.putRaw(code, value);
      if (options.length() > room) {
        options.remove(code);
        return false;
      }
      return true;
    }

    void writeTo(byte[] fixed, int offset) {
      if (!isEmpty()) {
        Octets octets = options.build().field();
        octets.copyTo(fixed, offset);
        fixed[offset + octets.length()] = DhcpCodec.END;
      }
    }
  }
}
