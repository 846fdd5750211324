package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.server.match.Condition;
import java.util.Objects;
import java.util.Optional;

/**
 * A class of clients, and what holds for them. Classes are looked at in the order in which they are
 * configured.
 *
 * <p>Some classes are always there: {@link #ALL}; {@code VENDOR_CLASS_} with the text of the vendor
 * class identifier (option 60) after it; {@link #KNOWN} and {@link #UNKNOWN}. Two of them, if they
 * are configured, decide what becomes of their clients: {@link #DROP} and {@link #REJECT}.
 *
 * @param name what it is called
 * @param condition what a client's request must be like; where there is none, a client is in the
 *     class only if a reservation, or a level that requires it, says so
 * @param onlyIfRequired whether the condition is looked at only where a shared network, subnet or
 *     pool requires the class, once it is clear what address the client gets
 * @param settings what holds for clients that are in it
 */
public record ClientClass(
    String name, Optional<Condition> condition, boolean onlyIfRequired, Settings settings) {

  /** The class of all clients. */
  public static final String ALL = "ALL";

  /** The class of clients for which there is a reservation. */
  public static final String KNOWN = "KNOWN";

  /** The class of clients for which there is no reservation. */
  public static final String UNKNOWN = "UNKNOWN";

  /** The class of clients that send no message type (53). */
  public static final String BOOTP = "BOOTP";

  /** The class of clients that meet silence. */
  public static final String DROP = "DROP";

  /** The class of clients whose requests are refused by NAK, and that meet silence otherwise. */
  public static final String REJECT = "REJECT";

  /** What the names begin with of the classes that are made of vendor class identifiers. */
  public static final String VENDOR_CLASS_PREFIX = "VENDOR_CLASS_";

  /** Checks for null. */
  public ClientClass {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(condition, "condition");
    Objects.requireNonNull(settings, "settings");
  }

  /** Returns whether every server has a class of this name. */
  public static boolean isBuiltIn(String name) {
    return name.startsWith(VENDOR_CLASS_PREFIX)
        || switch (name) {
          case ALL, KNOWN, UNKNOWN, BOOTP -> true;
          default -> false;
        };
  }

  /** Returns a builder of a class. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** Collects the parts of a class. For one thread. */
  public static final class Builder extends SettingsBuilder<Builder> {

    private final String name;
    private Optional<Condition> condition = Optional.empty();
    private boolean onlyIfRequired;

    private Builder(String name) {
      this.name = name;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Sets what a client's request must be like. */
    public Builder when(Condition condition) {
      this.condition = Optional.of(condition);
      return this;
    }

    /** Has the condition looked at only where a level requires the class. */
    public Builder onlyIfRequired() {
      onlyIfRequired = true;
      return this;
    }

    /** Returns the class. */
    public ClientClass build() {
      return new ClientClass(name, condition, onlyIfRequired, settings());
    }
  }
}
