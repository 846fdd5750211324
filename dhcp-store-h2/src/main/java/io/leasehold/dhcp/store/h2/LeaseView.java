package io.leasehold.dhcp.store.h2;

import io.leasehold.dhcp.server.store.LeaseState;
import io.leasehold.dhcp.server.store.NameUpdates;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The view that people read leases by: what {@link LeaseBlock} and {@link LeaseRecord} have, in
 * plain SQL, so that any tool can read it without this code, and storing a lease costs nothing for
 * it.
 */
final class LeaseView {

  private LeaseView() {}

  /** Returns the statement that makes the view. */
  static String create() {
    return """
        CREATE OR REPLACE VIEW LEASE AS
        SELECT ADDRESS,
          ADDRESS / 16777216 || '.' || MOD(ADDRESS / 65536, 256)
            || '.' || MOD(ADDRESS / 256, 256) || '.' || MOD(ADDRESS, 256) AS IP,
          VERSION,
          %s AS STATE,
          CASE WHEN CLIENT > 0 THEN SUBSTRING(RECORD, 39, CLIENT) END AS CLIENT_ID,
          CASE WHEN CLIENT > 0 AND UTF8TOSTRING(SUBSTRING(RECORD, 39, CLIENT))
              REGEXP '^[ -~]*$'
            THEN UTF8TOSTRING(SUBSTRING(RECORD, 39, CLIENT)) END AS CLIENT_ID_TEXT,
          CASE WHEN HARDWARE > 0
            THEN CAST(X'000000' || SUBSTRING(RECORD, 39 + CLIENT, 1) AS INTEGER) END AS HTYPE,
          CASE WHEN HARDWARE > 0
            THEN SUBSTRING(RECORD, 40 + CLIENT, HARDWARE - 1) END AS HARDWARE_ADDRESS,
          CASE WHEN HOST > 0
            THEN UTF8TOSTRING(SUBSTRING(RECORD, 39 + CLIENT + HARDWARE, HOST)) END AS HOST_NAME,
          CASE WHEN RELAY > 0
            THEN SUBSTRING(RECORD, 39 + CLIENT + HARDWARE + HOST, RELAY)
            END AS RELAY_AGENT_INFORMATION,
          %s AS NAME_UPDATES,
          %s AS STARTS_AT,
          %s AS ENDS_AT
        FROM (
          SELECT ADDRESS, RECORD,
            CAST(SUBSTRING(RECORD, 5, 8) AS BIGINT) AS VERSION,
            CAST(SUBSTRING(RECORD, 13, 8) AS BIGINT) AS STARTS,
            CAST(SUBSTRING(RECORD, 21, 8) AS BIGINT) AS ENDS,
            SUBSTRING(RECORD, 29, 1) AS STATE_CODE,
            SUBSTRING(RECORD, 30, 1) AS UPDATES_CODE,
            CAST(X'000000' || SUBSTRING(RECORD, 31, 1) AS INTEGER) AS CLIENT,
            CAST(X'000000' || SUBSTRING(RECORD, 32, 1) AS INTEGER) AS HARDWARE,
            CAST(X'0000' || SUBSTRING(RECORD, 33, 2) AS INTEGER) AS HOST,
            CAST(SUBSTRING(RECORD, 35, 4) AS INTEGER) AS RELAY
          FROM (
            SELECT NUMBER * 32 + X AS ADDRESS,
              SUBSTRING(RECORDS, BEGIN + 1, CAST(SUBSTRING(RECORDS, 4 * X + 1, 4) AS INTEGER) - BEGIN)
                AS RECORD
            FROM (
              SELECT NUMBER, RECORDS, X,
                CASE WHEN X = 0 THEN 128
                  ELSE CAST(SUBSTRING(RECORDS, 4 * X - 3, 4) AS INTEGER) END AS BEGIN
              FROM LEASE_BLOCK CROSS JOIN SYSTEM_RANGE(0, 31)))
          WHERE OCTET_LENGTH(RECORD) > 0)"""
        .formatted(
            words("STATE_CODE", LeaseState.values(), LeaseRecord::codeOf),
            words("UPDATES_CODE", NameUpdates.values(), LeaseRecord::codeOf),
            time("STARTS"),
            time("ENDS"));
  }

  /** Returns a time, in years of four digits; H2 adds no more than 68 years of seconds. */
  private static String time(String column) {
    return "CAST(DATEADD(MILLISECOND, 1000 * GREATEST(-62167219200, LEAST(253402300799, "
        + column
        + ")), TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00') AS TIMESTAMP(0) WITH TIME ZONE)";
  }

  private interface Code<T> {
    byte of(T value);
  }

  private static <T extends Enum<T>> String words(String column, T[] values, Code<T> code) {
    return Arrays.stream(values)
        .map(
            value ->
                String.format(Locale.ROOT, "WHEN X'%02X' THEN '%s'", code.of(value), value.name()))
        .collect(Collectors.joining(" ", "CASE " + column + " ", " END"));
  }
}
