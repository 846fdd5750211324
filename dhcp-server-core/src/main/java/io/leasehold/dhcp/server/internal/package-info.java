/** The values that the steps of the engine hand to each other. */
package io.leasehold.dhcp.server.internal;
