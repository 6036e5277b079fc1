// The ward page: the room, seen with mouse, touch or keyboard, and a list of the same beds for
// whoever sees no picture. Entering VR comes with the ward issue; it will use the same Room.

import * as THREE from "/three/three.module.min.js";
import { OrbitControls } from "/three/OrbitControls.js";
import { Details } from "./details.js";
import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import * as ask from "./patient.js";
import { Room } from "./room.js";
import { startShell } from "./shell.js";

const CLICK_PIXELS = 5;

/** High enough that no row hides the next one's beds. */
const PITCH = 0.8;

const feed = startShell();
const details = new Details(feed, { modal: false, within: document.querySelector("main"), onClose: () => select(null) });
const canvas = document.getElementById("scene");
const list = document.getElementById("beds");
const rows = new Map();
const room = new Room();
const camera = new THREE.PerspectiveCamera(42, 1, 0.1, 200);
const view = createView();
let selected = null;
let scheduled = false;
let downAt = null;

feed.addEventListener("change", () => schedule());
feed.addEventListener("liveness", () => schedule());
document.getElementById("overview").addEventListener("click", () => overview());

/** Renderer and controls, null where there is no WebGL: the list then does alone. */
function createView() {
  try {
    const renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
    renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    const controls = new OrbitControls(camera, canvas);
    controls.maxPolarAngle = Math.PI / 2 - 0.06;
    controls.minDistance = 2.5;
    controls.addEventListener("change", () => schedule());
    new ResizeObserver(() => resize()).observe(canvas.parentElement);
    canvas.addEventListener("pointerdown", (event) => (downAt = [event.clientX, event.clientY]));
    canvas.addEventListener("pointerup", (event) => click(event));
    canvas.addEventListener("pointermove", (event) => canvas.classList.toggle("over", event.buttons === 0 && at(event) !== null));
    return { renderer, controls };
  } catch {
    canvas.hidden = true;
    document.getElementById("no-scene").hidden = false;
    return null;
  }
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => {
    scheduled = false;
    render();
  });
}

/** Drawn on demand only: a ward in which nothing changes costs nothing. */
function render() {
  const patients = [...feed.patients.values()].sort(ask.byBed);
  if (room.arrange(patients)) {
    room.forgetShown();
    overview();
  }
  for (const patient of patients) room.show(patient, feed.now, feed.catalogue);
  showList(patients);
  if (!view) return;
  view.renderer.render(room.scene, camera);
  mirror(patients);
}

function resize() {
  const { clientWidth, clientHeight } = canvas.parentElement;
  const width = clientWidth - (list.parentElement.offsetWidth || 0);
  view.renderer.setSize(width, clientHeight, false);
  camera.aspect = width / Math.max(1, clientHeight);
  camera.updateProjectionMatrix();
  overview();
}

/** Stands as near as it can with every bed in sight. */
function overview() {
  if (!view) return;
  const { front, corners } = room.extent();
  const direction = new THREE.Vector3(0, Math.sin(PITCH), Math.cos(PITCH));
  let nearest = { cost: Infinity };
  for (let z = -front; z <= front; z += front / 16) {
    const target = new THREE.Vector3(0, 0.9, z);
    const fit = fitting(target, direction, corners);
    if (fit.cost < nearest.cost) nearest = { ...fit, target };
  }
  view.controls.target.copy(nearest.target);
  camera.position.copy(nearest.target).addScaledVector(direction, nearest.distance);
  view.controls.update();
  schedule();
}

/** The least distance at which all corners are in sight; of equal ones the best centred costs least. */
function fitting(target, direction, corners) {
  let distance = 5;
  let seen = [];
  do {
    distance *= 1.03;
    camera.position.copy(target).addScaledVector(direction, distance);
    camera.lookAt(target);
    camera.updateMatrixWorld();
    seen = corners.map((corner) => corner.clone().project(camera));
  } while (distance < 150 && !seen.every((at) => at.z < 1 && Math.abs(at.x) < 0.97 && Math.abs(at.y) < 0.96));
  const heights = seen.map((at) => at.y);
  return { distance, cost: distance * (1 + 0.2 * Math.abs(Math.max(...heights) + Math.min(...heights))) };
}

function at(event) {
  const box = canvas.getBoundingClientRect();
  const pointer = new THREE.Vector2(((event.clientX - box.left) / box.width) * 2 - 1, 1 - ((event.clientY - box.top) / box.height) * 2);
  const raycaster = new THREE.Raycaster();
  raycaster.setFromCamera(pointer, camera);
  return room.pick(raycaster);
}

/** A press that moves is a look around, not a choice. */
function click(event) {
  if (!downAt || Math.hypot(event.clientX - downAt[0], event.clientY - downAt[1]) > CLICK_PIXELS) return;
  const id = at(event);
  if (id !== null) select(id);
}

function select(id) {
  selected = id;
  room.select(id);
  if (id !== null) details.open(id);
  schedule();
}

/** The same ward as a list: for keyboards, screen readers and browsers without WebGL. */
function showList(patients) {
  const byNeed = [...patients].sort((a, b) => ask.need(b, feed.now, feed.catalogue) - ask.need(a, feed.now, feed.catalogue) || ask.byBed(a, b));
  for (const [id, row] of rows) {
    if (!feed.patients.has(id)) {
      row.item.remove();
      rows.delete(id);
    }
  }
  const wanted = byNeed.map((patient) => showRow(patient).item);
  const still = !list.matches(":hover") && !list.contains(document.activeElement);
  if (list.children.length !== wanted.length || (still && wanted.some((item, i) => list.children[i] !== item))) list.append(...wanted);
}

function showRow(patient) {
  const id = patient.patient;
  if (!rows.has(id)) rows.set(id, newRow(id));
  const row = rows.get(id);
  const score = ask.scoreOf(patient, "news2");
  const alert = ask.leadingAlert(patient);
  const unmonitored = ask.unmonitored(patient, feed.now, feed.catalogue);
  setText(row.bed, patient.place.bed);
  setText(row.what, alert ? `${alert.state === "acknowledged" ? "✓" : format.PRIORITY[alert.priority].symbol} ${format.shortSentence(alert)}` : unmonitored ? `Unmonitored · ${unmonitored}` : id);
  const stale = score !== null && ask.isScoreStale(patient, score, feed.now, feed.catalogue);
  setText(row.total, format.score(score));
  setAttribute(row.total, "data-band", stale ? "none" : ask.news2Band(score));
  setAttribute(row.total, "data-stale", stale ? "yes" : null);
  setAttribute(row.total, "title", stale ? "NEWS2 over old input" : "NEWS2");
  setAttribute(row.button, "data-priority", alert?.priority ?? null);
  setAttribute(row.button, "data-unmonitored", unmonitored ? "yes" : null);
  setAttribute(row.button, "aria-pressed", selected === id ? "true" : "false");
  return row;
}

function newRow(id) {
  const bed = el("b");
  const what = el("span", { class: "what" });
  const total = el("span", { class: "total" });
  const button = el("button", { type: "button", "data-patient": id, onclick: () => select(id) }, bed, what, total);
  return { bed, what, total, button, item: el("li", {}, button) };
}

/** Where each panel is on the screen, beside its row: for pointing devices that can't see either. */
function mirror(patients) {
  const box = canvas.getBoundingClientRect();
  for (const patient of patients) {
    const at = room.panelOf(patient.patient)?.clone().project(camera);
    const button = rows.get(patient.patient)?.button;
    if (!at || !button) continue;
    button.dataset.x = Math.round(box.left + ((at.x + 1) / 2) * box.width);
    button.dataset.y = Math.round(box.top + ((1 - at.y) / 2) * box.height);
  }
}
