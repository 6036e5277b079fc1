package dev.vigil.dashboard;

import dev.vigil.dashboard.burden.AlertCalls;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.burden.CallBook;
import dev.vigil.dashboard.burden.Stay;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Feedback;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls that a test holds in its hands; one patient has been in ward A for a day. */
public final class InMemoryCalls implements AlertCalls {
  private final CallBook book = new CallBook();
  private final LongSupplier clock;

  /** Nobody was called yet. */
  public InMemoryCalls(LongSupplier clock) {
    this.clock = clock;
  }

  /** An alert changed. */
  public void take(AlertTransition transition) {
    book.take(transition);
  }

  @Override
  public Burden burden(int hours) {
    long now = clock.getAsLong();
    List<Stay> stays = List.of(new Stay("A", now - 86_400, null));
    return book.report(now, hours, stays, ward -> null);
  }

  @Override
  public @Nullable AlertTransition find(String alert) {
    return book.find(alert);
  }

  @Override
  public Feedback say(AlertTransition alert, Feedback.Verdict verdict, String by) {
    Feedback said =
        new Feedback(
            alert.alert(),
            alert.rule(),
            alert.ward(),
            CallBook.modelOf(alert),
            verdict,
            by,
            clock.getAsLong());
    book.take(said);
    return said;
  }
}
