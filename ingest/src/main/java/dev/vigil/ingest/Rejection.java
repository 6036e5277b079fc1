package dev.vigil.ingest;

/**
 * A reading that is not one Vigil can use. Carries the verdict, and no stack trace: it is common.
 */
final class Rejection extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Verdict verdict;

  Rejection(Reason reason, String detail, String fix) {
    super(reason.code(), null, false, false);
    verdict = Verdict.rejected(reason, detail, fix);
  }

  Verdict verdict() {
    return verdict;
  }
}
