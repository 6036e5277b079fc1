package dev.vigil.alerting;

import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the limits of one side of one vital sign find. */
record LimitFinding(VitalSign sign, Side side, VitalWatch watch, List<LimitCheck> checks)
    implements Finding {

  @Override
  public AlertTransition.Kind kind() {
    return AlertTransition.Kind.LIMIT;
  }

  @Override
  public @Nullable Lead lead() {
    return watch.lead(side, checks);
  }

  @Override
  public boolean isWatchedBy(String rule) {
    return check(rule) != null;
  }

  @Override
  public Account problem(Lead lead) {
    LimitCheck check = check(lead.rule());
    if (check == null) {
      throw new IllegalStateException("rule " + lead.rule() + " leads but isn't there");
    }
    if (sign.kind() == VitalSign.Kind.TECHNICAL) {
      String clears = "Clears when the device says that it is over";
      return new Account(watch.latest(), sign.name() + ", says a device", evidence(null, clears));
    }
    String passed = side == Side.LOW ? " is below " : " is above ";
    String back = side == Side.LOW ? " is at or above " : " is at or below ";
    String because = sign.name() + passed + inUnit(check.limit());
    String clears = "Clears when " + sign.name() + back + inUnit(check.clear());
    return new Account(watch.latest(), because, evidence(sign.toDecimal(check.limit()), clears));
  }

  @Override
  public Account end(AlertTransition last) {
    boolean watched = isWatchedBy(last.rule());
    String because = watched ? backInside() : "The limit is no longer set";
    return new Account(watch.latest(), because, evidence(last.evidence().limit(), because));
  }

  private String backInside() {
    return sign.kind() == VitalSign.Kind.TECHNICAL
        ? sign.name() + " is over, says the device"
        : sign.name() + " is back inside its limit";
  }

  /** Farther from normal than the worst of what the sensors say. */
  @Override
  public @Nullable BigDecimal worseBy(BigDecimal by) {
    Long worst = worst();
    if (worst == null) {
      return null;
    }
    BigDecimal value = sign.toDecimal(worst);
    return side == Side.LOW ? value.subtract(by) : value.add(by);
  }

  @Override
  public boolean isWorseThan(BigDecimal bound) {
    Long worst = worst();
    if (worst == null) {
      return false;
    }
    int compared = sign.toDecimal(worst).compareTo(bound);
    return side == Side.LOW ? compared < 0 : compared > 0;
  }

  private @Nullable Long worst() {
    Long worst = null;
    for (VitalWatch.Sensor sensor : watch.sensors().values()) {
      long value = sensor.value();
      worst =
          worst == null
              ? Long.valueOf(value)
              : Long.valueOf(side == Side.LOW ? Math.min(worst, value) : Math.max(worst, value));
    }
    return worst;
  }

  private @Nullable LimitCheck check(String rule) {
    for (LimitCheck check : checks) {
      if (check.side() == side && check.rule().equals(rule)) {
        return check;
      }
    }
    return null;
  }

  private Evidence evidence(@Nullable BigDecimal limit, String clears) {
    List<Evidence.Sample> readings = new ArrayList<>(watch.samples().size());
    for (VitalWatch.Sample sample : watch.samples()) {
      BigDecimal value = sign.toDecimal(sample.value());
      readings.add(
          new Evidence.Sample(sign.id(), value, sign.unit(), sample.sensor(), sample.measured()));
    }
    return new Evidence(readings, limit, null, null, clears);
  }

  private String inUnit(long steps) {
    return sign.toDecimal(steps).toPlainString() + " " + sign.unit();
  }
}
