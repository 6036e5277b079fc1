package dev.vigil.history;

import java.util.Locale;

/**
 * The constants of our enums as they stand in the store: {@code NOT_APPLICABLE} is not-applicable.
 */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E parse(Class<E> type, String word) {
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
