// The last minutes of a vital sign, thinned as the server thins them.

const STRETCH_SECONDS = 10;
const POINTS = 60;

/** Changes a trail: the newest value of each stretch, the newest stretches. */
export function append(trail, vital) {
  if (vital.value === undefined) return trail;
  const stretch = (point) => Math.floor(point[0] / STRETCH_SECONDS);
  const point = [vital.measured, vital.value];
  if (trail.length && stretch(trail.at(-1)) === stretch(point)) trail.pop();
  trail.push(point);
  if (trail.length > POINTS) trail.shift();
  return trail;
}
