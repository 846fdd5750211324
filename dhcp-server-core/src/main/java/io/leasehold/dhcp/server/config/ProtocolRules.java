package io.leasehold.dhcp.server.config;

import java.time.Duration;

/**
 * How the server plays its part of the protocol: the same for all networks. Where a rule is a
 * switch, the default is what the RFC says.
 *
 * @param offerHoldTime how long an offered address is kept for the client (RFC 2131 section 3.1)
 * @param quarantineTime how long a declined address goes to nobody (RFC 2131 section 4.3.3)
 * @param leaseAffinity how long the address of a lease that has ended goes to nobody but its client
 * @param renewalCacheTime a renewal so soon after the last one gets the time that is left, and
 *     nothing is stored; zero stores every renewal
 * @param minSecs a DISCOVER with less in {@code secs} is left to other servers
 * @param maxHops a message with more in {@code hops} has gone around in circles (RFC 1542 section
 *     4.1.1)
 * @param maxMessageSize the longest reply, in octets with the headers of IP and UDP, whatever a
 *     client says that it can take (option 57)
 * @param strictHardwareAddress whether an Ethernet client whose {@code hlen} is not 6 meets silence
 * @param ignoreServerIdentifier whether a request to another server (option 54) is answered as if
 *     it were to this one
 * @param adoptUnknownClients whether an authoritative server gives a client that it does not know
 *     the free address that it asks to keep, rather than refusing it
 * @param replaceRoutes whether a client that asks for classless routes (121), and gets some, does
 *     without options 3 and 33, unless they are always sent (RFC 3442)
 * @param clientPort the UDP port of clients
 * @param relayPort the UDP port of relay agents
 */
public record ProtocolRules(
    Duration offerHoldTime,
    Duration quarantineTime,
    Duration leaseAffinity,
    Duration renewalCacheTime,
    int minSecs,
    int maxHops,
    int maxMessageSize,
    boolean strictHardwareAddress,
    boolean ignoreServerIdentifier,
    boolean adoptUnknownClients,
    boolean replaceRoutes,
    int clientPort,
    int relayPort) {

  /** The rules of a server that follows the RFCs to the letter, on the standard ports. */
  public static final ProtocolRules DEFAULT = builder().build();

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException when a time or a number is out of its range
   */
  public ProtocolRules {
    Times.check("offerHoldTime", offerHoldTime, Duration.ZERO);
    Times.check("quarantineTime", quarantineTime, Duration.ZERO);
    Times.check("leaseAffinity", leaseAffinity, Duration.ZERO);
    Times.check("renewalCacheTime", renewalCacheTime, Duration.ZERO);
    inRange("minSecs", minSecs, 0, 65_535);
    inRange("maxHops", maxHops, 0, 255);
    // From what every host must take (RFC 2131 section 2) to the most that IP can carry.
    inRange("maxMessageSize", maxMessageSize, 576, 65_535);
    inRange("clientPort", clientPort, 1, 65_535);
    inRange("relayPort", relayPort, 1, 65_535);
  }

  private static void inRange(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + " " + value + ": expected " + min + " to " + max);
    }
  }

  /** Returns a builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with these rules. */
  public Builder toBuilder() {
    return builder()
        .offerHoldTime(offerHoldTime)
        .quarantineTime(quarantineTime)
        .leaseAffinity(leaseAffinity)
        .renewalCacheTime(renewalCacheTime)
        .minSecs(minSecs)
        .maxHops(maxHops)
        .maxMessageSize(maxMessageSize)
        .strictHardwareAddress(strictHardwareAddress)
        .ignoreServerIdentifier(ignoreServerIdentifier)
        .adoptUnknownClients(adoptUnknownClients)
        .replaceRoutes(replaceRoutes)
        .clientPort(clientPort)
        .relayPort(relayPort);
  }

  /** Collects rules. For one thread. */
  public static final class Builder {

    private Duration offerHoldTime = Duration.ofSeconds(60);
    private Duration quarantineTime = Duration.ofDays(1);
    private Duration leaseAffinity = Duration.ZERO;
    private Duration renewalCacheTime = Duration.ZERO;
    private int minSecs;
    private int maxHops = 16;
    private int maxMessageSize = 1500;
    private boolean strictHardwareAddress;
    private boolean ignoreServerIdentifier;
    private boolean adoptUnknownClients;
    private boolean replaceRoutes = true;
    private int clientPort = 68;
    private int relayPort = 67;

    private Builder() {}

    /** Sets how long an offered address is kept; one minute unless set. */
    public Builder offerHoldTime(Duration time) {
      offerHoldTime = time;
      return this;
    }

    /** Sets how long a declined address goes to nobody; one day unless set. */
    public Builder quarantineTime(Duration time) {
      quarantineTime = time;
      return this;
    }

    /** Sets how long an address waits for its former client; zero unless set. */
    public Builder leaseAffinity(Duration time) {
      leaseAffinity = time;
      return this;
    }

    /** Sets for how long a renewal is answered from the last one; zero unless set. */
    public Builder renewalCacheTime(Duration time) {
      renewalCacheTime = time;
      return this;
    }

    /** Sets the least {@code secs} of a DISCOVER that is answered; 0 unless set. */
    public Builder minSecs(int secs) {
      minSecs = secs;
      return this;
    }

    /** Sets the most {@code hops} of a message that is answered; 16 unless set. */
    public Builder maxHops(int hops) {
      maxHops = hops;
      return this;
    }

    /**
     * Sets the longest reply, in octets with the headers of IP and UDP; 1500 unless set, which fits
     * an Ethernet frame.
     */
    public Builder maxMessageSize(int octets) {
      maxMessageSize = octets;
      return this;
    }

    /** Sets whether an Ethernet address must have 6 octets; off unless set. */
    public Builder strictHardwareAddress(boolean strict) {
      strictHardwareAddress = strict;
      return this;
    }

    /** Sets whether requests to other servers are answered; off unless set. */
    public Builder ignoreServerIdentifier(boolean ignore) {
      ignoreServerIdentifier = ignore;
      return this;
    }

    /** Sets whether an authoritative server takes unknown clients over; off unless set. */
    public Builder adoptUnknownClients(boolean adopt) {
      adoptUnknownClients = adopt;
      return this;
    }

    /** Sets whether classless routes replace options 3 and 33; on unless set. */
    public Builder replaceRoutes(boolean replace) {
      replaceRoutes = replace;
      return this;
    }

    /** Sets the clients' port; 68 unless set. */
    public Builder clientPort(int port) {
      clientPort = port;
      return this;
    }

    /** Sets the relay agents' port; 67 unless set. */
    public Builder relayPort(int port) {
      relayPort = port;
      return this;
    }

    /**
     * Returns the rules.
     *
     * @throws IllegalArgumentException when a time or a number is out of its range
     */
    public ProtocolRules build() {
      return new ProtocolRules(
          offerHoldTime,
          quarantineTime,
          leaseAffinity,
          renewalCacheTime,
          minSecs,
          maxHops,
          maxMessageSize,
          strictHardwareAddress,
          ignoreServerIdentifier,
          adoptUnknownClients,
          replaceRoutes,
          clientPort,
          relayPort);
    }
  }
}
