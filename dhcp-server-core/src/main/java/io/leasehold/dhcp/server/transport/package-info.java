/** How datagrams come and go: the transport SPI, and the UDP transport on the JDK's channels. */
package io.leasehold.dhcp.server.transport;
