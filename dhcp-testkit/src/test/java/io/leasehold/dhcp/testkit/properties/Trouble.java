package io.leasehold.dhcp.testkit.properties;

/** What goes wrong while a batch is handled. */
enum Trouble {
  NONE,
  READ_THROWS,
  COMMIT_THROWS_BEFORE,
  COMMIT_THROWS_AFTER,
  COMMIT_THROWS_HALFWAY,
  /** The second commit of the batch throws: that of what clients give up. */
  SECOND_COMMIT_THROWS,
  /** Another server changes the first address of the first commit. */
  RACE,
  /** Another server changes the first address of every commit. */
  RACES,
  POLICY_THROWS,
  POLICY_IS_SILENT,
  POLICY_REFUSES,
  POLICY_WANTS_NO_NAK,
  POLICY_WANTS_NO_EXTENSION,
  LISTENER_THROWS;

  /** Returns whether something may be stored afterwards of which the engine does not know. */
  boolean surprises() {
    return this == RACE
        || this == RACES
        || this == COMMIT_THROWS_AFTER
        || this == COMMIT_THROWS_HALFWAY;
  }

  /** Returns whether the engine is to do what it does without. */
  boolean isHarmless() {
    return this == NONE || this == LISTENER_THROWS;
  }
}
