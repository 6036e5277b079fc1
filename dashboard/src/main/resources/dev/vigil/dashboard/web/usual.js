// What is usual for one patient, as people read it.

import { decimal } from "./language.js";

/** Usual is the middle 95 % of what was, by the spread about the centre. */
const SPREADS = 2;

const round = (x) => decimal(Math.round(x * 10) / 10);

/**
 * The stretch of what is usual, the centre alone where no spread is known; and on which side of it a
 * value is: "below", "above" or null.
 */
export function usualOf({ centre, spread }, value) {
  if ((spread ?? null) === null) return { stretch: round(centre), side: null };
  const [low, high] = [centre - SPREADS * spread, centre + SPREADS * spread];
  const isKnown = (value ?? null) !== null;
  return { stretch: `${round(low)}–${round(high)}`, side: isKnown && value < low ? "below" : isKnown && value > high ? "above" : null };
}
