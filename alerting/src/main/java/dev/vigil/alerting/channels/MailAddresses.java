package dev.vigil.alerting.channels;

import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Addresses of rotas and settings. */
final class MailAddresses {
  private MailAddresses() {}

  /** One address of a rota that isn't one must not keep the alert from all others. */
  static List<InternetAddress> readable(Collection<String> addresses) {
    List<InternetAddress> readable = new ArrayList<>();
    for (String address : addresses) {
      try {
        readable.add(new InternetAddress(address, true));
      } catch (AddressException e) {
        // Not a word of it: it stands on the rota.
      }
    }
    return readable;
  }

  /** Without the name beside it: what the mail server knows a reader by. */
  static String bare(Address address) {
    return address instanceof InternetAddress mailbox ? mailbox.getAddress() : address.toString();
  }

  /** Those of them who are among these readers. */
  static Set<String> among(Collection<InternetAddress> addresses, Set<String> readers) {
    Set<String> among = new LinkedHashSet<>();
    for (InternetAddress address : addresses) {
      if (readers.contains(bare(address))) {
        among.add(bare(address));
      }
    }
    return among;
  }

  /** Those of them who are not among these readers. */
  static List<InternetAddress> without(Collection<InternetAddress> addresses, Set<String> readers) {
    return addresses.stream().filter(address -> !readers.contains(bare(address))).toList();
  }
}
