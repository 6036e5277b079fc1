// Where each bed has its place: on one curved wall around whoever stands in the middle, so that no
// bed hides another and all are equally far. Numbers only; metres and radians, -z is straight ahead.

export const RADIUS = 4;
export const EYE = 1.6;
export const MOST_BEDS = 252;

/** One bed's part of the wall: its screen, and below it the ledge with bed and light. */
export const SCREEN_WIDTH = 0.744;
export const SCREEN_HEIGHT = 0.558;
export const LEDGE_HEIGHT = 0.13;

const COLUMN = 0.785;
const ROW = SCREEN_HEIGHT + LEDGE_HEIGHT + 0.012;
const LOWEST = 0.74;
const HIGHEST = 3.85;

/** Up to so many beds every capital of a value is 1 degree high; beyond, its line still is. */
const MOST_LARGE = 105;
const SMALL = 0.75;

/** Of how many beds the screens fit into one texture: a small ward needs a small one. */
const CAPACITIES = [36, MOST_LARGE, MOST_BEDS];

/** How a ward of so many beds stands: scale of a bed, rows and columns. */
export function plan(count) {
  const beds = Math.min(Math.max(1, count), MOST_BEDS);
  const scale = beds <= MOST_LARGE ? 1 : SMALL;
  const most = 1 + Math.floor((HIGHEST - LOWEST * scale) / (ROW * scale));
  const rows = Math.min(Math.max(1, Math.ceil(Math.sqrt(beds / 2.2))), most);
  return { beds, scale, rows, columns: Math.ceil(beds / rows), capacity: CAPACITIES.find((most) => beds <= most) };
}

/**
 * The places of so many beds, in the order in which they are given away. By need the first is
 * straight ahead at eye height and need falls with the angle from there; by bed they read as a page.
 */
export function places(count, byNeed) {
  const { beds, scale, rows, columns } = plan(count);
  const bottom = Math.max(LOWEST * scale, EYE - ((rows - 1) / 2) * ROW * scale);
  const all = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const azimuth = ((column - (columns - 1) / 2) * COLUMN * scale) / RADIUS;
      const y = bottom + row * ROW * scale;
      all.push({ row, column, azimuth, y, tilt: Math.atan2(y - EYE, RADIUS), scale });
    }
  }
  const reading = (a, b) => b.row - a.row || a.column - b.column;
  const fromAhead = (a, b) => Math.abs(a.azimuth) - Math.abs(b.azimuth) || b.azimuth - a.azimuth || Math.abs(a.y - EYE) - Math.abs(b.y - EYE);
  return all.sort(byNeed ? fromAhead : reading).slice(0, beds);
}

/** Where a ray from inside meets the wall: metres along it; 0 where it never does. */
export function wallAt(origin, direction) {
  const a = direction.x * direction.x + direction.z * direction.z;
  const b = origin.x * direction.x + origin.z * direction.z;
  const c = origin.x * origin.x + origin.z * origin.z - RADIUS * RADIUS;
  const root = b * b - a * c;
  return a < 1e-9 || root < 0 ? 0 : (-b + Math.sqrt(root)) / a;
}

/** The index of the place at a point of the wall, -1 if none is there. */
export function placeAt(all, x, y, z) {
  const azimuth = Math.atan2(x, -z);
  for (let i = 0; i < all.length; i++) {
    const place = all[i];
    const aside = Math.abs(azimuth - place.azimuth) * RADIUS;
    const above = y - place.y;
    const half = (SCREEN_HEIGHT / 2) * place.scale;
    if (aside < (SCREEN_WIDTH / 2) * place.scale && above < half && above > -half - LEDGE_HEIGHT * place.scale) return i;
  }
  return -1;
}

/** The index of the place next to another one: a step to the side or up and down; the same at an edge. */
export function beside(all, index, columns, rows) {
  const from = all[index];
  let best = index;
  let least = Infinity;
  all.forEach((place, i) => {
    const dx = place.column - from.column;
    const dy = place.row - from.row;
    const isThere = columns !== 0 ? Math.sign(dx) === columns && dy === 0 : Math.sign(dy) === rows && dx === 0;
    const far = Math.abs(dx) + Math.abs(dy);
    if (isThere && far < least) {
      best = i;
      least = far;
    }
  });
  return best;
}
