package dev.vigil.app.rota;

import biweekly.ICalDataType;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.ExceptionDatesScribe;
import biweekly.parameter.ICalParameters;
import biweekly.property.ExceptionDates;
import biweekly.util.ICalDate;

/**
 * EXDATEs that are days without {@code VALUE=DATE}, as some programs write them: biweekly takes
 * them for midnight, at which no shift begins, and what was removed would come all the same.
 */
final class RemovedDays extends ExceptionDatesScribe {
  @Override
  protected ICalDate readValue(
      ExceptionDates property,
      String value,
      ICalDataType type,
      ICalParameters parameters,
      ParseContext context) {
    ICalDataType seen = value.indexOf('T') < 0 ? ICalDataType.DATE : ICalDataType.DATE_TIME;
    return super.readValue(property, value, seen, parameters, context);
  }
}
