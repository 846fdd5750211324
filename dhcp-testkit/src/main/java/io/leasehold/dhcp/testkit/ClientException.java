package io.leasehold.dhcp.testkit;

/** A client has not got what it asked for: the message says what it sent, and what came back. */
public final class ClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClientException(String message) {
    super(message);
  }
}
