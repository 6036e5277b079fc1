package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the doctor found about one thing.
 *
 * @param check the thing: jdk, memory, disk …
 * @param detail what is there, and if it isn't well, what was expected and the remedy
 */
record Finding(String check, Status status, String detail) {
  enum Status {
    @JsonProperty("ok")
    OK,
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("problem")
    PROBLEM
  }

  Finding {
    requireNonNull(check, "check is null");
    requireNonNull(status, "status is null");
    requireNonNull(detail, "detail is null");
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Status.OK, detail);
  }

  static Finding warning(String check, String detail) {
    return new Finding(check, Status.WARNING, detail);
  }

  static Finding problem(String check, String detail) {
    return new Finding(check, Status.PROBLEM, detail);
  }
}
