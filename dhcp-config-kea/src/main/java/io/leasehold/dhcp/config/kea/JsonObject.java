package io.leasehold.dhcp.config.kea;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a document. It remembers which keys it was asked for, so that in the end nobody's
 * key stays unread: {@link #finish}. For one thread.
 */
final class JsonObject {

  private final String path;
  private final JsonNode node;
  private final Set<String> understood = new LinkedHashSet<>();

  JsonObject(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  private JsonValue at(String key) {
    return new JsonValue(path.isEmpty() ? key : path + "." + key, node.path(key));
  }

  String path() {
    return path;
  }

  /** Returns the exception for this object where {@code expected} should be. */
  KeaConfigException refused(String expected) {
    return new JsonValue(path, node).refused(expected);
  }

  Optional<JsonValue> get(String key) {
    understood.add(key);
    return node.has(key) ? Optional.of(at(key)) : Optional.empty();
  }

  JsonValue require(String key, String expected) {
    // The path of an absent key leads to a missing node, which is found to be "nothing".
    return get(key).orElseThrow(() -> at(key).refused(expected));
  }

  /** Returns the value of a key, or a text in its place where it is absent. */
  JsonValue getOr(String key, String absent) {
    return get(key).orElseGet(() -> new JsonValue(at(key).path(), TextNode.valueOf(absent)));
  }

  /** Returns the elements of a list; none where the key is absent. */
  List<JsonValue> elements(String key) {
    return get(key).map(JsonValue::elements).orElse(List.of());
  }

  /** Returns the objects of a list; none where the key is absent. */
  List<JsonObject> objects(String key) {
    return elements(key).stream().map(JsonValue::object).toList();
  }

  /** Returns all members, in the order of the document. */
  Map<String, JsonValue> members() {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    node.fieldNames().forEachRemaining(key -> members.put(key, at(key)));
    return members;
  }

  /**
   * Accounts for the keys that nobody has asked for.
   *
   * @throws KeaConfigException when one is unknown at this level, or asks for what is not supported
   */
  void finish(KeaKeys level, List<String> warnings) {
    for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
      String key = keys.next();
      if (!understood.contains(key)) {
        JsonValue value = at(key);
        if (!level.knows(key)) {
          throw value.refused("no such key here, but one of " + String.join(", ", understood));
        }
        level.warning(key, value).ifPresent(warnings::add);
      }
    }
  }
}
