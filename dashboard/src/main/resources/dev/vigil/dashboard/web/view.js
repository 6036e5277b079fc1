// Renderer, camera, and what carries the camera. Without a headset it draws on demand only: a ward in
// which nothing changes costs nothing.

import * as THREE from "/three/three.module.min.js";

export class View {
  scene = new THREE.Scene();
  rig = new THREE.Group();
  camera = new THREE.PerspectiveCamera(46, 1, 0.05, 60);
  renderer;
  #onPicture;
  #scheduled = false;

  /** Throws where there is no WebGL. `onPicture(time)` is called before each picture. */
  constructor(canvas, onPicture) {
    this.#onPicture = onPicture;
    this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    this.rig.add(this.camera);
    this.scene.add(this.rig);
  }

  /** After a graphics card was reset, what was on it alone is drawn anew: these know how. */
  keep(...parts) {
    this.renderer.domElement.addEventListener("webglcontextrestored", () => {
      for (const part of parts) part.forget();
      this.schedule();
    });
  }

  /** One picture soon; none by itself while a headset shows all of its own. */
  schedule() {
    if (this.#scheduled || this.renderer.xr.isPresenting) return;
    this.#scheduled = true;
    requestAnimationFrame((time) => {
      this.#scheduled = false;
      if (!this.renderer.xr.isPresenting) this.#draw(time);
    });
  }

  #draw(time) {
    // Without its graphics card nothing can be drawn, nor counts what was.
    if (this.renderer.getContext().isContextLost()) return;
    this.#onPicture(time);
    this.renderer.render(this.scene, this.camera);
  }

  /** For a headset every picture is drawn. */
  run(on) {
    this.renderer.setAnimationLoop(on ? (time) => this.#draw(time) : null);
    if (!on) this.schedule();
  }

  resize(width, height) {
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / Math.max(1, height);
    this.camera.updateProjectionMatrix();
  }
}
