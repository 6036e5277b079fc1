// The ward board: a card per bed.

import { Admit } from "./admit.js";
import { Card } from "./card.js";
import { Details } from "./details.js";
import { el, leave, setText } from "./dom.js";
import { besides, nextAsking } from "./grid.js";
import { listed, named, t } from "./language.js";
import { byBed, need } from "./patient.js";
import { startShell } from "./shell.js";

const REORDER_MS = 10_000;

/**
 * Values are drawn together, with the clock that goes on once a second: each drawing costs a picture of
 * the page, however little has changed. Where the clock stands they don't wait for it.
 */
const VALUES_MS = 1_000;
const LATEST_MS = VALUES_MS + 250;

/** Values of cards out of sight are drawn in so many turns, one each time: for who has the page read aloud. */
const TURNS = 5;

/** How far outside of what is seen a card counts as in sight, so that it is whole when it comes. */
const NEAR = "25% 0px";

const KEYS = [
  { caps: "← → ↑ ↓", does: "board.keyArrows" },
  { caps: "Home End", does: "board.keyEnds" },
  { caps: "n", does: "board.keyNext", key: "n", act: () => nextAsking(grid)?.focus() },
  { caps: "w", does: "board.keyWard", key: "w", act: () => wardSelect.focus() },
];
const WARD = "vigil-ward";

const feed = startShell(KEYS);
const details = new Details(feed);
const admit = new Admit(feed);
const grid = document.getElementById("cards");
const wardSelect = document.getElementById("ward");
const cards = new Map();
const inSight = new Set();
const sight = new IntersectionObserver(look, { rootMargin: NEAR, scrollMargin: NEAR });
const dirty = new Set();
let allDirty = true;
let turn = 0;
let turnedAt = -Infinity;
let scheduled = false;
let later = null;
let renderedAt = -Infinity;
let shownNow = null;
let orderedAt = -Infinity;
let isAsked = true;
let isDue = false;
let isWhole = false;
let sort = localStorage.getItem("vigil-sort") ?? "need";

feed.addEventListener("change", (event) => {
  if (event.detail === null) allDirty = true;
  else event.detail.forEach((id) => dirty.add(id));
  const rested = performance.now() - renderedAt;
  // The last part of a snapshot waits for no clock: with it all cards come in order.
  if (feed.isWhole && !isWhole) isDue = true;
  isWhole = feed.isWhole;
  if (allDirty || isDue || (feed.now !== shownNow && rested > VALUES_MS / 2)) schedule();
  else later ??= setTimeout(schedule, Math.max(0, LATEST_MS - rested));
});
feed.addEventListener("episode", (event) => {
  draw(event.detail);
  schedule();
});
document.getElementById("admit-open").addEventListener("click", () => admit.open());
feed.addEventListener("me", () => (document.getElementById("admit-open").hidden = !seesPatients()));
grid.addEventListener("keydown", (event) => {
  const next = besides(grid, event);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
wardSelect.addEventListener("change", () => {
  sessionStorage.setItem(WARD, wardSelect.value);
  allDirty = isAsked = true;
  schedule();
});
for (const radio of document.querySelectorAll("input[name=sort]")) {
  radio.checked = radio.value === sort;
  radio.addEventListener("change", () => {
    sort = radio.value;
    localStorage.setItem("vigil-sort", sort);
    reorder(true);
  });
}
// On paper all are seen.
addEventListener("beforeprint", () => {
  for (const [id, card] of cards) if (feed.patients.has(id)) card.update(feed.patients.get(id), true);
});
setInterval(() => reorder(false), 1000);

function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    clearTimeout(later);
    later = null;
    renderedAt = performance.now();
    render();
  });
}

function render() {
  const changedSet = syncCards();
  // Ages count on with the log's clock: then every card is due, else only what has changed.
  if (allDirty || shownNow !== feed.now) for (const id of cards.keys()) dirty.add(id);
  shownNow = feed.now;
  drawDue();
  allDirty = false;
  if (changedSet || isAsked || isDue) settle();
  showEmpty();
}

/**
 * Whoever is new stands at the end until the cards are put in order: now, but not under a pointer,
 * which would press another patient's button. Other cards that somebody asked for come in order, and
 * so do the first ones of all.
 */
function settle() {
  orderedAt = -Infinity;
  reorder(isAsked);
  isAsked = cards.size === 0;
  isDue = false;
}

/** All that is in sight, and of the rest whose turn it is; who isn't there any more is nobody's. */
function drawDue() {
  if (performance.now() - turnedAt > VALUES_MS / 2) {
    turn = (turn + 1) % TURNS;
    turnedAt = performance.now();
  }
  let place = 0;
  for (const id of cards.keys()) {
    const isTheirTurn = place++ % TURNS === turn;
    if (dirty.has(id) && (allDirty || isTheirTurn || inSight.has(id))) draw(id);
  }
  for (const id of dirty) if (!cards.has(id)) dirty.delete(id);
  if (dirty.size > 0) later ??= setTimeout(schedule, LATEST_MS);
}

function draw(id) {
  const patient = feed.patients.get(id);
  dirty.delete(id);
  if (patient) cards.get(id)?.update(patient, inSight.has(id));
}

function look(entries) {
  for (const { target, isIntersecting } of entries) {
    const id = target.dataset.patient;
    if (isIntersecting) inSight.add(id);
    else inSight.delete(id);
    if (isIntersecting) draw(id);
  }
}

const seesPatients = () => feed.me?.roles.includes("clinician") ?? false;

/** Why no card is there: nobody is admitted, or whoever is signed in is here for something else. */
function showEmpty() {
  const empty = document.getElementById("empty");
  empty.hidden = cards.size > 0 || feed.me === null;
  if (empty.hidden) return;
  const { roles, wards } = feed.me;
  if (!seesPatients()) setText(empty, t("board.noPatientsForRole", { roles: listed(roles.map((role) => named("frame.role", role))) }));
  else setText(empty, wards ? t("board.emptyWards", { wards: listed(wards) }) : t("board.empty"));
}

/** Makes and removes cards; true if there is another set of patients now. */
function syncCards() {
  let changed = syncWards();
  for (const [id, card] of cards) {
    if (!isShown(feed.patients.get(id))) {
      sight.unobserve(card.element);
      inSight.delete(id);
      leave(card.element, ".card-title");
      cards.delete(id);
      changed = true;
    }
  }
  for (const [id, patient] of feed.patients) {
    if (!cards.has(id) && isShown(patient)) {
      const card = new Card(id, feed, (open) => details.open(open));
      cards.set(id, card);
      card.update(patient, false);
      grid.append(card.element);
      sight.observe(card.element);
      changed = true;
    }
  }
  return changed;
}

const isShown = (patient) => patient !== undefined && (wardSelect.value === "" || patient.place.ward === wardSelect.value);

function syncWards() {
  const wards = [...new Set([...feed.patients.values()].map((patient) => patient.place.ward))].sort();
  const known = wardSelect.dataset.wards;
  if (known === JSON.stringify(wards)) return false;
  wardSelect.dataset.wards = JSON.stringify(wards);
  const wished = wardSelect.value || sessionStorage.getItem(WARD);
  const chosen = wards.length > 1 && wards.includes(wished) ? wished : "";
  wardSelect.replaceChildren(el("option", { value: "" }, wards.length === 1 ? t("frame.inWard", { ward: wards[0] }) : t("board.allWards")), ...(wards.length > 1 ? wards.map((ward) => el("option", { value: ward }, t("frame.inWard", { ward }))) : []));
  wardSelect.value = chosen;
  wardSelect.hidden = wards.length === 0;
  return true;
}

const isHeld = () => grid.matches(":hover") || grid.querySelector(":focus-visible") !== null;

/** At most every 10 s, and never while the pointer or a focus that is shown is on a card: one that a click left there is nobody's place. */
function reorder(atOnce) {
  if (!atOnce && (performance.now() - orderedAt < REORDER_MS || isHeld())) return;
  orderedAt = performance.now();
  const patients = [...cards.keys()].map((id) => feed.patients.get(id)).filter(Boolean);
  const rank = new Map(patients.map((patient) => [patient.patient, need(patient, feed.now, feed.catalogue)]));
  patients.sort((a, b) => (sort === "need" ? rank.get(b.patient) - rank.get(a.patient) : 0) || byBed(a, b));
  const wanted = patients.map((patient) => cards.get(patient.patient).element);
  const focused = document.activeElement;
  const focusVisible = focused.matches(":focus-visible");
  wanted.forEach((element, i) => grid.children[i] !== element && grid.insertBefore(element, grid.children[i] ?? null));
  // What is moved loses the focus.
  if (focused !== document.activeElement && grid.contains(focused)) focused.focus({ preventScroll: true, focusVisible });
  setText(document.getElementById("order"), t(sort === "need" ? "board.byNeed" : "board.byBed"));
}
