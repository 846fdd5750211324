package io.leasehold.dhcp.codec.value;

/** The value of an option that has none: its being there is all it says. */
public enum Flag {
  /** The option is there. */
  SET;

  /** Returns «set». */
  @Override
  public String toString() {
    return "set";
  }
}
