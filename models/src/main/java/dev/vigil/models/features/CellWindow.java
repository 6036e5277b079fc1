package dev.vigil.models.features;

/** A window over cells, summed up anew each time: cells are few, and merging them is exact. */
final class CellWindow implements Summary {
  /** A tenth of the bins that a vital sign's plausible values take, about. */
  private static final int SLACK = 16;

  private final long after;
  private final long now;
  private final int width;
  private final int length;
  private final Scale scale;
  private final Moments moments = new Moments();
  private final Histogram histogram = new Histogram(SLACK);
  private int cells;
  private double outside;
  private long longestGap;
  private long lastStart;
  private double lastMean;
  private double differences;

  /** An empty window at {@code now}. */
  CellWindow(Window window, long now, Scale scale) {
    this.after = now - window.seconds();
    this.now = now;
    this.width = window.cellSeconds();
    this.length = window.seconds();
    this.scale = scale;
  }

  /** Whether the cell with this start belongs to the window. */
  boolean holds(long start) {
    return start > after && start <= now + Judgement.CLOCK_TOLERANCE_SECONDS;
  }

  /** Adds a cell that it holds; they come in order. */
  void add(long start, Cell cell) {
    long count = cell.moments().count();
    if (count == 0) {
      return;
    }
    double mean = (double) cell.moments().sum() / (double) count;
    long expected = cells == 0 ? floor(after) + width : lastStart + width;
    longestGap = Math.max(longestGap, Math.min(start, floor(now)) - expected);
    if (cells > 0) {
      differences += Math.abs(mean - lastMean);
    }
    moments.addShifted(cell.moments(), start - after);
    histogram.addAll(cell.histogram());
    outside += (double) cell.outside() / (double) count;
    lastStart = start;
    lastMean = mean;
    cells++;
  }

  private long floor(long second) {
    return Math.floorDiv(second, (long) width) * width;
  }

  @Override
  public long count() {
    return moments.count();
  }

  @Override
  public Moments moments() {
    return moments;
  }

  @Override
  public long quartile(int quarters) {
    long rank = Math.floorDiv(count() * quarters + 3, 4L);
    long value = histogram.atRank(rank) * scale.binWidth();
    return Math.max(moments.min(), Math.min(moments.max(), value));
  }

  @Override
  public double outside() {
    return outside / cells;
  }

  /** The cell that holds {@code now} has hardly begun and isn't missed. */
  @Override
  public long longestGap() {
    return Math.max(longestGap, floor(now) - width - lastStart);
  }

  @Override
  public double coverage() {
    return Math.min(1, (double) cells * width / length);
  }

  @Override
  public double meanAbsoluteDifference() {
    return cells < 2 ? Double.NaN : differences / (cells - 1);
  }
}
