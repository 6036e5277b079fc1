package dev.vigil.dashboard.technical;

import dev.vigil.dashboard.access.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message was refused, about a patient of ward A. */
final class OneRefused implements DeliveryDesk {
  private static final Row ROW = new Row("mail", "a1/1", 9L, false, 1, "smtp-550");

  @Override
  public List<Row> rows(boolean failedOnly) {
    return List.of(ROW);
  }

  @Override
  public Redriven redrive(@Nullable String channel, @Nullable String key, Caller by) {
    boolean meant =
        (channel == null || channel.equals(ROW.channel()))
            && (key == null || key.equals(ROW.key()));
    int own = meant && by.isOf("A") ? 1 : 0;
    return new Redriven(own, meant ? 1 - own : 0);
  }

  @Override
  public Closed close(@Nullable String channel, @Nullable String key, String because, Caller by) {
    Redriven meant = redrive(channel, key, by);
    return new Closed(meant.redriven(), meant.ofOthers());
  }
}
