package io.leasehold.dhcp.server.config;

import java.util.List;

/** The parts of a configuration do not fit together. */
public final class InvalidConfigException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  InvalidConfigException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns all that is wrong, each with its place, its value and what was expected. */
  public List<String> problems() {
    return problems;
  }
}
