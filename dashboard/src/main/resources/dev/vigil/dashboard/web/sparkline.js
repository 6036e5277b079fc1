// A line of the last minutes, as one SVG path: no axis, only shape.

const SVG = "http://www.w3.org/2000/svg";

/** Points are whole tenths of a unit: to write a fraction out costs more than all else of a line. */
const FINE = 10;

export class Sparkline {
  element = document.createElementNS(SVG, "svg");
  #line = document.createElementNS(SVG, "path");
  #width;
  #height;
  #drawn = "";
  #path = "";

  constructor(width, height) {
    this.#width = width;
    this.#height = height;
    this.element.setAttribute("viewBox", `0 0 ${width * FINE} ${height * FINE}`);
    this.element.setAttribute("preserveAspectRatio", "none");
    this.element.setAttribute("class", "spark");
    this.element.setAttribute("aria-hidden", "true");
    this.#line.setAttribute("vector-effect", "non-scaling-stroke");
    this.element.append(this.#line);
  }

  /** Points are pairs of second and value; the right edge is now, to 10 s: less is not to be seen. */
  draw(trail, now) {
    const state = `${trail?.[0]?.[0]}/${trail?.length}/${Math.floor(now / 10)}`;
    if (state === this.#drawn) return;
    this.#drawn = state;
    const d = path(trail, now, this.#width, this.#height, null, FINE);
    // Remembered, as the browser would write its own path out to tell it.
    if (this.#path !== d) this.#line.setAttribute("d", d);
    this.#path = d;
  }
}

/** What of the values fills the height. A flat line stays flat: noise below 4 % is never magnified. */
export function scaleOf(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  return { range: Math.max(high - low, Math.abs(high) * 0.04, 0.1), middle: (high + low) / 2 };
}

/**
 * Path data; a gap of more than 2.5 usual distances is left open rather than bridged.
 *
 * @param fine so many steps has a unit of width and height in the path
 */
export function path(trail, now, width, height, scale = null, fine = 1) {
  if (!trail || trail.length < 2) return "";
  const from = trail[0][0];
  const span = Math.max(1, now - from);
  const { range, middle } = scale ?? scaleOf(trail.map((point) => point[1]));
  const gaps = trail.slice(1).map((point, i) => point[0] - trail[i][0]).sort((a, b) => a - b);
  const longest = 2.5 * Math.max(1, gaps[Math.floor(gaps.length / 2)]);
  return trail
    .map(([second, value], i) => {
      const x = ((second - from) / span) * width;
      const y = height / 2 - ((value - middle) / range) * (height - 3);
      const move = i === 0 || second - trail[i - 1][0] > longest;
      return `${move ? "M" : "L"}${Math.round(x * fine)} ${Math.round(y * fine)}`;
    })
    .join("");
}
