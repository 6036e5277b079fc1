package dev.vigil.system;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * For tests in order on one cluster: after the first that fails nothing of it is known any more, so
 * the others are left out instead of each waiting for minutes. What the cluster had said by then
 * goes with the failure: its folder is gone afterwards.
 */
final class EndsAtFirstFailure implements ExecutionCondition, TestExecutionExceptionHandler {
  private final Callable<String> said;
  private @Nullable String failed;

  /**
   * A watch over the tests of one class.
   *
   * @param said what to add to the failure
   */
  EndsAtFirstFailure(Callable<String> said) {
    this.said = said;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return failed == null
        ? ConditionEvaluationResult.enabled("none has failed")
        : ConditionEvaluationResult.disabled("the cluster is in doubt after " + failed);
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failed = context.getDisplayName();
    failure.addSuppressed(new AssertionError("The cluster's last words:\n" + said.call()));
    throw failure;
  }
}
