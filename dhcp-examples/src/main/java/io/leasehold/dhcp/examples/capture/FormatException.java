package io.leasehold.dhcp.examples.capture;

import java.io.IOException;

/** A file breaks its format; the message says where, what was expected and what was found. */
final class FormatException extends IOException {

  private static final long serialVersionUID = 1;

  /** For a place in a binary file, in octets from its start. */
  FormatException(long offset, String expected, String found) {
    this("offset " + offset, expected, found);
  }

  FormatException(String place, String expected, String found) {
    super("at " + place + ": expected " + expected + ", found " + found);
  }
}
