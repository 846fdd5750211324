package io.leasehold.dhcp.codec.option;

/**
 * The sub-options of the Broadband Forum in option 125 (TR-069 annex F), by which a device and its
 * gateway tell each other who they are.
 */
public final class BroadbandForumOptions {

  /** Six hexadecimal digits: who made the device. */
  public static final OptionKey<String> DEVICE_MANUFACTURER_OUI =
      OptionKey.of(1, "DeviceManufacturerOUI", OptionFormat.TEXT);

  /** The serial number of the device. */
  public static final OptionKey<String> DEVICE_SERIAL_NUMBER =
      OptionKey.of(2, "DeviceSerialNumber", OptionFormat.TEXT);

  /** The product class of the device. */
  public static final OptionKey<String> DEVICE_PRODUCT_CLASS =
      OptionKey.of(3, "DeviceProductClass", OptionFormat.TEXT);

  /** Six hexadecimal digits: who made the gateway. */
  public static final OptionKey<String> GATEWAY_MANUFACTURER_OUI =
      OptionKey.of(4, "GatewayManufacturerOUI", OptionFormat.TEXT);

  /** The serial number of the gateway. */
  public static final OptionKey<String> GATEWAY_SERIAL_NUMBER =
      OptionKey.of(5, "GatewaySerialNumber", OptionFormat.TEXT);

  /** The product class of the gateway. */
  public static final OptionKey<String> GATEWAY_PRODUCT_CLASS =
      OptionKey.of(6, "GatewayProductClass", OptionFormat.TEXT);

  /** All of them. */
  public static final OptionSpace SPACE =
      OptionSpace.of(
          "Broadband Forum",
          DEVICE_MANUFACTURER_OUI,
          DEVICE_SERIAL_NUMBER,
          DEVICE_PRODUCT_CLASS,
          GATEWAY_MANUFACTURER_OUI,
          GATEWAY_SERIAL_NUMBER,
          GATEWAY_PRODUCT_CLASS);

  private BroadbandForumOptions() {}
}
