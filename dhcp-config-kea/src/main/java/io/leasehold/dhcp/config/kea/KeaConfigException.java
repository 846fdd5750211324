package io.leasehold.dhcp.config.kea;

/** A document is not the configuration of a server that this library can be. */
public final class KeaConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private static final int MAX_QUOTED = 80;

  private final String path;
  private final String found;
  private final String expected;

  KeaConfigException(String path, String found, String expected) {
    super(path + ": expected " + expected + ", found " + shortened(found));
    this.path = path;
    this.found = found;
    this.expected = expected;
  }

  private static String shortened(String found) {
    return found.length() <= MAX_QUOTED ? found : found.substring(0, MAX_QUOTED) + "…";
  }

  /**
   * Returns where, such as {@code Dhcp4.subnet4[0].pools[1].pool}; in a document that is not JSON
   * the line and the column.
   */
  public String path() {
    return path;
  }

  /** Returns what is there, as JSON. */
  public String found() {
    return found;
  }

  /** Returns what should be there, in words. */
  public String expected() {
    return expected;
  }
}
