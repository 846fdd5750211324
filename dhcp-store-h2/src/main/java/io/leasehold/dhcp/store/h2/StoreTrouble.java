package io.leasehold.dhcp.store.h2;

import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** What is said when something cannot be done: the file, what is wrong, and what to do. */
final class StoreTrouble {

  private StoreTrouble() {}

  /** Returns the exception of a store that cannot be opened as {@code reason} says. */
  static H2LeaseStoreException refused(StoreFiles files, String reason) {
    return new H2LeaseStoreException("lease store " + files + " " + reason);
  }

  /** As {@link #refused(StoreFiles, String)}, where something has failed. */
  static H2LeaseStoreException refused(StoreFiles files, String reason, Throwable cause) {
    return new H2LeaseStoreException(
        "lease store " + files + " " + reason + " (" + cause.getMessage() + ")", cause);
  }

  /** Returns what is wrong with a table that H2 does not open, and what to do. */
  static String reason(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          "is in use by another process: stop that, or use another file";
      case ErrorCode.DATABASE_NOT_FOUND_WITH_IF_EXISTS_1 ->
          "has gone: put it back, or open the store anew to begin without leases";
      case ErrorCode.FILE_VERSION_ERROR_1 ->
          "was written by an H2 of another version: convert it with H2's Script tool";
      case ErrorCode.FILE_ENCRYPTION_ERROR_1, ErrorCode.WRONG_USER_OR_PASSWORD ->
          "cannot be decrypted: open it with the password that it was made with";
      case ErrorCode.FILE_CORRUPTED_1 ->
          "is damaged: restore a copy, or save what is left with H2's Recover tool";
      default -> "cannot be opened: see that it can be read and written, and the disk is not full";
    };
  }
}
