package io.leasehold.dhcp.codec.value;

import io.leasehold.dhcp.codec.octets.Octets;
import io.leasehold.dhcp.codec.octets.OctetsWriter;
import io.leasehold.dhcp.codec.octets.Utf8Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The classes that a user or administrator has put a client in, the value of option 77 (RFC 3004
 * section 4). Many clients write one class without its length; it is kept as they wrote it.
 *
 * @param octets one octet or more: classes of 1 to 255 octets, each after its length, or one class
 *     as it is
 */
public record UserClass(Octets octets) {

  /**
   * Checks the length.
   *
   * @throws IllegalArgumentException when there are no octets
   */
  public UserClass {
    if (octets.isEmpty()) {
      throw new IllegalArgumentException("user class: expected at least one octet, found none");
    }
  }

  /**
   * Returns the value with these classes.
   *
   * @throws IllegalArgumentException when there are none, or one has not 1 to 255 octets
   */
  public static UserClass of(List<Octets> classes) {
    OctetsWriter octets = new OctetsWriter();
    for (Octets userClass : classes) {
      if (userClass.isEmpty()) {
        throw new IllegalArgumentException("user class: expected 1 to 255 octets, found none");
      }
      octets.counted("user class", userClass);
    }
    return new UserClass(octets.toOctets());
  }

  /**
   * Returns the value with these texts as classes.
   *
   * @throws IllegalArgumentException when there are none, or one has not 1 to 255 octets of UTF-8
   */
  public static UserClass of(String... classes) {
    return of(List.of(classes).stream().map(Utf8Text::encode).toList());
  }

  /** Returns the value that {@code octets} are; empty where there are none. */
  public static Optional<UserClass> decode(Octets octets) {
    return octets.isEmpty() ? Optional.empty() : Optional.of(new UserClass(octets));
  }

  /** Returns whether {@code octets} are classes of 1 to 255 octets, each after its length. */
  public static boolean areCounted(Octets octets) {
    int at = 0;
    while (at < octets.length() && octets.u8(at) > 0) {
      at += 1 + octets.u8(at);
    }
    return at == octets.length() && at > 0;
  }

  /** Returns the octets that stand for the classes. */
  public Octets encode() {
    return octets;
  }

  /** Returns the classes; one of all octets where their lengths do not add up. */
  public List<Octets> classes() {
    if (!areCounted(octets)) {
      return List.of(octets);
    }
    List<Octets> classes = new ArrayList<>();
    for (int at = 0; at < octets.length(); at += 1 + octets.u8(at)) {
      classes.add(octets.slice(at + 1, at + 1 + octets.u8(at)));
    }
    return List.copyOf(classes);
  }

  /** Returns the classes with commas between them, in hexadecimal and as text where they are. */
  @Override
  public String toString() {
    return classes().stream().map(Utf8Text::describe).collect(Collectors.joining(", "))
        + (areCounted(octets) ? "" : " (uncounted)");
  }
}
