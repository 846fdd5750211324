/** The demo: a server with a store on disk, and clients that talk to it over loopback. */
package io.leasehold.dhcp.examples.demo;
