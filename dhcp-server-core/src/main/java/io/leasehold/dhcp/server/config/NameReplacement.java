package io.leasehold.dhcp.server.config;

/** When a client is called by a name that is made of its address. */
public enum NameReplacement {
  /** Never, but where option 81 has no name. */
  NEVER,
  /** In the place of the name that it sends. */
  WHEN_PRESENT,
  /** Where it sends no name. */
  WHEN_NOT_PRESENT,
  /** Whether it sends a name or not. */
  ALWAYS;

  /**
   * Returns whether a client is called so.
   *
   * @param present whether it sends a name
   */
  public boolean appliesTo(boolean present) {
    return switch (this) {
      case NEVER -> false;
      case WHEN_PRESENT -> present;
      case WHEN_NOT_PRESENT -> !present;
      case ALWAYS -> true;
    };
  }
}
