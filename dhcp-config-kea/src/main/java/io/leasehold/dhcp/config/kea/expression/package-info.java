/**
 * Kea's expressions, such as the {@code test} of a client class: read, and computed as Kea 2.2 to
 * 2.6 do. Start at {@link io.leasehold.dhcp.config.kea.expression.KeaExpression}.
 */
package io.leasehold.dhcp.config.kea.expression;
