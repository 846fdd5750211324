/**
 * Examples and tools that run from one jar: start at {@link io.leasehold.dhcp.examples.Leasehold}.
 */
package io.leasehold.dhcp.examples;
