/** What a server hands out, as immutable values: start at {@link ServerConfig}. */
package io.leasehold.dhcp.server.config;
