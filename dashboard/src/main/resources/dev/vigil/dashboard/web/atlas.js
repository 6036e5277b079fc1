// Many small pictures in one texture, shown by one instanced mesh: one draw call, however many they
// are. A picture that changes is drawn on one small canvas and copied to its cell.

import * as THREE from "/three/three.module.min.js";

const WIDEST = 4096;

/** A picture seen from afar may be a quarter of a second old: its smaller copies cost the whole texture. */
const MIPMAP_MS = 250;

export class Atlas {
  mesh;
  #texture;
  #canvas = document.createElement("canvas");
  #source;
  #columns;
  #at = new THREE.Vector2();
  #draw;
  #mipmapsAt = -Infinity;
  #stale = false;
  #known = false;

  /**
   * Cells of so many pixels; `draw(context, contents)` draws in units of which `unitWidth` are one
   * cell's width.
   */
  constructor({ cellWidth, cellHeight, capacity, unitWidth, geometry, draw }) {
    this.#columns = Math.min(capacity, Math.floor(WIDEST / cellWidth));
    const rows = Math.ceil(capacity / this.#columns);
    this.#canvas.width = cellWidth;
    this.#canvas.height = cellHeight;
    this.#canvas.getContext("2d").scale(cellWidth / unitWidth, cellWidth / unitWidth);
    // Copied from, never shown: three must not make a texture of it.
    this.#source = new THREE.Texture(this.#canvas);
    this.#draw = draw;
    this.#texture = emptyTexture(this.#columns * cellWidth, rows * cellHeight);
    const material = new THREE.MeshBasicMaterial({ map: this.#texture, transparent: true, toneMapped: false });
    material.onBeforeCompile = (shader) => {
      shader.vertexShader = `attribute vec2 cell;\n${shader.vertexShader}`.replace("#include <uv_vertex>",
        `#include <uv_vertex>\nvMapUv = (vMapUv + cell) * vec2(${(1 / this.#columns).toFixed(8)}, ${(1 / rows).toFixed(8)});`);
    };
    material.customProgramCacheKey = () => `atlas ${this.#columns} ${rows}`;
    const cells = new Float32Array(capacity * 2);
    for (let i = 0; i < capacity; i++) cells.set(this.#cell(i), i * 2);
    geometry.setAttribute("cell", new THREE.InstancedBufferAttribute(cells, 2));
    this.mesh = new THREE.InstancedMesh(geometry, material, capacity);
    this.mesh.count = 0;
    this.mesh.frustumCulled = false;
  }

  #cell(index) {
    return [index % this.#columns, Math.floor(index / this.#columns)];
  }

  /** Draws the contents into a cell. */
  write(renderer, index, contents) {
    this.#draw(this.#canvas.getContext("2d"), contents);
    if (!this.#known) renderer.initTexture(this.#texture);
    this.#known = true;
    const [column, row] = this.#cell(index);
    this.#at.set(column * this.#canvas.width, row * this.#canvas.height);
    this.#texture.generateMipmaps = false;
    renderer.copyTextureToTexture(this.#source, this.#texture, null, this.#at);
    this.#stale = true;
  }

  /** Renews what is seen from afar, if it is time; true while it is not. */
  settle(renderer, time) {
    if (!this.#stale) return false;
    if (time - this.#mipmapsAt < MIPMAP_MS) return true;
    this.#mipmapsAt = time;
    this.#stale = false;
    this.#texture.generateMipmaps = true;
    // The last cell once more: with it all smaller copies are made.
    renderer.copyTextureToTexture(this.#source, this.#texture, null, this.#at);
    return false;
  }

  /** The graphics card has lost all cells: whoever wrote them writes them again. */
  forget() {
    this.#known = false;
  }

  dispose() {
    this.#texture.dispose();
    this.mesh.material.dispose();
    this.mesh.geometry.dispose();
    this.mesh.dispose();
  }
}

/** Room on the graphics card only. */
function emptyTexture(width, height) {
  const texture = new THREE.DataTexture(null, width, height);
  texture.source.dataReady = false;
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.flipY = true;
  texture.generateMipmaps = true;
  texture.minFilter = THREE.LinearMipmapLinearFilter;
  texture.magFilter = THREE.LinearFilter;
  texture.anisotropy = 4;
  texture.unpackAlignment = 4;
  texture.needsUpdate = true;
  return texture;
}
