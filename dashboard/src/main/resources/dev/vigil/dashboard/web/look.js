// Looking around without a headset: drag turns the head, wheel and pinch come closer, a press that
// doesn't move is a choice.

import { EYE, RADIUS, SCREEN_WIDTH, SCREEN_HEIGHT } from "./layout.js";

const CLICK_PIXELS = 5;
const WIDEST = 80;
const NARROWEST = 12;
const STEEPEST = 1.2;

/** Of a ward that goes further around, what is most in need stands within this angle. */
const AHEAD = 0.75;

export class Look {
  #canvas;
  #camera;
  #handlers;
  #pointers = new Map();
  #moved = 0;
  #yaw = 0;
  #pitch = 0;

  /** Calls `onMove()`, `onTap(x, y)` and `onHover(x, y)`, in -1 to 1 of the canvas. */
  constructor(canvas, camera, handlers) {
    this.#canvas = canvas;
    this.#camera = camera;
    this.#handlers = handlers;
    canvas.addEventListener("pointerdown", (event) => this.#down(event));
    canvas.addEventListener("pointermove", (event) => this.#move(event));
    canvas.addEventListener("pointerup", (event) => this.#up(event));
    canvas.addEventListener("pointercancel", (event) => this.#pointers.delete(event.pointerId));
    canvas.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  #down(event) {
    this.#canvas.setPointerCapture(event.pointerId);
    if (this.#pointers.size === 0) this.#moved = 0;
    this.#pointers.set(event.pointerId, event);
  }

  #move(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      this.#handlers.onHover(...this.#inView(event));
      return;
    }
    const apart = this.#apart();
    this.#pointers.set(event.pointerId, event);
    const dx = event.clientX - before.clientX;
    const dy = event.clientY - before.clientY;
    this.#moved += Math.hypot(dx, dy);
    if (apart > 0) this.zoom(apart / this.#apart());
    else if (this.#moved > CLICK_PIXELS) this.turn(this.#angle(dx), this.#angle(dy));
  }

  #up(event) {
    const tapped = this.#pointers.size === 1 && this.#moved <= CLICK_PIXELS;
    this.#pointers.delete(event.pointerId);
    if (tapped) this.#handlers.onTap(...this.#inView(event));
  }

  #wheel(event) {
    event.preventDefault();
    this.zoom(Math.exp(event.deltaY * 0.001));
  }

  #apart() {
    const [a, b] = this.#pointers.values();
    return b ? Math.max(1, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)) : 0;
  }

  #angle(pixels) {
    return (pixels / this.#canvas.clientHeight) * ((this.#camera.fov * Math.PI) / 180);
  }

  #inView(event) {
    const area = this.#canvas.getBoundingClientRect();
    return [((event.clientX - area.left) / area.width) * 2 - 1, 1 - ((event.clientY - area.top) / area.height) * 2];
  }

  turn(yaw, pitch) {
    this.#to(this.#yaw + yaw, this.#pitch + pitch);
  }

  zoom(factor) {
    this.#camera.fov = Math.min(WIDEST, Math.max(NARROWEST, this.#camera.fov * factor));
    this.#to(this.#yaw, this.#pitch);
  }

  #to(yaw, pitch) {
    this.#yaw = yaw;
    this.#pitch = Math.max(-STEEPEST, Math.min(STEEPEST, pitch));
    this.apply();
    this.#handlers.onMove();
  }

  /** Puts the camera where this looks from; after a headset has moved it. */
  apply() {
    this.#camera.rotation.set(this.#pitch, this.#yaw, 0, "YXZ");
    this.#camera.updateProjectionMatrix();
    this.#camera.updateMatrixWorld();
  }

  /** Turns to a place until it is well in sight. */
  turnTo({ azimuth, y }) {
    const { position, fov } = this.#camera;
    const x = RADIUS * Math.sin(azimuth) - position.x;
    const z = -RADIUS * Math.cos(azimuth) - position.z;
    const reach = ((fov * Math.PI) / 180) * 0.35;
    const toSide = wrapped(Math.atan2(-x, -z) - this.#yaw);
    const up = Math.atan2(y - position.y, Math.hypot(x, z)) - this.#pitch;
    this.turn(beyond(toSide, reach * Math.min(1.6, this.#camera.aspect)), beyond(up, reach));
  }

  /** Tilts the head so that what is so high and so far ahead is in the middle of the lower part of the picture. */
  tilt({ metres, height }, lower) {
    const { position, fov } = this.#camera;
    const below = Math.atan((1 - lower) * Math.tan((fov * Math.PI) / 360));
    this.#to(this.#yaw, Math.atan2(height - position.y, metres) + below);
  }

  /** Stands where as many of these places as can be are in sight; those behind need a turn. */
  overview(places) {
    const camera = this.#camera;
    const corners = places.filter((place) => Math.abs(place.azimuth) < AHEAD).flatMap(cornersOf);
    const heights = places.map((place) => place.y);
    const middle = (Math.min(...heights) + Math.max(...heights)) / 2;
    for (camera.fov = 46; camera.fov <= 76; camera.fov += 6) {
      for (let back = -1.5; back <= RADIUS - 0.8; back += 0.1) {
        camera.position.set(0, EYE, back);
        this.#yaw = 0;
        this.#pitch = Math.atan2(middle - EYE, RADIUS + back);
        this.apply();
        if (corners.every((corner) => isSeen(corner, camera))) return;
      }
    }
    camera.fov = 50;
    camera.position.set(0, EYE, 0);
    this.apply();
  }
}

/** What of an angle is beyond the reach of the eyes. */
const beyond = (angle, reach) => Math.sign(angle) * Math.max(0, Math.abs(angle) - reach);

const wrapped = (angle) => Math.atan2(Math.sin(angle), Math.cos(angle));

function cornersOf({ azimuth, y, scale }) {
  const half = ((SCREEN_WIDTH / 2) * scale) / RADIUS;
  return [-1, 1].flatMap((side) => [-0.75, 0.55].map((up) => [RADIUS * Math.sin(azimuth + side * half), y + up * SCREEN_HEIGHT * scale, -RADIUS * Math.cos(azimuth + side * half)]));
}

function isSeen([x, y, z], camera) {
  const e = camera.matrixWorldInverse.elements;
  const depth = -(e[2] * x + e[6] * y + e[10] * z + e[14]);
  const tall = Math.tan((camera.fov * Math.PI) / 360) * depth;
  const across = e[0] * x + e[4] * y + e[8] * z + e[12];
  const up = e[1] * x + e[5] * y + e[9] * z + e[13];
  return depth > 0.2 && Math.abs(across) < tall * camera.aspect * 0.97 && Math.abs(up) < tall * 0.95;
}
