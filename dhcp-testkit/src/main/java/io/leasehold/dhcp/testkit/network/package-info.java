/**
 * A network in memory: time that passes only where everybody waits, and segments with servers,
 * clients and relay agents.
 */
package io.leasehold.dhcp.testkit.network;
