// What follows from a patient's data at one moment of the log's clock. Pure functions: the board,
// the ward and the tests ask the same questions here.

const PRIORITIES = ["low", "medium", "high"];
const SCORE_LAG_SECONDS = 180;

/** Seconds after which a value is too old: the monitoring plan's word, else the catalogue's. */
export function staleAfter(patient, id, catalogue) {
  return patient.place?.expected?.[id] ?? catalogue.get(id)?.staleAfter ?? 3600;
}

export function isPaused(patient, id, now) {
  return (patient.place?.pauses ?? []).some((pause) => pause.vital === id && pause.from <= now && now < pause.until);
}

/** Whether there is no value that could be called current. */
export function isStale(patient, id, now, catalogue) {
  const vital = patient.vitals[id];
  if (vital?.measured === undefined || now === null) return true;
  return now - vital.measured > staleAfter(patient, id, catalogue);
}

/** The diastolic pressure that stands beside the systolic one: null if it alone is too old, as it is not of that pressure; undefined if there is none. */
export function besideSystolic(patient, now, catalogue) {
  const { value } = patient.vitals["diastolic-pressure"] ?? {};
  const isCurrent = !isStale(patient, "systolic-pressure", now, catalogue);
  return value !== undefined && isCurrent && isStale(patient, "diastolic-pressure", now, catalogue) ? null : value;
}

export const openAlerts = (patient) => patient.episode?.alerts ?? [];

export const leadingAlert = (patient) => openAlerts(patient)[0] ?? null;

/** Since when an alert is as it is: one that asks the next person has asked since it asked the first. */
export const isSoSince = ({ state, decided, escalation }) => (state === "active" ? Math.min(decided, escalation?.since ?? decided) : decided);

/** Which of the patient's own limits a value has passed: "low", "high" or null. */
export function passed(value, limits) {
  const isBeyond = (limit, side) => (limit ?? null) !== null && (value ?? null) !== null && (value - limit) * side > 0;
  if (isBeyond(limits?.low, -1)) return "low";
  return isBeyond(limits?.high, 1) ? "high" : null;
}

/**
 * Why we can't tell how this patient is, as a code; null if we can. The alerts job raises an alert of its own
 * for each silent vital sign; the whole card is unmonitored when nothing at all is current.
 */
export function unmonitored(patient, now, catalogue) {
  let watched = 0;
  for (const id in patient.place?.expected) {
    if (isPaused(patient, id, now)) continue;
    if (!isStale(patient, id, now, catalogue)) return null;
    watched++;
  }
  if (watched === 0) {
    for (const id in patient.vitals) {
      if (catalogue.get(id)?.kind !== "vital") continue;
      if (!isStale(patient, id, now, catalogue)) return null;
      watched++;
    }
  }
  if (watched === 0) return "no-vital-yet";
  return lastSeen(patient) === null ? "nothing-yet" : "nothing-current";
}

/** The latest measured second of any vital sign, null if there is none. */
export function lastSeen(patient) {
  const seconds = Object.values(patient.vitals).map((vital) => vital.measured).filter((s) => s !== undefined);
  return seconds.length ? Math.max(...seconds) : null;
}

export const scoreOf = (patient, model) => (patient.scores ?? []).find((score) => score.model === model) ?? null;

/** The vital sign that a feature such as "heart-rate.last" is made of. */
export function vitalOf(feature) {
  const dot = feature.indexOf(".");
  return dot < 0 ? feature : feature.slice(0, dot);
}

/** Whether a score no longer speaks of now: an input is too old, or the scoring job lags behind. */
export function isScoreStale(patient, score, now, catalogue) {
  let received = 0;
  for (const id in patient.vitals) received = Math.max(received, patient.vitals[id].received ?? 0);
  if (received - score.known > SCORE_LAG_SECONDS) return true;
  for (const feature in score.contributions) {
    const id = vitalOf(feature);
    if (catalogue.get(id)?.kind === "vital" && isStale(patient, id, now, catalogue)) return true;
  }
  return false;
}

/** An age below it is counted in seconds, another in minutes. */
export const SECONDS = 100;
const MINUTE = 60;

/** The next second at which the age of what was then is another one. */
export function nextAge(then, now) {
  const age = now - then;
  return age < SECONDS ? now + 1 : then + MINUTE * (Math.floor(age / MINUTE) + 1);
}

/**
 * The first second of the log's clock at which something else may be true of a patient's values
 * although none has come: one is too old then, a pause begins or ends, an age of 100 s or more has
 * grown.
 */
export function steadyUntil(patient, now, catalogue) {
  if (now === null) return -Infinity;
  let until = Infinity;
  const from = (second) => {
    if (second > now && second < until) until = second;
  };
  for (const id in patient.vitals) {
    const { measured } = patient.vitals[id];
    if (measured === undefined) continue;
    from(Math.floor(measured + staleAfter(patient, id, catalogue)) + 1);
    from(now - measured < SECONDS ? measured + SECONDS : nextAge(measured, now));
  }
  for (const pause of patient.place?.pauses ?? []) {
    from(pause.from);
    from(pause.until);
  }
  return until;
}

/** NEWS2's clinical risk (Royal College of Physicians 2017, chart 2); of a range what is certain. */
export function news2Band(score) {
  if (!score || (score.outcome !== "score" && score.outcome !== "range")) return "none";
  const total = score.outcome === "score" ? score.value : score.low;
  if (total >= 7) return "high";
  if (total >= 5) return "medium";
  return Object.values(score.contributions ?? {}).some((part) => part >= 3) ? "low-medium" : "low";
}

/** Those who need most first, else by ward and bed. */
export function byNeed(patients, now, catalogue) {
  const rank = new Map(patients.map((patient) => [patient, need(patient, now, catalogue)]));
  return [...patients].sort((a, b) => rank.get(b) - rank.get(a) || byBed(a, b));
}

const subScores = new WeakMap();

/** Sub-score of a vital sign in NEWS2; null where it has none. A score that came never changes. */
export function subScore(patient, id) {
  const score = scoreOf(patient, "news2");
  if (!score) return null;
  if (!subScores.has(score)) {
    subScores.set(score, new Map(Object.entries(score.contributions ?? {}).map(([feature, part]) => [vitalOf(feature), part])));
  }
  return subScores.get(score).get(id) ?? null;
}

/** Larger means looked at first: unacknowledged alerts, other alerts, unmonitored, NEWS2. */
export function need(patient, now, catalogue) {
  let rank = 0;
  for (const alert of openAlerts(patient)) {
    const priority = PRIORITIES.indexOf(alert.priority) + 1;
    rank = Math.max(rank, priority * 1000 + (alert.state === "active" ? 5000 : 0));
  }
  if (unmonitored(patient, now, catalogue)) rank = Math.max(rank, 900);
  const score = scoreOf(patient, "news2");
  return rank + (score?.value ?? score?.low ?? 0) * 10;
}

/** Made once: a comparison that makes its own costs more than all else of a card. */
const numbered = new Intl.Collator(undefined, { numeric: true });

export const byBed = (a, b) =>
  numbered.compare(a.place.ward, b.place.ward) ||
  numbered.compare(a.place.bed, b.place.bed) ||
  a.patient.localeCompare(b.patient);

/** How many open alerts of each priority, and how many patients are unmonitored. */
export function tally(patients, now, catalogue) {
  const counts = { high: 0, medium: 0, low: 0, unmonitored: 0, patients: patients.length };
  for (const patient of patients) {
    for (const alert of openAlerts(patient)) counts[alert.priority] += 1;
    if (unmonitored(patient, now, catalogue)) counts.unmonitored += 1;
  }
  return counts;
}
