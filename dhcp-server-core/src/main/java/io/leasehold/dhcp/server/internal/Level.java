package io.leasehold.dhcp.server.internal;

import io.leasehold.dhcp.server.config.Settings;

/**
 * What holds at a place of the configuration, from the network segment inwards.
 *
 * @param inner what the place and those around it set, without the server
 * @param server what the server sets
 * @param all both
 */
record Level(Settings inner, Settings server, Settings all) {

  /** Returns the level of a server, outside of all networks. */
  static Level ofServer(Settings server) {
    return new Level(Settings.NONE, server, server);
  }

  /** Returns the level of something inside this one. */
  Level within(Settings own) {
    Settings within = own.over(inner);
    return new Level(within, server, within.over(server));
  }

  /**
   * Returns what holds for clients whose classes set something: their options stand between the
   * server's and the network's, and everything else before that of any place.
   */
  Settings with(Settings classes) {
    return classes.isEmpty()
        ? all
        : inner.over(classes).over(server).withValuesOf(classes.over(all));
  }
}
