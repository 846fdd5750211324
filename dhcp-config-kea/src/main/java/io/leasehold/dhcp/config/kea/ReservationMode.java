package io.leasehold.dhcp.config.kea;

import io.leasehold.dhcp.server.config.Setting;
import io.leasehold.dhcp.server.config.SettingsBuilder;
import java.util.Map;
import java.util.Optional;

/** Which reservations hold, in Kea's older key, which has one word for its three newer ones. */
final class ReservationMode {

  static final String OUT_OF_POOL = "out-of-pool";

  private static final String GLOBAL = "global";

  /** Whether clients have what is reserved in their subnets. */
  private static final Map<String, Boolean> IN_SUBNET =
      Map.of("all", true, OUT_OF_POOL, true, GLOBAL, false, "disabled", false, "off", false);

  private ReservationMode() {}

  /** Reads the mode of a level, and returns it. */
  static Optional<String> read(JsonObject level, SettingsBuilder<?> settings) {
    Optional<JsonValue> mode = level.get("reservation-mode");
    mode.ifPresent(
        it ->
            settings
                .set(
                    Setting.SUBNET_RESERVATIONS,
                    Optional.ofNullable(IN_SUBNET.get(it.text()))
                        .orElseThrow(
                            () ->
                                it.refused("\"all\", \"out-of-pool\", \"global\" or \"disabled\"")))
                .set(Setting.SERVER_RESERVATIONS, it.text().equals(GLOBAL)));
    return mode.map(JsonValue::text);
  }
}
