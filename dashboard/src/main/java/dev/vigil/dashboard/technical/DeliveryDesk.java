package dev.vigil.dashboard.technical;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of what people were to be told. */
public interface DeliveryDesk {
  /**
   * What became of one message on one channel. Nothing of a patient.
   *
   * @param key {@code alert/sequence}, or {@code technical/subject/condition/sequence}
   * @param at when, whole seconds since the epoch; null of what an older Vigil told
   * @param delivered false if the receiver refused it
   * @param attempts how often it was tried
   * @param detail code of the result
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      String channel,
      String key,
      @Nullable Long at,
      boolean delivered,
      int attempts,
      String detail) {
    public Row {
      requireNonNull(channel, "channel is null");
      requireNonNull(key, "key is null");
      requireNonNull(detail, "detail is null");
    }
  }

  /**
   * The latest first.
   *
   * @param failedOnly whether only what was refused and not told since
   */
  List<Row> rows(boolean failedOnly);

  /**
   * What became of a request to tell once more.
   *
   * @param redriven how many are told once more
   * @param ofOthers how many were meant, too, that are not the caller's, and stay as they are
   */
  record Redriven(int redriven, int ofOthers) {}

  /**
   * Tells once more what was refused, soon. Who is limited to some wards redrives what is about
   * their patients; of what is about Vigil itself only somebody of all wards decides.
   *
   * @param channel null for all
   * @param key null for all
   */
  Redriven redrive(@Nullable String channel, @Nullable String key, Caller by);

  /**
   * What became of a request to close.
   *
   * @param closed how many are told no more
   * @param ofOthers how many were meant, too, that are not the caller's, and stay as they are
   */
  record Closed(int closed, int ofOthers) {}

  /**
   * Takes out what was refused, so that it is told no more: it was told in another way, or its
   * channel is there no more. Of whose messages, as in {@link #redrive}.
   *
   * @param channel null for all
   * @param key null for all
   * @param because why, as whoever decides it says
   */
  Closed close(@Nullable String channel, @Nullable String key, String because, Caller by);
}
