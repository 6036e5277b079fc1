// The values on all screens: letters from one sheet, all of them one instanced mesh. A value that
// changes is some bytes for the graphics card, and not a screen that is drawn and copied anew. So each
// value is of now with the next picture, wherever somebody looks.

import * as THREE from "/three/three.module.min.js";
import { SCREEN_WIDTH } from "./layout.js";
import { FONT, INK } from "./pen.js";
import { HEIGHT, SPOTS, VALUE, WIDTH } from "./tile.js";

/** The sheet: pixels of its type and of a letter's cell, and where in the cell a pen begins to write. */
const TYPE = 48;
const CELL = 64;
const LEFT = 8;
const FOOT = 48;
const COLUMNS = 16;
const ROWS = 8;
const LETTERS = COLUMNS * ROWS;

/** Letters of one screen: six values have some 20, and 31 with every decimal that devices send. */
const MOST = 32;

/** A letter is four whole numbers: where it begins and stands, its size (all in parts of a unit), what it is and in which colour. */
const PARTS = 4;
const FINE = 64;

/** Written where there is no room for more: a number is never cut. */
const UNKNOWN = "?";

const COLOURS = [new THREE.Color(INK.strong), new THREE.Color(INK.stale)];
const written = new Uint16Array(MOST * PARTS);

/** Places and counts screens as an instanced mesh does its instances. */
export class Numerals extends THREE.Mesh {
  instanceMatrix;
  #letters;
  #sheet;

  /** For so many screens. */
  constructor(capacity) {
    const sheet = new Sheet();
    super(new THREE.InstancedBufferGeometry(), material(sheet.texture));
    this.#sheet = sheet;
    this.#letters = new THREE.InstancedBufferAttribute(new Uint16Array(capacity * MOST * PARTS), PARTS).setUsage(THREE.DynamicDrawUsage);
    this.instanceMatrix = new THREE.InstancedBufferAttribute(new Float32Array(capacity * 16), 16, false, MOST);
    this.geometry.setAttribute("position", new THREE.Float32BufferAttribute([0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], 3));
    this.geometry.setIndex([0, 3, 2, 0, 2, 1]);
    this.geometry.setAttribute("letter", this.#letters);
    this.geometry.setAttribute("place", this.instanceMatrix);
    this.count = 0;
    this.frustumCulled = false;
    // After the screens: they are drawn by how far away they are, and these lie on them.
    this.renderOrder = 1;
  }

  get count() {
    return this.geometry.instanceCount / MOST;
  }

  set count(screens) {
    this.geometry.instanceCount = screens * MOST;
  }

  setMatrixAt(index, matrix) {
    matrix.toArray(this.instanceMatrix.array, index * 16);
  }

  /** Writes the values of a screen, `{text, stale}` each, in the order of their spots. */
  write(index, values) {
    written.fill(0);
    let at = 0;
    for (let i = 0; i < values.length; i++) at = this.#set(values[i], SPOTS[i], at, values.length - 1 - i);
    const { array } = this.#letters;
    const from = index * written.length;
    if (written.every((part, i) => part === array[from + i])) return;
    array.set(written, from);
    this.#letters.needsUpdate = true;
  }

  /** Keeps room for what stands for each of those that follow. */
  #set({ text, stale }, { x, y, width }, at, following) {
    const shown = at / PARTS + text.length > MOST - following ? UNKNOWN : text;
    let wide = 0;
    for (const letter of shown) wide += this.#sheet.find(letter).width;
    const size = Math.min(VALUE, Math.floor(width / wide));
    let left = x;
    for (const letter of shown) {
      const { code, width: ofLetter } = this.#sheet.find(letter);
      written[at++] = Math.round(left * FINE);
      written[at++] = y * FINE;
      written[at++] = size * FINE;
      written[at++] = code + (stale ? LETTERS : 0);
      left += size * ofLetter;
    }
    return at;
  }

  dispose() {
    this.#sheet.texture.dispose();
    this.material.dispose();
    this.geometry.dispose();
  }
}

/** Every letter that was ever needed, once: digits, the full stop, what stands for nothing, and so on. */
class Sheet {
  texture;
  #pen;
  #known = new Map();

  constructor() {
    const canvas = document.createElement("canvas");
    canvas.width = COLUMNS * CELL;
    canvas.height = ROWS * CELL;
    this.#pen = canvas.getContext("2d");
    this.#pen.font = `650 ${TYPE}px ${FONT}`;
    this.#pen.fillStyle = "#ffffff";
    this.texture = new THREE.CanvasTexture(canvas);
    this.texture.anisotropy = 4;
    this.find(UNKNOWN);
  }

  /** Where a letter is on the sheet, and its width as a share of the type's size. */
  find(letter) {
    return this.#known.get(letter) ?? this.#add(letter);
  }

  #add(letter) {
    const code = this.#known.size;
    if (code === LETTERS) return this.find(UNKNOWN);
    const found = { code, width: this.#pen.measureText(letter).width / TYPE };
    this.#known.set(letter, found);
    this.#pen.fillText(letter, (code % COLUMNS) * CELL + LEFT, Math.floor(code / COLUMNS) * CELL + FOOT);
    this.texture.needsUpdate = true;
    return found;
  }
}

const float = (number) => number.toFixed(8);

/** Letters are squares of the sheet, placed on their screen; what has no size is nowhere. */
function material(sheet) {
  return new THREE.ShaderMaterial({
    uniforms: { sheet: { value: sheet }, colours: { value: COLOURS } },
    vertexShader: `
      attribute mat4 place;
      attribute vec4 letter;
      uniform vec3 colours[${COLOURS.length}];
      varying vec2 onSheet;
      varying vec3 colour;
      void main() {
        float code = mod(letter.w, ${float(LETTERS)});
        vec2 cell = vec2(mod(code, ${float(COLUMNS)}), floor(code / ${float(COLUMNS)})) + position.xy;
        onSheet = vec2(cell.x / ${float(COLUMNS)}, 1.0 - cell.y / ${float(ROWS)});
        colour = colours[letter.w < ${float(LETTERS)} ? 0 : 1];
        vec2 fromPen = position.xy * ${float(CELL)} - vec2(${float(LEFT)}, ${float(FOOT)});
        vec2 units = (letter.xy + fromPen * letter.z / ${float(TYPE)}) / ${float(FINE)};
        vec2 metres = (units - vec2(${float(WIDTH / 2)}, ${float(HEIGHT / 2)})) * ${float(SCREEN_WIDTH / WIDTH)};
        gl_Position = letter.z == 0.0 ? vec4(0.0, 0.0, 2.0, 1.0) : projectionMatrix * modelViewMatrix * place * vec4(metres.x, -metres.y, 0.0, 1.0);
      }`,
    fragmentShader: `
      uniform sampler2D sheet;
      varying vec2 onSheet;
      varying vec3 colour;
      void main() {
        gl_FragColor = vec4(colour, texture2D(sheet, onSheet).a);
        #include <colorspace_fragment>
      }`,
    transparent: true,
    depthWrite: false,
  });
}
