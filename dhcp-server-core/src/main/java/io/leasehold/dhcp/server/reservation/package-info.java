/**
 * The reservation SPI, for those whose hosts live in a database of their own: implement {@link
 * io.leasehold.dhcp.server.reservation.ReservationSource}.
 */
package io.leasehold.dhcp.server.reservation;
