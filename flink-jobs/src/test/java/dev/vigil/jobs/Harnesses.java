package dev.vigil.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Operators as Flink runs them; what a test has opened is closed after it. */
public final class Harnesses implements AfterEachCallback {
  private static final int MAX = VigilJob.MAX_PARALLELISM;

  private final List<AutoCloseable> opened = new ArrayList<>();

  /**
   * One of an operator's subtasks.
   *
   * @param kept state to restore; null for none
   */
  public <I, O> OneInputStreamOperatorTestHarness<I, O> open(
      OneInputStreamOperator<I, O> operator,
      OperatorSubtaskState kept,
      int parallelism,
      int subtask)
      throws Exception {
    return open(new OneInputStreamOperatorTestHarness<>(operator, MAX, parallelism, subtask), kept);
  }

  /**
   * Any harness.
   *
   * @param kept state to restore; null for none
   */
  public <H extends AbstractStreamOperatorTestHarness<?>> H open(
      H harness, OperatorSubtaskState kept) throws Exception {
    opened.add(harness);
    harness.setup();
    if (kept != null) {
      harness.initializeState(kept);
    }
    harness.open();
    return harness;
  }

  /** A subtask's part of a snapshot that so many subtasks made. */
  public static OperatorSubtaskState repartition(
      OperatorSubtaskState kept, int from, int to, int subtask) {
    return AbstractStreamOperatorTestHarness.repartitionOperatorState(kept, MAX, from, to, subtask);
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    for (AutoCloseable harness : opened) {
      harness.close();
    }
  }
}
