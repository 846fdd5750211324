package io.leasehold.dhcp.store.h2;

/**
 * The file of an {@link H2LeaseStore} cannot be opened, read or written; the message names the file
 * and says what to do.
 */
public final class H2LeaseStoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  H2LeaseStoreException(String message) {
    super(message);
  }

  H2LeaseStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
