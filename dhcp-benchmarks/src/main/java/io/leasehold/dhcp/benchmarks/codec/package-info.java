/**
 * Our codec beside those of other libraries, in one run. Their jars and the adapters to them lie in
 * {@code target/peers}, each peer behind a class loader of its own.
 */
package io.leasehold.dhcp.benchmarks.codec;
