package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** A certificate for a mail server of this machine that nobody vouches for. */
final class MailCertificate {
  /** The file with its key. */
  static final String STORE = "mail.p12";

  /** The password of that. */
  static final String PASSWORD = "changeit";

  private MailCertificate() {}

  /** One for this address that GreenMail takes from these properties, and its PEM. */
  static Path in(Path folder) throws Exception {
    Path store = folder.resolve(STORE);
    Path pem = folder.resolve("mail.pem");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    run(
        keytool
            + " -genkeypair -alias mail -keyalg EC -dname CN=mail -ext SAN=ip:127.0.0.1"
            + " -validity 2 -storetype PKCS12 -storepass "
            + PASSWORD
            + " -keystore "
            + store);
    run(
        keytool
            + " -exportcert -rfc -alias mail -storepass "
            + PASSWORD
            + " -keystore "
            + store
            + " -file "
            + pem);
    System.setProperty("greenmail.tls.keystore.file", store.toString());
    System.setProperty("greenmail.tls.keystore.password", PASSWORD);
    return pem;
  }

  private static void run(String command) throws Exception {
    Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
