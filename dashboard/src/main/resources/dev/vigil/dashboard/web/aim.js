// What a ray points at, whoever holds it: mouse, finger, controller, hand or gaze. One target object
// per ray is filled anew, so that pointing costs no memory.

import { RADIUS } from "./layout.js";

const spot = { button: null };
const along = { distance: 0 };

export const newTarget = () => ({ kind: "nothing", id: null, button: null, distance: 0, x: 0, z: 0 });

/** Fills `target`: kind is `bed`, `panel`, `desk`, `body`, `floor` or `nothing`. */
export function aimAt(ray, { room, panel, desk, body }, target) {
  target.kind = "nothing";
  target.id = null;
  target.button = null;
  target.distance = Infinity;
  onSurface(ray, panel, "panel", target);
  onSurface(ray, desk, "desk", target);
  onSurface(ray, body, "body", target);
  if (target.kind !== "nothing" || !room.scene.visible) return target;
  const place = room.pick(ray, along);
  if (place >= 0) {
    target.kind = "bed";
    target.id = room.order[place];
    target.distance = along.distance;
  } else {
    onFloor(ray, target);
  }
  return target;
}

function onSurface(ray, surface, kind, target) {
  const distance = surface.hit(ray, spot);
  if (distance > 0 && distance < target.distance) {
    target.kind = kind;
    target.button = spot.button;
    target.distance = distance;
  }
}

/** Metres from the wall within which nobody is brought to stand: a panel 1.5 m away would be behind it. */
const NEAR_WALL = 1.9;

/** Where one could stand. */
function onFloor({ origin, direction }, target) {
  if (direction.y > -0.05) return;
  const t = -origin.y / direction.y;
  const x = origin.x + t * direction.x;
  const z = origin.z + t * direction.z;
  if (x * x + z * z > (RADIUS - NEAR_WALL) ** 2) return;
  target.kind = "floor";
  target.distance = t;
  target.x = x;
  target.z = z;
}
