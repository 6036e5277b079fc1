package dev.vigil.dashboard.burden;

/**
 * What people found of the alerts of one version of a model.
 *
 * @param model {@code model:version}
 */
public record ModelOpinions(String model, Opinions opinions) {}
