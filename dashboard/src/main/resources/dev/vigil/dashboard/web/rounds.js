// Who is to be looked at again: those of whom something has come, and those of whom time alone makes
// something else true. A ward in which all is as it was costs next to nothing, however large it is.

import * as ask from "./patient.js";

export class Rounds {
  #seen = new WeakMap();
  #count = 0;
  #now = null;

  /**
   * Takes in what the feed says of these patients (ids of those of whom something has come, null: of
   * all). Gives those who may look otherwise than before (`due`), those of whom only values and their
   * ages may (`measured`), whether the order by need may be another one, and whether the log's clock
   * has moved.
   */
  take(patients, changed, now, catalogue) {
    const all = changed === null || now === null || now < this.#now;
    const taken = { due: [], measured: [], isReordered: all || patients.length !== this.#count, hasTicked: all || now !== this.#now };
    for (const patient of patients) {
      const before = this.#seen.get(patient);
      const isKnown = !all && before !== undefined;
      if (isKnown && !changed.has(patient.patient) && now < before.until) continue;
      const seen = seenOf(patient, now, catalogue);
      this.#seen.set(patient, seen);
      if (isKnown && now < before.until && isAlike(before, seen)) {
        seen.need = before.need;
        taken.measured.push(patient);
      } else {
        seen.need = ask.need(patient, now, catalogue);
        taken.due.push(patient);
        if (before?.need !== seen.need) taken.isReordered = true;
      }
    }
    this.#count = patients.length;
    this.#now = now;
    return taken;
  }
}

/** What decides how a patient is shown, but for values: what the server says anew is another object. */
function seenOf(patient, now, catalogue) {
  const score = ask.scoreOf(patient, "news2");
  const isOld = score !== null && ask.isScoreStale(patient, score, now, catalogue);
  const steady = ask.steadyUntil(patient, now, catalogue);
  return {
    need: 0,
    episode: patient.episode,
    scores: patient.scores,
    unmonitored: ask.unmonitored(patient, now, catalogue),
    isOld,
    until: isOld ? Math.min(steady, ask.nextAge(score.known, now)) : steady,
  };
}

const isAlike = (one, other) => one.episode === other.episode && one.scores === other.scores && one.unmonitored === other.unmonitored && one.isOld === other.isOld;
