package io.leasehold.dhcp.examples.config;

import io.leasehold.dhcp.config.kea.KeaConfig;
import io.leasehold.dhcp.config.kea.KeaConfigException;
import io.leasehold.dhcp.server.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
public final class ConfigFile {

  private static final Logger LOG = LoggerFactory.getLogger(ConfigFile.class);

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "JSON with a Dhcp4 object; comments are allowed.")
  Path file;

  /** For the command line. */
  public ConfigFile() {}

  /**
   * Returns what the file says, and logs what it says in vain.
   *
   * @throws IllegalArgumentException when it is no configuration; the message says why
   * @throws IOException when it cannot be read
   */
  public KeaConfig read() throws IOException {
    try {
      KeaConfig config = KeaConfig.read(file);
      config.warnings().forEach(warning -> LOG.warn("{}: {}", file, warning));
      return config;
    } catch (KeaConfigException | InvalidConfigException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException(file + ": cannot be read: " + e.getClass().getSimpleName(), e);
    }
  }
}
