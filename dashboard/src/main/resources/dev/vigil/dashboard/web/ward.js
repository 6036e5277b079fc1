// The ward page: the room with mouse, touch, keyboard or headset, and a list of the same beds for
// whoever sees no picture.

import * as THREE from "/three/three.module.min.js";
import { aimAt, newTarget } from "./aim.js";
import { BedList } from "./bedlist.js";
import { Body } from "./body.js";
import { BodyView } from "./bodyview.js";
import { Desk } from "./desk.js";
import { Details } from "./details.js";
import { el, setText } from "./dom.js";
import { Immersion } from "./immersion.js";
import * as layout from "./layout.js";
import { listed, t } from "./language.js";
import { Look } from "./look.js";
import { PatientPanel } from "./panel3d.js";
import * as ask from "./patient.js";
import { People, colourOf } from "./people.js";
import { Presence } from "./presence.js";
import { Room } from "./room.js";
import { Rounds } from "./rounds.js";
import { startShell } from "./shell.js";
import { Sound } from "./sound.js";
import { View } from "./view.js";

const REORDER_MS = 10_000;
const PRESENCE_MS = 200;
const SECOND_MS = 1000;

/** Screens drawn before one picture: in a headset so few that no picture is late. */
const PAINTED = 24;
const PAINTED_IN_HEADSET = 3;

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const BACKGROUND = new THREE.Color(0x131a20);

const KEYS = [
  { caps: "← → ↑ ↓", does: "ward.keyArrows" },
  { caps: "Enter", does: "ward.keyEnter" },
  { caps: "b", does: "ward.keyBody", key: "b", act: () => stage?.bodyView.switch(selected) },
];

const feed = startShell(KEYS);
const main = document.querySelector("main");
const canvas = document.getElementById("scene");
const wardSelect = document.getElementById("ward");
const soundButton = document.getElementById("sound");
const details = new Details(feed, { modal: false, within: main, onClose: () => select(null), onBody: (id) => stage.bodyView.switch(id) });
const list = new BedList(feed, document.getElementById("beds"), (id) => choose(id));
const room = new Room();
const rounds = new Rounds();
const presence = new Presence(feed);
const target = newTarget();
const ray = new THREE.Ray();
const caster = new THREE.Raycaster();
let ward = null;
let home = sessionStorage.getItem("vigil-ward");
let wards = [];
let selected = null;
let cursor = null;
let orderedAt = -Infinity;
const stage = createStage();

feed.addEventListener("change", (event) => update(event.detail));
feed.addEventListener("episode", () => updateDesk());
feed.addEventListener("liveness", () => update());
feed.addEventListener("presence", (event) => showPeople(event.detail));
document.getElementById("overview").addEventListener("click", () => {
  stage?.bodyView.close();
  overview();
});
wardSelect.addEventListener("change", () => goTo(wardSelect.value));
setInterval(() => tellPresence(), PRESENCE_MS);
setInterval(() => everySecond(), SECOND_MS);

/** Everything that needs WebGL; null where there is none: the list then does alone. */
function createStage() {
  try {
    const view = new View(canvas, (time) => beforePicture(time));
    const made = { view, background: BACKGROUND, panel: new PatientPanel(feed), body: new Body(feed), desk: new Desk(), people: new People(), sound: new Sound(view.camera, view.scene, (id, into) => room.screenOf(id, into)) };
    view.scene.background = BACKGROUND;
    view.scene.add(room.scene, made.people.group, made.panel.mesh, made.body.group);
    view.rig.add(made.desk.mesh);
    view.keep(room, made.body, made.people);
    made.world = { room, panel: made.panel, desk: made.desk, body: made.body };
    made.look = new Look(canvas, view.camera, { onMove: () => view.schedule(), onTap: (x, y) => tap(x, y), onHover: (x, y) => pointAt(aim(x, y).id) });
    made.immersion = new Immersion({ ...made, onBed: choose, onDesk, onStep: step, onBody: () => made.bodyView.switch(selected), onClose: () => select(null), onLeave: leftHeadset });
    made.bodyView = new BodyView({ ...made, details, onGone: () => overview() });
    new ResizeObserver(() => resize()).observe(main);
    canvas.addEventListener("keydown", (event) => key(event));
    // A click leaves the focus in the picture; the bed that was pointed at is not held by it.
    canvas.addEventListener("pointerleave", () => pointAt(null));
    soundButton.hidden = false;
    soundButton.addEventListener("click", () => turnSound());
    // For tests and the bench: what is drawn, and what it costs.
    canvas.vigil = made;
    return made;
  } catch {
    canvas.hidden = true;
    document.getElementById("no-scene").hidden = false;
    return null;
  }
}

/** Takes in what the feed says of these patients, null: of all. */
function update(changed = null) {
  showWards();
  const patients = here();
  const isOther = room.order.length !== Math.min(patients.length, layout.MOST_BEDS) || room.order.some((id) => feed.patients.get(id)?.place.ward !== ward);
  if (isOther) arrange();
  const { due, measured, isReordered, hasTicked } = rounds.take(patients, isOther ? null : changed, feed.now, feed.catalogue);
  showInRoom([...due, ...measured]);
  if (isReordered || list.isBehind) list.show(byNeed(patients), selected);
  else list.refresh(due, selected);
  setText(document.getElementById("more"), patients.length > layout.MOST_BEDS ? t("ward.more", { n: patients.length - layout.MOST_BEDS }) : "");
  if (!stage) return;
  if (!stage.panel.update()) stage.immersion.leaveGone();
  stage.body.update();
  stage.sound.update(room.asking);
  if (hasTicked) updateDesk();
  stage.view.schedule();
}

const showInRoom = (patients) => patients.forEach((patient) => room.show(patient, feed.now, feed.catalogue));

const here = () => [...feed.patients.values()].filter((patient) => patient.place.ward === ward);

const byNeed = (patients) => ask.byNeed(patients, feed.now, feed.catalogue);

function showWards() {
  const all = [...new Set([...feed.patients.values()].map((patient) => patient.place.ward))].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  if (all.join("\n") !== wards.join("\n")) {
    wards = all;
    wardSelect.replaceChildren(...wards.map((name) => el("option", { value: name }, t("frame.inWard", { ward: name }))));
    wardSelect.hidden = wards.length < 2;
  }
  // Until the server has told of all wards it may be another one; who stood in one is back in it then.
  ward = wards.includes(home) ? home : (wards[0] ?? null);
  if (feed.isWhole && ward !== null) home = ward;
  wardSelect.value = ward ?? "";
}

/** Another ward: the same place to stand, other beds. */
function goTo(name) {
  ward = home = name;
  sessionStorage.setItem("vigil-ward", name);
  select(null);
  if (details.element.open) details.element.close();
  showPeople({ ward, people: [] });
  update();
}

/** Beds change places when the set of them does, else at most every 10 s and never under a pointer. */
function arrange() {
  orderedAt = performance.now();
  const before = room.order.length;
  if (!room.arrange(byNeed(here()), true)) return;
  // Of many patients other ones may have come to have a place.
  showInRoom(here());
  room.select(selected);
  if (before !== room.order.length) overview();
}

/** Before each picture. With nothing new it takes no memory. */
function beforePicture(time) {
  const { view, people, immersion, body } = stage;
  const more = room.paint(view.renderer, immersion.isOn ? PAINTED_IN_HEADSET : PAINTED, time);
  const moreOfBody = body.paint(view.renderer, time);
  if (immersion.isOn) {
    room.point(immersion.update(time, room.asking, feed.isLive));
    people.update(view.renderer, view.camera, 0.2, time);
    return;
  }
  people.update(view.renderer, view.camera, 1, time);
  immersion.hints.update(view.camera, room.asking, true);
  room.point(cursor);
  list.place((id) => room.screenOf(id), view.camera, canvas.getBoundingClientRect());
  if (more || moreOfBody) view.schedule();
}

function resize() {
  const { view, immersion } = stage;
  if (immersion.isOn) return;
  const nav = document.getElementById("beds").parentElement;
  view.resize(main.clientWidth - (nav.offsetWidth || 0), main.clientHeight);
  overview();
}

/** Stands where as many beds as can be are in sight. */
function overview() {
  if (!stage || stage.immersion.isOn || room.places.length === 0) return;
  stage.look.overview(room.places);
  stage.bodyView.stand();
  stage.view.schedule();
}

function aim(x, y) {
  caster.setFromCamera(new THREE.Vector2(x, y), stage.view.camera);
  ray.copy(caster.ray);
  return aimAt(ray, stage.world, target);
}

function pointAt(id) {
  canvas.classList.toggle("over", id !== null);
  if (cursor === id) return;
  cursor = id;
  stage.view.schedule();
}

const tap = (x, y) => choose(aim(x, y).id);

/** Arrows go from bed to bed, Enter opens one, Escape closes it. */
function key(event) {
  if (event.key === "Enter" && cursor !== null) choose(cursor);
  else if (event.key === "Escape") details.element.close();
  else if (STEPS[event.key] && room.order.length) moveCursor(...STEPS[event.key]);
  else return;
  event.preventDefault();
}

function moveCursor(columns, rows) {
  const from = room.rankOf(cursor ?? selected);
  const to = from < 0 ? 0 : layout.beside(room.places, from, columns, rows);
  pointAt(room.order[to]);
  stage.look.turnTo(room.places[to]);
  setText(document.getElementById("announce"), t("ward.bed", { bed: feed.patients.get(room.order[to]).place.bed }));
}

/** Opens a bed, if somebody is there: beside the picture, or as a panel in the room. */
function choose(id) {
  if (!feed.patients.has(id)) return;
  select(id);
  if (stage?.immersion.isOn) stage.immersion.open(id, room.screenOf(id));
  else details.open(id);
}

function select(id) {
  selected = id;
  room.select(id);
  if (id === null) stage?.panel.close();
  stage?.bodyView.follow(id);
  list.show(byNeed(here()), selected);
  stage?.view.schedule();
}

/** The next or the previous one in need. */
function step(by) {
  const at = Math.max(room.rankOf(selected), by > 0 ? -1 : 0);
  choose(room.order[(at + by + room.order.length) % room.order.length]);
}

function onDesk(button) {
  if (button.startsWith("ward ")) goTo(button.slice(5));
  else if (button === "wards") stage.desk.turnPage();
  else if (button === "sound") turnSound();
  updateDesk();
}

function updateDesk() {
  if (!stage?.immersion.isOn) return;
  const { desk, immersion, sound } = stage;
  desk.update({ ward, wards, patients: [...feed.patients.values()], now: feed.now, catalogue: feed.catalogue, seated: immersion.seated, sound: sound.isOn, isAr: immersion.isAr });
}

function leftHeadset() {
  select(null);
  resize();
  update();
}

async function turnSound() {
  const { sound } = stage;
  await sound.turn(!sound.isOn);
  soundButton.setAttribute("aria-pressed", String(sound.isOn));
  everySecond();
  updateDesk();
}

function everySecond() {
  const isHeld = cursor !== null && (canvas.matches(":hover") || document.activeElement === canvas);
  if (performance.now() - orderedAt > REORDER_MS && !isHeld && !stage?.immersion.isPointing) arrange();
  if (!stage) return;
  const { sound, view } = stage;
  sound.update(room.asking);
  setText(soundButton, t(sound.isMuted ? "ward.soundMuted" : sound.isOn ? "ward.soundOff" : "ward.soundOn"));
  if (room.scene.visible) view.schedule();
}

function tellPresence() {
  if (!stage || feed.now === null) return;
  const { view, immersion } = stage;
  presence.tell(view.camera, document.hidden && !immersion.isOn ? null : ward, selected, immersion.isOn);
}

function showPeople({ ward: of, people }) {
  if (of !== ward || !stage) return;
  stage.people.show(people);
  room.showOthers(people.filter((person) => person.selected).map((person) => ({ id: person.selected, colour: new THREE.Color(colourOf(person.id)) })));
  setText(document.getElementById("others"), people.length ? t("ward.others", { names: listed(people.map((person) => person.name)) }) : "");
  stage.view.schedule();
}
