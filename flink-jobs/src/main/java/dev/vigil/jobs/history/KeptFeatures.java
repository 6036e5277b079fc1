package dev.vigil.jobs.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.GovernanceFeed;
import dev.vigil.jobs.log.GovernanceSource;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which features of a vector the history keeps: those that it always keeps, and those of every
 * version that is live for somebody at the vector's instant, as ledger and bundles say. An entry of
 * the ledger is there before it holds, so the answer for an instant doesn't change. Not for several
 * threads at once.
 */
final class KeptFeatures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeptFeatures.class);

  /** Looking up is to read all bundles. */
  private static final long LOOKED_UP_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final SortedSet<String> always;
  private final GovernanceSource ledger;
  private final BundleFeatures bundles;
  private final LongSupplier nanos;
  private final Map<String, SortedSet<String>> ofBundle = new HashMap<>();
  private final Map<String, Long> unusable = new HashMap<>();
  private final Map<Long, Set<String>> atInstant = new HashMap<>();
  private @Nullable GovernanceFeed open;

  /** Where bundles are looked up. */
  @FunctionalInterface
  interface BundleFeatures {
    /**
     * Names of the features that a bundle's models look at.
     *
     * @param bundle SHA-256, hexadecimal
     */
    SortedSet<String> of(String bundle) throws BundleException;
  }

  /**
   * By a ledger, which is read once somebody asks.
   *
   * @param always names of the features that are kept whatever is live
   */
  KeptFeatures(SortedSet<String> always, GovernanceSource ledger, BundleFeatures bundles) {
    this(always, ledger, bundles, System::nanoTime);
  }

  /**
   * The same by another clock.
   *
   * @param nanos a clock like {@link System#nanoTime}
   */
  KeptFeatures(
      SortedSet<String> always,
      GovernanceSource ledger,
      BundleFeatures bundles,
      LongSupplier nanos) {
    this.nanos = requireNonNull(nanos, "nanos is null");
    this.always = Collections.unmodifiableSortedSet(new TreeSet<>(always));
    this.ledger = requireNonNull(ledger, "ledger is null");
    this.bundles = requireNonNull(bundles, "bundles is null");
  }

  /** Of what is asked next, the ledger may say more than of what was asked before. */
  void readAgain() {
    atInstant.clear();
  }

  /**
   * What is kept of vectors of an instant, whole seconds since the epoch, by name in order.
   *
   * @throws org.apache.kafka.common.KafkaException if ledger or bundles can't be read now
   */
  Set<String> at(long instant) {
    Set<String> known = atInstant.get(instant);
    if (known != null) {
      return known;
    }
    if (atInstant.isEmpty()) {
      feed().readToEnd();
    }
    SortedSet<String> names = new TreeSet<>(always);
    for (VersionStanding is : feed().timeline().ledger().acting(instant)) {
      names.addAll(featuresOf(is.bundle()));
    }
    // Each of a vector's hundreds of names is looked up in it: that is to be quick.
    Set<String> kept = Collections.unmodifiableSet(new LinkedHashSet<>(names));
    atInstant.put(instant, kept);
    return kept;
  }

  private GovernanceFeed feed() {
    GovernanceFeed feed = open;
    if (feed == null) {
      feed = ledger.open();
      open = feed;
    }
    return feed;
  }

  /**
   * None of a bundle that can't be used: it gives no scores either, and its job says why. It is
   * looked up again now and then, for it may be there or whole by then.
   */
  private SortedSet<String> featuresOf(String bundle) {
    SortedSet<String> known = ofBundle.get(bundle);
    if (known != null) {
      return known;
    }
    long now = nanos.getAsLong();
    Long failed = unusable.get(bundle);
    if (failed != null && now - failed < LOOKED_UP_AGAIN_NANOS) {
      return Collections.emptySortedSet();
    }
    try {
      SortedSet<String> found = bundles.of(bundle);
      ofBundle.put(bundle, found);
      return found;
    } catch (BundleException e) {
      if (unusable.put(bundle, now) == null) {
        LOG.warn("the features of bundle {} are not kept for now: {}", bundle, e.getMessage());
      }
      return Collections.emptySortedSet();
    }
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
