package io.leasehold.dhcp.config.kea.differential;

/**
 * One difference between two answers.
 *
 * @param signature what differs, in words that are the same each time
 * @param isOfOutcome whether the answers are of different types, or one is silence
 * @param values Kea's value and ours
 */
record Difference(String signature, boolean isOfOutcome, String values) {}
