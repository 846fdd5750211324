package io.leasehold.dhcp.server.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what does not fit together in the client classes of a configuration. */
final class ClassCheck {

  private ClassCheck() {}

  static List<String> problems(List<ClientClass> classes) {
    List<String> problems = new ArrayList<>();
    Set<String> soFar = new HashSet<>();
    for (ClientClass clientClass : classes) {
      String place = "class " + clientClass.name();
      if (ClientClass.isBuiltIn(clientClass.name())
          && (clientClass.condition().isPresent() || clientClass.onlyIfRequired())) {
        problems.add(place + ": expected no condition, as it is built in");
      }
      clientClass
          .condition()
          .ifPresent(
              condition ->
                  condition.classes().stream()
                      .filter(name -> !soFar.contains(name) && !ClientClass.isBuiltIn(name))
                      .forEach(
                          name ->
                              problems.add(
                                  place
                                      + ", member of "
                                      + name
                                      + ": expected the name of a class before it")));
      if (!soFar.add(clientClass.name())) {
        problems.add(place + ": expected a name that no other has");
      }
      if (!clientClass.settings().guards().isEmpty()
          || !clientClass.settings().requiredClasses().isEmpty()) {
        problems.add(place + ": expected neither onlyFor nor required classes");
      }
    }
    return problems;
  }
}
