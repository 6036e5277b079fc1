package dev.vigil.app.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One key of the configuration: what it means, its default and what is allowed. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Setting {
  /** What it is, with its unit; the comment in the example. */
  String doc();

  /** As it would stand in the file; nothing for a secret. */
  String value() default "";

  /** Least whole number. */
  long min() default Long.MIN_VALUE;

  /** Greatest whole number. */
  long max() default Long.MAX_VALUE;

  /**
   * A whole number outside the range that has a meaning of its own; {@code min} if there is none.
   */
  long or() default Long.MIN_VALUE;

  /** Whether a text may be empty. */
  boolean optional() default false;
}
