package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays the options of one message out in the options field and, where that is too small, in {@code
 * file} and {@code sname} (RFC 2131 section 4.1); splits long ones (RFC 3396 section 6).
 */
final class OptionAreaWriter {

  private static final int END = 255;
  private static final int MAX_PIECE = 255;
  private static final int OVERLOAD_LENGTH = 3;
  private static final int RELAY = DhcpOptions.RELAY_AGENT_INFORMATION.code();
  private static final int OVERLOAD = DhcpOptions.OVERLOAD.code();

  private final List<Area> areas = new ArrayList<>(3);
  private final List<Integer> omitted = new ArrayList<>(0);

  /**
   * Plans the layout.
   *
   * @param room of the options field, without the cookie, in octets
   */
  OptionAreaWriter(OptionSet options, int room, boolean fileIsFree, boolean snameIsFree) {
    boolean overload = (fileIsFree || snameIsFree) && lengthOf(options) + 1 > room;
    // Option 82 is never put into file or sname, and comes last (RFC 3046 section 2.2): its room in
    // the options field is kept free, unless it does not fit at all.
    int relayLength = options.raw(RELAY).map(OptionAreaWriter::writtenLength).orElse(0);
    int most = room - 1 - (overload ? OVERLOAD_LENGTH : 0);
    boolean relayFits = relayLength <= most;
    areas.add(new Area(DhcpCodec.OPTIONS_OFFSET, relayFits ? most - relayLength : most));
    if (overload && fileIsFree) {
      areas.add(new Area(DhcpCodec.FILE_OFFSET, DhcpMessage.FILE_LENGTH - 1));
    }
    if (overload && snameIsFree) {
      areas.add(new Area(DhcpCodec.SNAME_OFFSET, DhcpMessage.SNAME_LENGTH - 1));
    }
    options.forEach(this::place);
    if (relayFits) {
      options.raw(RELAY).ifPresent(value -> areas.get(0).take(RELAY, value));
    } else {
      omitted.add(RELAY);
    }
    declareOverload();
  }

  private void place(int code, Octets value) {
    if (code == RELAY || code == OVERLOAD) {
      return;
    }
    for (Area area : areas) {
      if (writtenLength(value) <= area.room - area.length) {
        area.take(code, value);
        return;
      }
    }
    omitted.add(code);
  }

  private void declareOverload() {
    int bits = 0;
    for (Area area : areas) {
      if (area.length > 0) {
        bits |= area.offset == DhcpCodec.FILE_OFFSET ? 1 : 0;
        bits |= area.offset == DhcpCodec.SNAME_OFFSET ? 2 : 0;
      }
    }
    if (bits != 0) {
      // Before option 82, which stays the last one.
      areas.get(0).insert(OVERLOAD, Octets.of(bits));
    }
  }

  /** Returns the length of the options field, END included. */
  int optionsLength() {
    return areas.get(0).length + 1;
  }

  List<Integer> omitted() {
    return omitted;
  }

  void writeTo(byte[] datagram) {
    for (Area area : areas) {
      if (area.length > 0 || area.offset == DhcpCodec.OPTIONS_OFFSET) {
        area.writeTo(datagram);
      }
    }
  }

  private static int lengthOf(OptionSet options) {
    int[] length = {0};
    options.forEach((code, value) -> length[0] += code == OVERLOAD ? 0 : writtenLength(value));
    return length[0];
  }

  private static int writtenLength(Octets value) {
    int pieces = Math.max(1, (value.length() + MAX_PIECE - 1) / MAX_PIECE);
    return value.length() + 2 * pieces;
  }

  /** One field, and the options that go into it. */
  private static final class Area {

    private final int offset;
    private final int room;
    private final List<Entry> entries = new ArrayList<>();
    private int length;

    Area(int offset, int room) {
      this.offset = offset;
      this.room = room;
    }

    void take(int code, Octets value) {
      entries.add(new Entry(code, value));
      length += writtenLength(value);
    }

    void insert(int code, Octets value) {
      boolean relayLast = !entries.isEmpty() && entries.get(entries.size() - 1).code == RELAY;
      entries.add(entries.size() - (relayLast ? 1 : 0), new Entry(code, value));
      length += writtenLength(value);
    }

    void writeTo(byte[] datagram) {
      int at = offset;
      for (Entry entry : entries) {
        at = entry.writeTo(datagram, at);
      }
      datagram[at] = (byte) END;
    }
  }

  private record Entry(int code, Octets value) {

    int writeTo(byte[] datagram, int start) {
      int at = start;
      int from = 0;
      do {
        int to = Math.min(from + MAX_PIECE, value.length());
        datagram[at] = (byte) code;
        datagram[at + 1] = (byte) (to - from);
        value.slice(from, to).copyTo(datagram, at + 2);
        at += 2 + to - from;
        from = to;
      } while (from < value.length());
      return at;
    }
  }
}
