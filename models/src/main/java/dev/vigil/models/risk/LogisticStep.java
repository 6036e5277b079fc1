package dev.vigil.models.risk;

/** Gradient and information of a {@link LogisticLine}'s likelihood, summed over rows. */
public final class LogisticStep {
  private double residuals;
  private double residualsOfX;
  private double information;
  private double informationOfX;
  private double informationOfSquares;

  /**
   * Adds a row.
   *
   * @param x its number
   * @param residual label, 0 or 1, less the probability that the line has for it
   * @param variance of a label of that probability
   */
  public void add(double x, double residual, double variance) {
    residuals += residual;
    residualsOfX += residual * x;
    information += variance;
    informationOfX += variance * x;
    informationOfSquares += variance * x * x;
  }

  /** Adds all rows of another, each so often. */
  public void add(LogisticStep other, double times) {
    residuals += times * other.residuals;
    residualsOfX += times * other.residualsOfX;
    information += times * other.information;
    informationOfX += times * other.informationOfX;
    informationOfSquares += times * other.informationOfSquares;
  }

  /** Newton's step of both; not finite where the rows don't tell. */
  public LogisticLine step() {
    double determinant = information * informationOfSquares - informationOfX * informationOfX;
    return new LogisticLine(
        (informationOfSquares * residuals - informationOfX * residualsOfX) / determinant,
        (information * residualsOfX - informationOfX * residuals) / determinant);
  }

  /** Newton's step of the intercept with the slope held. */
  public double interceptStep() {
    return residuals / information;
  }
}
