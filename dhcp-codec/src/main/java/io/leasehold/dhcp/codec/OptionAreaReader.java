package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads the options of one datagram from the options field and, where option 52 says so, from
 * {@code file} and {@code sname}, in this order (RFC 2131 section 4.1); joins the pieces of an
 * option (RFC 3396 section 7).
 */
final class OptionAreaReader {

  private static final int PAD = 0;
  private static final int END = 255;
  private static final int FILE_BIT = 1;
  private static final int SNAME_BIT = 2;

  private final Octets datagram;
  private final List<DecodeProblem> problems;
  private final BitSet seen = new BitSet(256);
  private final BitSet split = new BitSet(0);
  private int[] offsets = new int[16];
  private int pieces;
  private int overload;

  OptionAreaReader(Octets datagram, List<DecodeProblem> problems) {
    this.datagram = datagram;
    this.problems = problems;
  }

  OptionSet read() {
    readArea(DhcpCodec.OPTIONS_OFFSET, datagram.length());
    // Only what the options field says counts: an option 52 inside file or sname has no effect.
    if (seen.get(DhcpOptions.OVERLOAD.code())) {
      overload = join().get(DhcpOptions.OVERLOAD).orElse(0);
    }
    if (fileHoldsOptions()) {
      readArea(DhcpCodec.FILE_OFFSET, DhcpCodec.HEADER_LENGTH);
    }
    if (snameHoldsOptions()) {
      readArea(DhcpCodec.SNAME_OFFSET, DhcpCodec.FILE_OFFSET);
    }
    OptionSet options = join();
    options.forEach(this::checkValue);
    return options;
  }

  boolean fileHoldsOptions() {
    return (overload & FILE_BIT) != 0;
  }

  boolean snameHoldsOptions() {
    return (overload & SNAME_BIT) != 0;
  }

  private void readArea(int start, int end) {
    int at = start;
    while (at < end) {
      int code = datagram.u8(at);
      if (code == END) {
        return;
      }
      if (code == PAD) {
        at++;
        continue;
      }
      if (at + 1 == end) {
        problems.add(new DecodeProblem(name(code), at, "a length", "the end of the field"));
        return;
      }
      int valueEnd = valueEnd(at);
      if (valueEnd > end) {
        problems.add(
            new DecodeProblem(
                name(code),
                at,
                datagram.u8(at + 1) + " octets of value",
                end - at - 2 + " up to the end of the field"));
        return;
      }
      addPiece(code, at);
      at = valueEnd;
    }
  }

  private void addPiece(int code, int offset) {
    if (pieces == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * pieces);
    }
    offsets[pieces++] = offset;
    if (seen.get(code)) {
      split.set(code);
    }
    seen.set(code);
  }

  private OptionSet join() {
    OptionSet.Builder options = OptionSet.builder();
    byte[][] joined = split.isEmpty() ? new byte[0][] : joinSplit();
    for (int i = 0; i < pieces; i++) {
      int code = datagram.u8(offsets[i]);
      if (!split.get(code)) {
        options.putRaw(code, piece(i));
      } else if (!options.contains(code)) {
        options.putRaw(code, Octets.wrap(joined[code]));
      }
    }
    return options.build();
  }

  private byte[][] joinSplit() {
    int[] lengths = new int[256];
    for (int i = 0; i < pieces; i++) {
      lengths[datagram.u8(offsets[i])] += piece(i).length();
    }
    byte[][] joined = new byte[256][];
    int[] ends = new int[256];
    for (int i = 0; i < pieces; i++) {
      int code = datagram.u8(offsets[i]);
      if (split.get(code)) {
        if (joined[code] == null) {
          joined[code] = new byte[lengths[code]];
        }
        piece(i).copyTo(joined[code], ends[code]);
        ends[code] += piece(i).length();
      }
    }
    return joined;
  }

  private Octets piece(int index) {
    return datagram.slice(offsets[index] + 2, valueEnd(offsets[index]));
  }

  private int valueEnd(int offset) {
    return offset + 2 + datagram.u8(offset + 1);
  }

  private void checkValue(int code, Octets value) {
    Optional<OptionKey<?>> key = DhcpOptions.byCode(code);
    if (key.isPresent() && !key.get().format().accepts(value)) {
      problems.add(
          new DecodeProblem(
              key.get().toString(),
              firstOffset(code),
              key.get().format().expected(),
              value.isEmpty() ? "no octets" : value.toString()));
    }
  }

  private int firstOffset(int code) {
    return Arrays.stream(offsets, 0, pieces)
        .filter(at -> datagram.u8(at) == code)
        .findFirst()
        .orElse(0);
  }

  private static String name(int code) {
    return DhcpOptions.byCode(code).map(OptionKey::toString).orElse("option " + code);
  }
}
