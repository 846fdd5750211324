/**
 * Policies for common needs, written on the policy SPI like anybody's own. They compose: {@code
 * deny.then(rateLimit).then(adaptive)}.
 */
package io.leasehold.dhcp.server.policy.builtin;
