/** What several commands have in common: the option {@code --config}, and how values are read. */
package io.leasehold.dhcp.examples.config;
