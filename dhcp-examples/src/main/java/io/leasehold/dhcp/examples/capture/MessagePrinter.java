package io.leasehold.dhcp.examples.capture;

/** A form in which messages are printed. */
interface MessagePrinter {

  /** Prints one message. */
  void print(FoundMessage message);
}
