package io.leasehold.dhcp.examples.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Shows a lease file as anybody can who has H2: with SQL. */
final class LeaseListing {

  private static final String QUERY =
      """
      SELECT IP, STATE, RAWTOHEX(HARDWARE_ADDRESS) AS CLIENT, HOST_NAME,
        FORMATDATETIME(ENDS_AT, 'yyyy-MM-dd HH:mm:ss') AS ENDS_AT
      FROM LEASE ORDER BY ADDRESS""";

  private static final String LINE = "  %-12s %-12s %-14s %-10s %s%n";

  private LeaseListing() {}

  static void print(Path file, PrintWriter out) throws SQLException {
    String url = "jdbc:h2:file:" + file.toAbsolutePath() + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      out.printf(LINE, "IP", "STATE", "CLIENT", "HOST_NAME", "ENDS_AT");
      while (row.next()) {
        out.printf(
            LINE,
            row.getString("IP"),
            row.getString("STATE"),
            row.getString("CLIENT"),
            row.getString("HOST_NAME"),
            row.getString("ENDS_AT"));
      }
    }
  }
}
