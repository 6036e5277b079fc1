package dev.vigil.ingest.http;

/** A request that doesn't get as far as the intake. Common, so without a stack trace. */
final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String fix;

  HttpProblem(int status, String code, String detail, String fix) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.fix = fix;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String detail() {
    return String.valueOf(getMessage());
  }

  String fix() {
    return fix;
  }
}
