/** What H2 is given to work with, and must be able to make; not for anybody else. */
package io.leasehold.dhcp.store.h2.internal;
