/**
 * The values of options that have a structure of their own: how each is made, read, written and
 * shown in words. Nothing here knows which option carries it.
 */
package io.leasehold.dhcp.codec.value;
