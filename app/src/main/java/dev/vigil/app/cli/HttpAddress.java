package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import java.net.URI;

/** Addresses that are given on the command line. */
final class HttpAddress {
  private HttpAddress() {}

  /**
   * The address, if it can be one.
   *
   * @param option that it was given with
   * @throws VigilException if it can't
   */
  static URI require(String option, URI address) {
    String scheme = address.getScheme();
    if (address.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw VigilException.usage(
          option + " is \"" + address + "\", expected an address like http://127.0.0.1:8070.");
    }
    return address;
  }
}
