/** Measurements; run them with {@code java -jar dhcp-benchmarks/target/benchmarks.jar -prof gc}. */
package io.leasehold.dhcp.benchmarks;
