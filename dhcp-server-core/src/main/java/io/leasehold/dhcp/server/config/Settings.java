package io.leasehold.dhcp.server.config;

import io.leasehold.dhcp.codec.option.OptionSet;
import io.leasehold.dhcp.server.match.RequestValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is set at a level: server, shared network, subnet, pool, client class or reservation.
 *
 * <p>Where several levels set the same thing, the first of these that does holds: for an option,
 * reservation, pool, subnet, shared network, client classes, server; for a {@link Setting},
 * reservation, client classes, pool, subnet, shared network, server. Of a client's classes, the one
 * that is configured first holds.
 *
 * <p>Immutable, and safe for use by any thread.
 */
public final class Settings {

  /** Sets nothing. */
  public static final Settings NONE =
      new Settings(
          new Object[Setting.count()],
          OptionSet.EMPTY,
          Map.of(),
          Set.of(),
          Set.of(),
          List.of(),
          Set.of());

  private final Object[] values;
  private final OptionSet options;
  private final Map<Integer, RequestValue> copied;
  private final Set<Integer> alwaysSend;
  private final Set<Integer> neverSend;
  private final List<Set<String>> guards;
  private final Set<String> requiredClasses;
  private final boolean empty;

  Settings(
      Object[] values,
      OptionSet options,
      Map<Integer, RequestValue> copied,
      Set<Integer> alwaysSend,
      Set<Integer> neverSend,
      List<Set<String>> guards,
      Set<String> requiredClasses) {
    this.values = values;
    this.options = options;
    this.copied = Collections.unmodifiableMap(new TreeMap<>(copied));
    this.alwaysSend = Collections.unmodifiableSet(new TreeSet<>(alwaysSend));
    this.neverSend = Collections.unmodifiableSet(new TreeSet<>(neverSend));
    this.guards = List.copyOf(guards);
    this.requiredClasses = Collections.unmodifiableSet(new LinkedHashSet<>(requiredClasses));
    empty =
        Arrays.stream(values).allMatch(Objects::isNull)
            && options.codes().isEmpty()
            && copied.isEmpty()
            && alwaysSend.isEmpty()
            && neverSend.isEmpty()
            && guards.isEmpty()
            && requiredClasses.isEmpty();
  }

  /**
   * Checks the code of an option.
   *
   * @throws IllegalArgumentException when it is not in 1 to 254
   */
  static int checkCode(String name, int code) {
    if (code < 1 || code > 254) {
      throw new IllegalArgumentException(name + " " + code + ": expected a code of 1 to 254");
    }
    return code;
  }

  /** Returns what holds: what is set, or what holds where nothing is. */
  public <T> Optional<T> get(Setting<T> setting) {
    return isSet(setting) ? Optional.of(set(setting)) : setting.fallback();
  }

  /**
   * Returns what holds, of a setting that always has a value.
   *
   * @throws IllegalArgumentException when {@code setting} is one that need not have one
   */
  public <T> T value(Setting<T> setting) {
    return isSet(setting)
        ? set(setting)
        : setting
            .fallback()
            .orElseThrow(
                () -> new IllegalArgumentException(setting + " may have no value: call get"));
  }

  /** Returns whether nothing is set. */
  public boolean isEmpty() {
    return empty;
  }

  /** Returns whether this level sets {@code setting}. */
  public boolean isSet(Setting<?> setting) {
    return values[setting.index()] != null;
  }

  @SuppressWarnings("unchecked") // the builder puts nothing but a T at its index
  private <T> T set(Setting<T> setting) {
    return (T) values[setting.index()];
  }

  /** Writes all that is set to its places. */
  void copyTo(Object[] target) {
    for (int i = 0; i < values.length; i++) {
      target[i] = values[i] == null ? target[i] : values[i];
    }
  }

  /** Returns the values of options, sent when a client asks for them. */
  public OptionSet options() {
    return options;
  }

  /** Returns the options whose values are taken from the request, by their codes. */
  public Map<Integer, RequestValue> copied() {
    return copied;
  }

  /**
   * Returns the codes of options that are sent whether the client asks or not, and in pieces where
   * their values are longer than 255 octets (RFC 3396).
   */
  public Set<Integer> alwaysSend() {
    return alwaysSend;
  }

  /**
   * Returns the codes of options that are not sent, whoever asks for them or sets them to be always
   * sent; what the protocol needs is sent all the same.
   */
  public Set<Integer> neverSend() {
    return neverSend;
  }

  /** Returns sets of classes; a client has to be in one of each to be served here. */
  public List<Set<String>> guards() {
    return guards;
  }

  /**
   * Returns the classes that clients here are in if they are {@link ClientClass#onlyIfRequired}.
   */
  public Set<String> requiredClasses() {
    return requiredClasses;
  }

  /** Returns whether a client that is in these classes is served here. */
  public boolean admits(Set<String> classes) {
    for (Set<String> guard : guards) {
      if (Collections.disjoint(guard, classes)) {
        return false;
      }
    }
    return true;
  }

  /** Returns these settings, and those of {@code outer} where these leave something unset. */
  public Settings over(Settings outer) {
    if (outer.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return outer;
    }
    Object[] merged = outer.values.clone();
    for (int i = 0; i < merged.length; i++) {
      if (values[i] != null) {
        merged[i] = values[i];
      }
    }
    Map<Integer, RequestValue> allCopied = new TreeMap<>(outer.copied);
    // A value set here goes before one that an outer level copies, and the other way round.
    options.codes().forEach(allCopied::remove);
    allCopied.putAll(copied);
    OptionSet.Builder allOptions = outer.options.toBuilder();
    copied.keySet().forEach(allOptions::remove);
    List<Set<String>> allGuards = new ArrayList<>(outer.guards);
    allGuards.addAll(guards);
    return new Settings(
        merged,
        allOptions.putAll(options).build(),
        allCopied,
        union(alwaysSend, outer.alwaysSend),
        union(neverSend, outer.neverSend),
        allGuards,
        union(outer.requiredClasses, requiredClasses));
  }

  /** Returns these settings with the values of others: options and values have other orders. */
  public Settings withValuesOf(Settings others) {
    return new Settings(
        others.values, options, copied, alwaysSend, neverSend, guards, requiredClasses);
  }

  private static <T> Set<T> union(Set<T> some, Set<T> others) {
    Set<T> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }

  /** Returns all codes that some option here may have a value for. */
  public Set<Integer> codes() {
    Set<Integer> codes = new HashSet<>(options.codes());
    codes.addAll(copied.keySet());
    return codes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings that
        && Arrays.equals(values, that.values)
        && options.equals(that.options)
        && copied.equals(that.copied)
        && alwaysSend.equals(that.alwaysSend)
        && neverSend.equals(that.neverSend)
        && guards.equals(that.guards)
        && requiredClasses.equals(that.requiredClasses);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(values), options, alwaysSend, neverSend, guards);
  }

  /** Returns what is set, by name. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>();
    for (Setting<?> setting : Setting.all()) {
      if (isSet(setting)) {
        parts.add(setting + "=" + values[setting.index()]);
      }
    }
    if (!options.codes().isEmpty()) {
      parts.add("options=" + options);
    }
    addUnlessEmpty(parts, "copied", copied.isEmpty(), copied);
    addUnlessEmpty(parts, "alwaysSend", alwaysSend.isEmpty(), alwaysSend);
    addUnlessEmpty(parts, "neverSend", neverSend.isEmpty(), neverSend);
    addUnlessEmpty(parts, "onlyFor", guards.isEmpty(), guards);
    addUnlessEmpty(parts, "requiredClasses", requiredClasses.isEmpty(), requiredClasses);
    return "{" + String.join(", ", parts) + "}";
  }

  private static void addUnlessEmpty(List<String> parts, String name, boolean empty, Object value) {
    if (!empty) {
      parts.add(name + "=" + value);
    }
  }
}
