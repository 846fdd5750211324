package io.leasehold.dhcp.config.kea.differential;

/** A server that is asked questions. */
interface Contestant {

  /** Starts over: a configuration and no leases. */
  void start(String document);

  Answer ask(Question question);
}
