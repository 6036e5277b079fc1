// Every text about the next hour: one object, so that a file of another language can take its place.

export const WORDS = {
  estimate: "The estimate of now is the last value. In an hour: what is expected from the last day's course, with the interval that holds 80 % of what comes; learned from hourly values of other patients, it knows nothing of treatment.",
  head: "In an hour (80 %)",
  said: (value, low, high) => `${value} (${low}–${high})`,
  why: (name, why) => `${name}: ${why}`,
  without: "Without a forecast",
};
