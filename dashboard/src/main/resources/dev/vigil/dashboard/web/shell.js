// What all pages have around their content: signing in, the clock, NOT LIVE, the watermark, and
// alerts read aloud.

import { el, setAttribute, setText } from "./dom.js";
import { Feed } from "./feed.js";
import * as format from "./format.js";
import { spokenOf } from "./origin.js";
import { tally } from "./patient.js";

const TECHNICAL_MS = 15_000;
const ORIGINS = { demo: "DEMO", replay: "REPLAY", training: "TRAINING" };

/** Starts the feed and everything that every page shows; gives the feed. */
export function startShell() {
  const feed = new Feed();
  feed.addEventListener("denied", (event) => signIn(feed, event.detail));
  feed.addEventListener("me", () => showMe(feed));
  feed.addEventListener("liveness", (event) => showLiveness(event.detail));
  feed.addEventListener("change", () => showHeader(feed));
  feed.addEventListener("transition", (event) => announce(event.detail));
  // Says for how long, while it lasts.
  setInterval(() => showSince(), 1000);
  feed.addEventListener("change", () => showTechnical(feed), { once: true });
  setInterval(() => feed.now !== null && showTechnical(feed), TECHNICAL_MS);
  document.getElementById("sign-out").addEventListener("click", () => feed.signOut());
  feed.begin();
  return feed;
}

function showMe(feed) {
  const out = document.getElementById("sign-out");
  out.hidden = feed.me === null;
  setText(out, feed.me === null ? "" : feed.me.name);
  out.title = "Sign out";
  out.setAttribute("aria-label", `Sign out ${feed.me?.name ?? ""}`);
}

function signIn(feed, why) {
  document.getElementById("sign-in")?.remove();
  const name = el("input", { id: "sign-in-name", autocomplete: "username", required: true, maxlength: 64, spellcheck: "false" });
  const password = el("input", { id: "sign-in-password", type: "password", autocomplete: "current-password", required: true });
  const problem = el("p", { class: "problem", role: "alert" }, why ?? "");
  const enter = async (event) => {
    event.preventDefault();
    try {
      await feed.signIn({ name: name.value.trim(), password: password.value });
      dialog.remove();
    } catch (failure) {
      setText(problem, failure.message);
      password.value = "";
    }
  };
  const dialog = el("dialog", { id: "sign-in", class: "dialog", "aria-labelledby": "sign-in-title" },
    el("form", { onsubmit: enter },
      el("h2", { id: "sign-in-title" }, "Sign in to Vigil"),
      problem,
      el("div", { class: "fields" },
        el("p", {}, el("label", { for: "sign-in-name" }, "Name"), name),
        el("p", {}, el("label", { for: "sign-in-password" }, "Password"), password)),
      el("p", {}, "Or open a link of ", el("code", {}, "./vigil sign-in"), "."),
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
  setAttribute(watermark, "data-text", origins.length ? `${origins.join(" + ")} PATIENTS` : "");
}

/** How much is wrong with Vigil itself; what the server can't say for now is left as it was. */
async function showTechnical(feed) {
  const found = await feed.api("GET", "/api/technical").catch(() => null);
  if (!found) return;
  const count = document.getElementById("technical-count");
  count.hidden = found.alerts.length === 0;
  setText(count.querySelector("b"), String(found.alerts.length));
}

/** What makes an alert ask, for the first time or again. */
export const ASKS = ["raised", "stepped-up", "re-raised", "unshelved", "escalated", "escalation-ended"];
const STATES = { resolved: "Resolved", acknowledged: "Acknowledged", shelved: "Shelved", withdrawn: "Withdrawn" };

/** Reads a transition aloud: a new high alert at once, others when there is a pause. */
function announce(transition) {
  const raised = ASKS.includes(transition.cause) && transition.state === "active";
  const urgent = raised && transition.priority === "high";
  const region = document.getElementById(urgent ? "announce-now" : "announce");
  const what = STATES[transition.state] ?? `${format.PRIORITY[transition.priority].word} priority`;
  setText(region, `${spokenOf(transition.origin)}${what}: bed ${transition.bed}. ${transition.because}`);
}
