package io.leasehold.dhcp.config.kea;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leasehold.dhcp.server.config.InvalidConfigException;
import io.leasehold.dhcp.server.config.ServerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A server's configuration, read from a document in the vocabulary of Kea's {@code Dhcp4} object:
 * JSON, with comments of all three kinds.
 *
 * <p>What a server cannot do is never passed over in silence. A key of Kea's that means nothing
 * here becomes a warning; one that clients would notice the lack of is refused.
 *
 * @param server what the server hands out, and how
 * @param database where it keeps leases
 * @param listen where it listens
 * @param warnings what was passed over, each with its path
 */
public record KeaConfig(
    ServerConfig server, LeaseDatabase database, ListenAddress listen, List<String> warnings) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_YAML_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Copies the list. */
  public KeaConfig {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads a file in UTF-8.
   *
   * @throws IOException when the file cannot be read
   * @throws KeaConfigException for the first thing in it that is wrong, or is not supported
   * @throws InvalidConfigException when all of it can be read, and does not fit together
   */
  public static KeaConfig read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Reads a document.
   *
   * @throws KeaConfigException for the first thing in it that is wrong, or is not supported
   * @throws InvalidConfigException when all of it can be read, and does not fit together
   */
  public static KeaConfig parse(String document) {
    try {
      return new ConfigReader().read(new JsonValue("", MAPPER.readTree(document)).object());
    } catch (JsonProcessingException e) {
      String place =
          Optional.ofNullable(e.getLocation())
              .map(
                  location -> "line " + location.getLineNr() + ", column " + location.getColumnNr())
              .orElse("document");
      throw new KeaConfigException(place, e.getOriginalMessage(), "JSON");
    }
  }
}
