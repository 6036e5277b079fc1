// How long ago something was, for what must not look current. A computer has two clocks: while it
// sleeps the steady one stands still, and a person may set the other.

/** Now, by both. */
export const moment = () => ({ steady: performance.now(), wall: Date.now() });

/** Milliseconds since a moment, rather too many than too few. */
export const since = (then) => Math.max(performance.now() - then.steady, Date.now() - then.wall);
