package dev.vigil.bench.codec;

import com.fasterxml.jackson.annotation.JsonValue;

/** Tells Jackson how a reading's status is written. */
interface StatusWords {
  @JsonValue
  String wireName();
}
