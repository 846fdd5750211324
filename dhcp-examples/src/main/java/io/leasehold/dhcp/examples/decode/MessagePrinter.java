package io.leasehold.dhcp.examples.decode;

/** A form in which messages are printed. */
interface MessagePrinter {

  /** Prints one message. */
  void print(FoundMessage message);
}
