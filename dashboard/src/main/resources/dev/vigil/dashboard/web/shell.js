// What both pages have around their content: signing in, the clock, NOT LIVE, the watermark, and
// alerts read aloud.

import { el, setText } from "./dom.js";
import { Feed } from "./feed.js";
import * as format from "./format.js";
import { tally } from "./patient.js";

const ORIGINS = { demo: "DEMO", replay: "REPLAY", training: "TRAINING" };

/** Starts the feed and everything that every page shows; gives the feed. */
export function startShell() {
  const feed = new Feed();
  const token = Feed.rememberedToken();
  feed.addEventListener("denied", () => signIn(feed, "This token is not valid (any more)."));
  feed.addEventListener("liveness", (event) => showLiveness(event.detail));
  feed.addEventListener("change", () => showHeader(feed));
  feed.addEventListener("transition", (event) => announce(event.detail));
  // Says for how long, while it lasts.
  setInterval(() => showSince(), 1000);
  if (token) feed.connect(token);
  else signIn(feed, null);
  return feed;
}

function signIn(feed, problem) {
  document.getElementById("sign-in")?.remove();
  const input = el("input", { id: "token", type: "password", autocomplete: "off", required: true, spellcheck: "false" });
  const dialog = el("dialog", { id: "sign-in", class: "dialog", "aria-labelledby": "sign-in-title" },
    el("form", { method: "dialog", onsubmit: () => feed.connect(input.value.trim()) },
      el("h2", { id: "sign-in-title" }, "Sign in to Vigil"),
      el("p", {}, "Open the link that Vigil printed when it started, or paste the token from its token file."),
      problem && el("p", { class: "problem", role: "alert" }, problem),
      el("label", { for: "token" }, "Token"),
      input,
      el("div", { class: "actions" }, el("button", { class: "primary" }, "Sign in"))));
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  document.body.append(dialog);
  dialog.showModal();
}

let deadSince = null;

function showLiveness({ live, reason }) {
  document.body.dataset.live = live ? "yes" : "no";
  deadSince = live ? null : (deadSince ?? Date.now());
  setText(document.getElementById("live"), live ? "LIVE" : "NOT LIVE");
  const banner = document.getElementById("not-live");
  banner.hidden = live;
  setText(banner.querySelector("[data-reason]"), live ? "" : `${reason}. What you see is not current.`);
  showSince();
}

function showSince() {
  const since = document.querySelector("#not-live [data-since]");
  if (since) setText(since, deadSince === null ? "" : `for ${format.age((Date.now() - deadSince) / 1000)}:`);
}

function showHeader(feed) {
  const patients = [...feed.patients.values()];
  setText(document.getElementById("clock"), format.clock(feed.now));
  setText(document.getElementById("day"), format.day(feed.now));
  const counts = tally(patients, feed.now, feed.catalogue);
  for (const [name, count] of Object.entries(counts)) {
    const badge = document.querySelector(`[data-count="${name}"]`);
    if (!badge) continue;
    setText(badge.querySelector("b"), String(count));
    badge.dataset.zero = count === 0 ? "yes" : "no";
  }
  document.title = `${counts.high ? `(${counts.high}!) ` : ""}Vigil`;
  const origins = [...new Set(patients.map((patient) => ORIGINS[patient.place.origin]).filter(Boolean))];
  const watermark = document.getElementById("watermark");
  setText(watermark, origins.length ? `${origins.join(" + ")} PATIENTS` : "");
}

/** What makes an alert ask, for the first time or again. */
const ASKS = ["raised", "stepped-up", "re-raised", "unshelved", "escalated", "escalation-ended"];
const STATES = { resolved: "Resolved", acknowledged: "Acknowledged", shelved: "Shelved", withdrawn: "Withdrawn" };

/** Reads a transition aloud: a new high alert at once, others when there is a pause. */
function announce(transition) {
  const raised = ASKS.includes(transition.cause) && transition.state === "active";
  const urgent = raised && transition.priority === "high";
  const region = document.getElementById(urgent ? "announce-now" : "announce");
  const what = STATES[transition.state] ?? `${format.PRIORITY[transition.priority].word} priority`;
  setText(region, `${what}: bed ${transition.bed}. ${transition.because}`);
}
