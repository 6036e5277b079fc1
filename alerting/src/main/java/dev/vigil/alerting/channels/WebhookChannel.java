package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts each transition as JSON, as in {@code vigil.alerts}; its {@code origin} says what kind of
 * patient it is. A technical alert is posted as in {@code vigil.technical}.
 *
 * <p>Headers: {@value #KIND_HEADER} is {@code alert} or {@code technical}; {@value #KEY_HEADER} is
 * {@code alert/sequence}, the same whenever the same transition comes; {@value #ORIGIN_HEADER}
 * repeats the origin; {@value #SIGNATURE_HEADER}, with a secret, is {@code sha256=} and the
 * hexadecimal HMAC-SHA256 (RFC 2104) of the body. 400, 413 and 422 refuse this very message.
 */
public final class WebhookChannel implements Channel {
  public static final String KEY_HEADER = "Idempotency-Key";
  public static final String KIND_HEADER = "Vigil-Kind";
  public static final String ORIGIN_HEADER = "Vigil-Origin";
  public static final String SIGNATURE_HEADER = "Vigil-Signature";

  /** What is wrong is in the message: bad request, too large, not to be processed. */
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 422);

  private static final String HMAC = "HmacSHA256";

  private final String name;
  private final Set<Origin> origins;
  private final WebhookSettings settings;
  private final HttpCourier courier;

  /**
   * A channel to one receiver.
   *
   * @param name unique among the channels
   */
  public WebhookChannel(String name, Set<Origin> origins, WebhookSettings settings) {
    this.name = requireNonNull(name, "name is null");
    this.origins = Set.copyOf(requireNonNull(origins, "origins is null"));
    this.settings = requireNonNull(settings, "settings is null");
    this.courier =
        new HttpCourier(
            name, REFUSALS, settings.timeout(), settings.attempts(), settings.firstPause());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Origin> origins() {
    return origins;
  }

  @Override
  public Delivery deliver(AlertTransition transition) {
    return post("alert", AlertText.key(transition), transition.origin(), Json.encode(transition));
  }

  @Override
  public Delivery deliver(TechnicalAlert alert, Origin world) {
    return post("technical", AlertText.key(alert), world, Json.encode(alert));
  }

  private Delivery post(String kind, String key, Origin origin, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.target())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header(KIND_HEADER, kind)
            .header(KEY_HEADER, key)
            .header(ORIGIN_HEADER, origin.name().toLowerCase(Locale.ROOT))
            .POST(BodyPublishers.ofByteArray(body));
    if (settings.secret() != null) {
      request.header(SIGNATURE_HEADER, signature(settings.secret(), body));
    }
    return courier.carry(request.build());
  }

  /** What {@value #SIGNATURE_HEADER} carries. */
  static String signature(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(HMAC + " is missing, every JDK has it", e);
    }
  }
}
