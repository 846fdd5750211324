package io.leasehold.dhcp.codec.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The words for those numbers of an open set that have a meaning. */
final class NumberNames {

  private final String what;
  private final Map<Long, String> names;

  private NumberNames(String what, Map<Long, String> names) {
    this.what = what;
    this.names = names;
  }

  /** Makes the table of these numbers; {@code what} says what a number without a name is one of. */
  static NumberNames of(String what, Map<Long, String> names) {
    return new NumberNames(what, names);
  }

  /** Makes the table of the numbers {@code first}, {@code first} + 1 and so on. */
  static NumberNames from(long first, String what, List<String> names) {
    Map<Long, String> byNumber = new HashMap<>();
    for (String name : names) {
      byNumber.put(first + byNumber.size(), name);
    }
    return new NumberNames(what, Map.copyOf(byNumber));
  }

  /** Returns name and number, such as «ACTIVE (2)»; «state 9» where the number has no name. */
  String words(long number) {
    return names.containsKey(number)
        ? names.get(number) + " (" + number + ")"
        : what + " " + number;
  }
}
