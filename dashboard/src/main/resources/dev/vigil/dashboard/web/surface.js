// A flat thing with text and buttons that stands in the ward: a canvas on a plane, drawn when it
// says something else. Rays ask it what they hit; the button they point at gets a frame.

import * as THREE from "/three/three.module.min.js";
import { INK, box, text } from "./pen.js";

const plane = new THREE.Plane();
const normal = new THREE.Vector3();

/** Metres along the ray to the plane in which an object is flat, 0 where it never meets it; `into` gets the point, as the object sees it. */
export function alongTo(object, ray, into) {
  normal.setFromMatrixColumn(object.matrixWorld, 2);
  plane.setFromNormalAndCoplanarPoint(normal, into.setFromMatrixPosition(object.matrixWorld));
  if (ray.intersectPlane(plane, into) === null) return 0;
  const distance = into.distanceTo(ray.origin);
  object.worldToLocal(into);
  return distance;
}

export class Surface {
  mesh;
  /** What can be pressed: `{id, x, y, width, height}` in units of the canvas, and `from` when on. */
  buttons = [];
  #before = [];
  #canvas = document.createElement("canvas");
  #texture;
  #frame;
  #pointed = null;
  #local = new THREE.Vector3();

  /** Units of the canvas, metres of the plane. */
  constructor(width, height, metres) {
    this.#canvas.width = width;
    this.#canvas.height = height;
    this.metres = metres;
    this.#texture = new THREE.CanvasTexture(this.#canvas);
    this.#texture.colorSpace = THREE.SRGBColorSpace;
    this.#texture.anisotropy = 4;
    const geometry = new THREE.PlaneGeometry(metres, (metres * height) / width);
    this.mesh = new THREE.Mesh(geometry, new THREE.MeshBasicMaterial({ map: this.#texture, transparent: true, toneMapped: false, side: THREE.DoubleSide, forceSinglePass: true }));
    this.#frame = new THREE.LineLoop(square(), new THREE.LineBasicMaterial({ color: 0xffffff }));
    this.#frame.visible = false;
    this.mesh.add(this.#frame);
    this.mesh.visible = false;
  }

  /** Clears the canvas and lets `paint(g)` draw on it; buttons are those that it draws. */
  draw(paint) {
    const g = this.#canvas.getContext("2d");
    g.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#before = this.buttons;
    this.buttons = [];
    paint(g);
    this.#texture.needsUpdate = true;
    this.#pointed = null;
    this.#frame.visible = false;
  }

  /** Draws a button that can be pressed; one that has just come to stand there only `unread` milliseconds later. */
  button(g, id, label, x, y, width, height, { fill = INK.button, colour = INK.strong, size = 30, unread = 0 } = {}) {
    const now = performance.now();
    const stood = this.#before.find((each) => each.id === id && each.x === x && each.y === y);
    const from = stood?.from ?? now + unread;
    box(g, x, y, width, height, 12, fill);
    g.textAlign = "center";
    text(g, label, x + width / 2, y + height / 2 + size * 0.36, 650, size, from > now ? INK.stale : colour, width - 16);
    g.textAlign = "left";
    this.buttons.push({ id, x, y, width, height, from });
  }

  /** Whether a button is there that can be pressed now. */
  isReady(id) {
    const now = performance.now();
    return this.buttons.some((each) => each.id === id && each.from <= now);
  }

  /** Metres along the ray to the plane, 0 where it passes by; `spot` gets the button, "" or null. */
  hit(ray, spot) {
    spot.button = null;
    if (!this.mesh.visible) return 0;
    const distance = alongTo(this.mesh, ray, this.#local);
    if (distance === 0) return 0;
    const unit = this.#canvas.width / this.metres;
    const x = this.#local.x * unit + this.#canvas.width / 2;
    const y = this.#canvas.height / 2 - this.#local.y * unit;
    if (x < 0 || y < 0 || x > this.#canvas.width || y > this.#canvas.height) return 0;
    spot.button = "";
    for (let i = 0; i < this.buttons.length; i++) {
      const b = this.buttons[i];
      if (x >= b.x && y >= b.y && x <= b.x + b.width && y <= b.y + b.height) spot.button = b.id;
    }
    return distance;
  }

  /** Frames the button at which somebody points. */
  point(id) {
    if (id === this.#pointed) return;
    this.#pointed = id;
    const button = this.buttons.find((each) => each.id === id);
    this.#frame.visible = button !== undefined;
    if (!button) return;
    this.#middle(button, this.#frame.position);
    this.#frame.position.z = 0.004;
    this.#frame.scale.set(button.width, button.height, 1).multiplyScalar(this.metres / this.#canvas.width);
  }

  /** Where a button is in the world. */
  placeOf(button) {
    this.mesh.updateWorldMatrix(true, false);
    return this.mesh.localToWorld(this.#middle(button, new THREE.Vector3()));
  }

  #middle({ x, y, width, height }, into) {
    const unit = this.metres / this.#canvas.width;
    return into.set((x + width / 2 - this.#canvas.width / 2) * unit, (this.#canvas.height / 2 - y - height / 2) * unit, 0);
  }
}

function square() {
  const half = 0.5;
  return new THREE.BufferGeometry().setFromPoints([[-half, -half], [half, -half], [half, half], [-half, half]].map(([x, y]) => new THREE.Vector3(x, y, 0)));
}
