package io.leasehold.dhcp.server.config;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Tells what is a regular expression. */
final class RegularExpressions {

  private RegularExpressions() {}

  static boolean isValid(String text) {
    try {
      Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }
}
