// What all pages have around their content: signing in, the clock, NOT LIVE, the watermark, and
// alerts read aloud.

import { labelled, show } from "./dialog.js";
import { el, setAttribute, setText } from "./dom.js";
import { Feed } from "./feed.js";
import * as format from "./format.js";
import { decimal, named, offerLanguages, t } from "./language.js";
import { spokenOf } from "./origin.js";
import { tally } from "./patient.js";
import { said } from "./sentences.js";
import { listenForKeys } from "./shortcuts.js";

const TECHNICAL_MS = 15_000;
const ELSEWHERE_MS = 2_000;
const UNKNOWN_CALLER = 401;

/**
 * Starts the feed and everything that every page shows; gives the feed.
 *
 * @param keys of this page, as {@link listenForKeys} takes them
 */
export function startShell(keys = []) {
  const feed = new Feed();
  listenForKeys(keys);
  offerLanguages(document.getElementById("language"));
  document.getElementById("skip").addEventListener("click", skip);
  feed.addEventListener("denied", (event) => signIn(feed, event.detail));
  feed.addEventListener("me", () => showMe(feed));
  feed.addEventListener("liveness", (event) => showLiveness(event.detail));
  listenForHeader(feed);
  feed.addEventListener("transition", (event) => announce(event.detail));
  // Says for how long, while it lasts.
  setInterval(() => showSince(), 1000);
  feed.addEventListener("change", () => showTechnical(feed), { once: true });
  setInterval(() => feed.now !== null && feed.me !== null && showTechnical(feed), TECHNICAL_MS);
  document.getElementById("sign-out").addEventListener("click", () => feed.signOut());
  feed.begin();
  return feed;
}

/** Not by the fragment: on a patient's page that names the patient. */
function skip(event) {
  event.preventDefault();
  document.getElementById("content").focus();
}

function showMe(feed) {
  const out = document.getElementById("sign-out");
  out.hidden = feed.me === null;
  setText(out, feed.me === null ? "" : feed.me.name);
  out.title = t("signIn.out");
  out.setAttribute("aria-label", t("signIn.outOf", { name: feed.me?.name ?? "" }));
}

function signIn(feed, why) {
  document.getElementById("sign-in")?.remove();
  const name = el("input", { autocomplete: "username", required: true, maxlength: 64, spellcheck: "false" });
  const password = el("input", { type: "password", autocomplete: "current-password", required: true });
  const problem = el("p", { class: "problem", role: "alert" }, why ?? "");
  let isEntering = false;
  const enter = async (event) => {
    event.preventDefault();
    if (isEntering) return;
    isEntering = true;
    try {
      await feed.signIn({ name: name.value.trim(), password: password.value });
      dialog.close();
    } catch (failure) {
      setText(problem, failure.status === UNKNOWN_CALLER ? t("signIn.wrong") : failure.message);
      password.value = "";
      password.focus();
    }
    isEntering = false;
  };
  const dialog = show("sign-in",
    el("form", { onsubmit: enter },
      el("h2", { id: "sign-in-title" }, t("signIn.title")),
      problem,
      el("div", { class: "fields" },
        labelled("sign-in-name", t("signIn.name"), name),
        labelled("sign-in-password", t("signIn.password"), password)),
      el("p", {}, t("signIn.link")),
      el("div", { class: "actions" },
        offerLanguages(el("select", { "aria-label": t("frame.languageName") })), el("span", { class: "space" }),
        el("button", { class: "primary" }, t("signIn.enter")))));
  name.focus();
  // A browser lets Escape close it in the end, whatever a page says.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => feed.me === null && signIn(feed, ""));
  offerElsewhere(dialog.querySelector(".actions"));
}

/** Where an identity provider is configured, people sign in there too; while it is away, it is asked for again. */
async function offerElsewhere(actions) {
  const { elsewhere } = await fetch("/api/sign-in", { cache: "no-store" }).then((answer) => answer.json()).catch(() => ({}));
  if (!elsewhere || !actions.isConnected) return;
  const there = `${elsewhere.path}?to=${encodeURIComponent(location.pathname)}`;
  actions.querySelector("#sign-in-elsewhere")?.remove();
  actions.prepend(elsewhere.ready
    ? el("a", { class: "button", id: "sign-in-elsewhere", href: there }, t("signIn.elsewhere"))
    : el("span", { class: "calm", id: "sign-in-elsewhere" }, t("signIn.elsewhereAway")));
  if (!elsewhere.ready) setTimeout(() => offerElsewhere(actions), ELSEWHERE_MS);
}

let deadSince = null;

function showLiveness({ live, reason }) {
  document.body.dataset.live = live ? "yes" : "no";
  deadSince = live ? null : (deadSince ?? Date.now());
  setText(document.getElementById("live"), t(live ? "frame.live" : "frame.notLive"));
  const banner = document.getElementById("not-live");
  banner.hidden = live;
  setText(banner.querySelector("[data-reason]"), live ? "" : t("frame.notCurrent", { reason }));
  showSince();
}

function showSince() {
  const since = document.querySelector("#not-live [data-since]");
  if (since) setText(since, deadSince === null ? "" : t("frame.since", { age: format.age((Date.now() - deadSince) / 1000) }));
}

/** Readings come many times a second; what the header says of them changes with the log's clock. */
function listenForHeader(feed) {
  let shown = "";
  feed.addEventListener("change", (event) => {
    const state = `${feed.now}/${feed.patients.size}`;
    if (event.detail !== null && state === shown) return;
    shown = state;
    showHeader(feed);
  });
  feed.addEventListener("episode", () => showHeader(feed));
}

function showHeader(feed) {
  const patients = [...feed.patients.values()];
  setText(document.getElementById("clock"), format.clock(feed.now));
  setText(document.getElementById("day"), format.day(feed.now));
  const counts = tally(patients, feed.now, feed.catalogue);
  for (const [name, count] of Object.entries(counts)) {
    const badge = document.querySelector(`[data-count="${name}"]`);
    if (!badge) continue;
    setText(badge.querySelector("b"), decimal(count));
    setAttribute(badge, "data-zero", count === 0 ? "yes" : "no");
  }
  const title = counts.high ? t("frame.titleHigh", { n: counts.high }) : t("frame.title");
  if (document.title !== title) document.title = title;
  const origins = [...new Set(patients.map((patient) => format.originName(patient.place.origin)).filter(Boolean))];
  const watermark = document.getElementById("watermark");
  setAttribute(watermark, "data-text", origins.length ? t("frame.watermark", { origins: origins.join(" + ").toUpperCase() }) : "");
}

/** How much is wrong with Vigil itself; what the server can't say for now is left as it was. */
async function showTechnical(feed) {
  const found = await feed.api("GET", "/api/technical").catch(() => null);
  if (!found) return;
  const count = document.getElementById("technical-count");
  count.hidden = found.alerts.length === 0;
  setText(count.querySelector("b"), decimal(found.alerts.length));
}

/** What makes an alert ask, for the first time or again. */
export const ASKS = ["raised", "stepped-up", "re-raised", "unshelved", "escalated", "escalation-ended"];

/** Reads a transition aloud: a new high alert at once, others when there is a pause. */
function announce(transition) {
  const raised = ASKS.includes(transition.cause) && transition.state === "active";
  const urgent = raised && transition.priority === "high";
  const region = document.getElementById(urgent ? "announce-now" : "announce");
  const what = transition.state === "active" ? named("alerts.asking", transition.priority) : named("alerts.state", transition.state);
  // A new node each time, so that the same words twice are read twice.
  region.replaceChildren(spokenOf(transition.origin) + t("alerts.announced", { what, bed: transition.bed, because: said(transition.because) }));
}
