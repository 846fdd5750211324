package io.leasehold.dhcp.codec;

import io.leasehold.dhcp.codec.address.HardwareAddress;
import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.option.OptionSet;
import java.util.ArrayList;
import java.util.List;

/** Finds everything that a sender should have written otherwise. */
final class DatagramCheck {

  private static final int ETHERNET = 1;
  private static final int ETHERNET_HLEN = 6;
  private static final int RESERVED_FLAGS = 0x7fff;

  private final Octets datagram;
  private final List<DecodeProblem> problems = new ArrayList<>(0);

  private DatagramCheck(Octets datagram) {
    this.datagram = datagram;
  }

  /** Returns the problems of a datagram that is long enough for a header, in order of finding. */
  static List<DecodeProblem> problemsOf(Octets datagram) {
    DatagramCheck check = new DatagramCheck(datagram);
    check.header();
    if (DhcpCodec.hasCookie(datagram)) {
      OptionAreaReader areas = new OptionAreaReader(datagram);
      OptionSet options = areas.read();
      check.problems.addAll(areas.problems(options));
    } else {
      check.cookie();
    }
    return List.copyOf(check.problems);
  }

  private void header() {
    int op = datagram.u8(0);
    if (op != DhcpMessage.BOOTREQUEST && op != DhcpMessage.BOOTREPLY) {
      problem("op", 0, "1 (BOOTREQUEST) or 2 (BOOTREPLY)", Integer.toString(op));
    }
    int hlen = datagram.u8(2);
    if (hlen > HardwareAddress.MAX_LENGTH) {
      problem("hlen", 2, "at most 16", Integer.toString(hlen));
    } else if (datagram.u8(1) == ETHERNET && hlen != ETHERNET_HLEN) {
      problem("hlen", 2, "6 where htype is 1 (Ethernet)", Integer.toString(hlen));
    }
    if ((datagram.u16(10) & RESERVED_FLAGS) != 0) {
      problem("flags", 10, "0000 or 8000", datagram.slice(10, 12).toString());
    }
  }

  private void cookie() {
    int end = Math.min(datagram.length(), DhcpCodec.OPTIONS_OFFSET);
    Octets found = datagram.slice(DhcpCodec.HEADER_LENGTH, end);
    problem(
        "magic cookie",
        DhcpCodec.HEADER_LENGTH,
        "63825363",
        found.isEmpty() ? "the end of the datagram" : found.toString());
  }

  private void problem(String subject, int offset, String expected, String found) {
    problems.add(new DecodeProblem(subject, offset, expected, found));
  }
}
