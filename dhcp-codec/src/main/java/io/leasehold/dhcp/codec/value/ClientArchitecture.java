package io.leasehold.dhcp.codec.value;

import java.util.List;

/**
 * What a client's firmware can boot, an element of option 93 (RFC 4578 section 2.1 and the IANA
 * registry «Processor Architecture Types»).
 *
 * @param code 0 to 65535; a number that the registry does not have is a value like others
 */
public record ClientArchitecture(int code) {

  /** BIOS on x86. */
  public static final ClientArchitecture X86_BIOS = new ClientArchitecture(0);

  /** UEFI on 32-bit x86. */
  public static final ClientArchitecture X86_UEFI = new ClientArchitecture(6);

  /** UEFI on 64-bit x86. */
  public static final ClientArchitecture X64_UEFI = new ClientArchitecture(7);

  /** EFI byte code; older 64-bit firmware says this as well. */
  public static final ClientArchitecture EBC = new ClientArchitecture(9);

  /** UEFI on 32-bit ARM. */
  public static final ClientArchitecture ARM_32_UEFI = new ClientArchitecture(10);

  /** UEFI on 64-bit ARM. */
  public static final ClientArchitecture ARM_64_UEFI = new ClientArchitecture(11);

  /** UEFI on 32-bit x86, booting over HTTP. */
  public static final ClientArchitecture X86_UEFI_HTTP = new ClientArchitecture(15);

  /** UEFI on 64-bit x86, booting over HTTP. */
  public static final ClientArchitecture X64_UEFI_HTTP = new ClientArchitecture(16);

  /** UEFI on 32-bit ARM, booting over HTTP. */
  public static final ClientArchitecture ARM_32_UEFI_HTTP = new ClientArchitecture(18);

  /** UEFI on 64-bit ARM, booting over HTTP. */
  public static final ClientArchitecture ARM_64_UEFI_HTTP = new ClientArchitecture(19);

  /** UEFI on 64-bit RISC-V. */
  public static final ClientArchitecture RISC_V_64_UEFI = new ClientArchitecture(27);

  /** UEFI on 64-bit RISC-V, booting over HTTP. */
  public static final ClientArchitecture RISC_V_64_UEFI_HTTP = new ClientArchitecture(28);

  // By number, from 0.
  private static final List<String> NAMES =
      List.of(
          "x86 BIOS",
          "NEC/PC98",
          "Itanium EFI",
          "DEC Alpha",
          "Arc x86",
          "Intel lean client",
          "x86 UEFI",
          "x64 UEFI",
          "EFI Xscale",
          "EBC",
          "ARM 32 UEFI",
          "ARM 64 UEFI",
          "PowerPC Open Firmware",
          "PowerPC ePAPR",
          "POWER OPAL v3",
          "x86 UEFI HTTP",
          "x64 UEFI HTTP",
          "EBC HTTP",
          "ARM 32 UEFI HTTP",
          "ARM 64 UEFI HTTP",
          "PC/AT HTTP",
          "ARM 32 U-Boot",
          "ARM 64 U-Boot",
          "ARM 32 U-Boot HTTP",
          "ARM 64 U-Boot HTTP",
          "RISC-V 32 UEFI",
          "RISC-V 32 UEFI HTTP",
          "RISC-V 64 UEFI",
          "RISC-V 64 UEFI HTTP",
          "RISC-V 128 UEFI",
          "RISC-V 128 UEFI HTTP",
          "s390 basic",
          "s390 extended");

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException when it is not in 0 to 65535
   */
  public ClientArchitecture {
    if (code < 0 || code > 0xffff) {
      throw new IllegalArgumentException("client architecture " + code + ": expected 0 to 65535");
    }
  }

  /** Returns name and number, such as «x64 UEFI (7)»; the number where there is no name. */
  @Override
  public String toString() {
    return code < NAMES.size() ? NAMES.get(code) + " (" + code + ")" : "architecture " + code;
  }
}
