package io.leasehold.dhcp.config.kea;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A value of a document, which knows where it is.
 *
 * @param path the keys that lead to it, such as {@code Dhcp4.subnet4[0].id}
 * @param node the value
 */
record JsonValue(String path, JsonNode node) {

  /** Returns the exception for this value where {@code expected} should be. */
  KeaConfigException refused(String expected) {
    return new KeaConfigException(
        path.isEmpty() ? "document" : path,
        node.isMissingNode() ? "nothing" : node.toString(),
        expected);
  }

  JsonObject object() {
    if (!node.isObject()) {
      throw refused("an object");
    }
    return new JsonObject(path, node);
  }

  List<JsonValue> elements() {
    if (!node.isArray()) {
      throw refused("a list");
    }
    List<JsonValue> elements = new ArrayList<>();
    for (JsonNode element : node) {
      elements.add(new JsonValue(path + "[" + elements.size() + "]", element));
    }
    return elements;
  }

  String text() {
    if (!node.isTextual()) {
      throw refused("a text");
    }
    return node.textValue();
  }

  boolean bool() {
    if (!node.isBoolean()) {
      throw refused("true or false");
    }
    return node.booleanValue();
  }

  long integer(long min, long max) {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.longValue() < min
        || node.longValue() > max) {
      throw refused("a whole number from " + min + " to " + max);
    }
    return node.longValue();
  }

  /** Returns a number of 0 to 1. */
  double fraction() {
    if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > 1) {
      throw refused("a number from 0 to 1");
    }
    return node.doubleValue();
  }

  /** Returns what {@code parser}, which throws for anything else, makes of a text. */
  <T> T parse(Function<String, T> parser, String expected) {
    if (!node.isTextual()) {
      throw refused(expected);
    }
    try {
      return parser.apply(node.textValue());
    } catch (IllegalArgumentException e) {
      KeaConfigException refused = refused(expected);
      refused.initCause(e);
      throw refused;
    }
  }
}
