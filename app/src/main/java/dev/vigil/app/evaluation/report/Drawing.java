package dev.vigil.app.evaluation.report;

import static java.util.Objects.requireNonNull;

import j2html.TagCreator;
import j2html.tags.specialized.FigureTag;

/**
 * What a plot is, for those who see it and those who hear it read.
 *
 * @param id of the SVG in the page
 * @param title of the plot
 * @param description what is seen in it
 */
record Drawing(String id, String title, String description) {
  Drawing {
    requireNonNull(id, "id is null");
    requireNonNull(title, "title is null");
    requireNonNull(description, "description is null");
  }

  /** It with its words below. */
  FigureTag figure(SvgTag svg, String more) {
    return TagCreator.figure(
        svg,
        TagCreator.figcaption(
            TagCreator.b(title + ". "), TagCreator.text((description + " " + more).strip())));
  }

  /** An empty one of a size. */
  SvgTag svg(double width, double height) {
    return new SvgTag("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .withId(id)
        .attr("viewBox", "0 0 " + Math.round(width) + " " + Math.round(height))
        .attr("role", "img")
        .attr("aria-labelledby", id + "-title " + id + "-desc")
        .with(
            new SvgTag("title").withId(id + "-title").withText(title),
            new SvgTag("desc").withId(id + "-desc").withText(description));
  }
}
