/**
 * The simulator: {@link io.leasehold.dhcp.testkit.simulation.SimulatedNetwork} runs servers, relay
 * agents and clients in virtual time, and checks that the promises are kept.
 */
package io.leasehold.dhcp.testkit.simulation;
