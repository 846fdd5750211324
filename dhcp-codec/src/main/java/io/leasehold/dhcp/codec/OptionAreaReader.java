package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.DhcpOptions;
import io.leasehold.dhcp.codec.option.OptionKey;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the options of one datagram from the options field and, where option 52 says so, from
 * {@code file} and {@code sname}, in this order (RFC 2131 section 4.1); joins the pieces of an
 * option (RFC 3396 section 7). Notes what is wrong on the way.
 */
final class OptionAreaReader {

  private static final int PAD = 0;
  private static final int END = 255;
  private static final int FILE_BIT = 1;
  private static final int SNAME_BIT = 2;
  private static final int NOWHERE = -1;

  /** How many octets of a value a problem shows. */
  private static final int MAX_SHOWN = 64;

  private final Octets datagram;
  private final List<DecodeProblem> problems = new ArrayList<>(0);

  /** By code: where the first piece is, and how long all pieces are together. */
  private final int[] offsets = new int[256];

  private final int[] lengths = new int[256];

  /** Where each piece is, in the order of reading. */
  private int[] pieces = new int[16];

  private int pieceCount;
  private int overload;

  OptionAreaReader(Octets datagram) {
    this.datagram = datagram;
    Arrays.fill(offsets, NOWHERE);
  }

  OptionSet read() {
    readArea("options", DhcpCodec.OPTIONS_OFFSET, datagram.length());
    // Only what the options field says counts: an option 52 inside file or sname has no effect.
    int code = DhcpOptions.OVERLOAD.code();
    if (offsets[code] != NOWHERE && lengths[code] == 1) {
      overload = DhcpOptions.OVERLOAD.decode(piece(offsets[code])).orElse(0);
    }
    if (fileHoldsOptions()) {
      readArea("file", DhcpCodec.FILE_OFFSET, DhcpCodec.HEADER_LENGTH);
    }
    if (snameHoldsOptions()) {
      readArea("sname", DhcpCodec.SNAME_OFFSET, DhcpCodec.FILE_OFFSET);
    }
    return join();
  }

  boolean fileHoldsOptions() {
    return (overload & FILE_BIT) != 0;
  }

  boolean snameHoldsOptions() {
    return (overload & SNAME_BIT) != 0;
  }

  /** Returns what is wrong with the fields that have been read, and with the values in them. */
  List<DecodeProblem> problems(OptionSet options) {
    options.forEach(this::checkValue);
    return problems;
  }

  private void readArea(String field, int start, int end) {
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
      int next = at + 2 + datagram.u8(at + 1);
      if (next > end) {
        problems.add(
            new DecodeProblem(
                name(code),
                at,
                datagram.u8(at + 1) + " octets of value",
                end - at - 2 + " up to the end of the field"));
        return;
      }
      addPiece(code, at);
      at = next;
    }
    problems.add(new DecodeProblem(field, end, "END (255)", "the end of the field"));
  }

  private void addPiece(int code, int at) {
    if (pieceCount == pieces.length) {
      pieces = Arrays.copyOf(pieces, 2 * pieceCount);
    }
    pieces[pieceCount++] = at;
    if (offsets[code] == NOWHERE) {
      offsets[code] = at;
    }
    lengths[code] += datagram.u8(at + 1);
  }

  /** Returns the options in the order in which their codes first appear. */
  private OptionSet join() {
    byte[] values = new byte[Arrays.stream(lengths).sum()];
    int[] ends = new int[256];
    List<Integer> codes = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < pieceCount; i++) {
      int code = datagram.u8(pieces[i]);
      if (offsets[code] == pieces[i]) {
        codes.add(code);
        ends[code] = start;
        start += lengths[code];
      }
      Octets piece = piece(pieces[i]);
      piece.copyTo(values, ends[code]);
      ends[code] += piece.length();
    }
    OptionSet.Builder options = OptionSet.builder();
    for (int code : codes) {
      options.putRaw(code, Octets.wrap(values, ends[code] - lengths[code], lengths[code]));
    }
    return options.build();
  }

  private Octets piece(int at) {
    return datagram.slice(at + 2, at + 2 + datagram.u8(at + 1));
  }

  private void checkValue(int code, Octets value) {
    DhcpOptions.byCode(code)
        .map(OptionKey::format)
        .filter(format -> !format.accepts(value))
        .ifPresent(
            format ->
                problems.add(
                    new DecodeProblem(name(code), offsets[code], format.expected(), shown(value))));
  }

  private static String shown(Octets value) {
    return value.length() > MAX_SHOWN
        ? value.slice(0, MAX_SHOWN) + "… of " + value.length() + " octets"
        : value.isEmpty() ? "no octets" : value.toString();
  }

  private static String name(int code) {
    return DhcpOptions.byCode(code).map(OptionKey::toString).orElse("option " + code);
  }
}
