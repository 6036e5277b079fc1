// How a patient's body stands in the ward: what a test asks of the scene.

const SIGNS = ["consciousness", "body-temperature", "respiratory-rate", "heart-rate", "spo2", "systolic-pressure"];

window.body = {
  get ward() {
    return document.getElementById("scene").vigil;
  },

  /** Where on the figure each value points, as the figure sees it, and how far that is from its skin. */
  places() {
    return Object.fromEntries(SIGNS.map((id) => [id, this.place(id)]));
  },

  place(id) {
    const { body } = this.ward;
    const at = body.group.worldToLocal(body.placeOf(id));
    const skin = body.figure.geometry.attributes.position;
    let off = Infinity;
    for (let i = 0; i < skin.count; i++) off = Math.min(off, Math.hypot(skin.getX(i) - at.x, skin.getY(i) - at.y, skin.getZ(i) - at.z));
    return { x: at.x, y: at.y, off };
  },

  /** What each label says, and how it looks. */
  said() {
    return SIGNS.map((id) => this.ward.body.value(id)).map(({ id, text, state }) => `${id} ${text} ${state}`).join(", ");
  },

  /** Degrees of arc of a value's capital, so many metres away. */
  async degrees(metres) {
    const { FONT } = await import("/pen.js");
    const { VALUE, WIDTH } = await import("/bodylabel.js");
    const g = document.createElement("canvas").getContext("2d");
    g.font = `680 ${VALUE}px ${FONT}`;
    const labels = this.ward.body.group.children.find((each) => each.isInstancedMesh);
    const high = (g.measureText("H").actualBoundingBoxAscent * labels.geometry.parameters.width) / WIDTH;
    return (Math.atan(high / metres) * 180) / Math.PI;
  },

  /** Of which values a part of the label is outside the picture or under the details. */
  outOfSight() {
    const { body, view } = this.ward;
    const area = view.renderer.domElement.getBoundingClientRect();
    const over = document.getElementById("details").getBoundingClientRect();
    const isLow = over.height < area.height / 2;
    const right = isLow ? area.right : over.left;
    const top = isLow ? over.bottom : area.top;
    const isOut = ({ x, y }) => y < top || y > area.bottom || x < area.left || x > right;
    return SIGNS.filter((id) => this.edges(id).some(isOut)).join();
  },

  /** The middles of the left and the right edge of a label, in CSS pixels of the page. */
  edges(id) {
    const { body, view } = this.ward;
    const area = view.renderer.domElement.getBoundingClientRect();
    const labels = body.group.children.find((each) => each.isInstancedMesh);
    const size = labels.instanceMatrix.array[0];
    return [-1, 1].map((side) => {
      const at = body.group.worldToLocal(body.labelOf(id));
      at.x += (side * size * labels.geometry.parameters.width) / 2;
      body.group.localToWorld(at).project(view.camera);
      return { x: area.left + ((at.x + 1) / 2) * area.width, y: area.top + ((1 - at.y) / 2) * area.height };
    });
  },

  /** How high the smallest text on a label is, in CSS pixels of the page, and which it is; null while one isn't drawn yet. */
  async smallestText() {
    const { WIDTH } = await import("/bodylabel.js");
    const all = SIGNS.flatMap((id) => {
      const [left, right] = this.edges(id);
      const { name, text } = this.ward.body.value(id);
      const sheet = written.label(name, text) ?? [null];
      return sheet.map((each) => each && { text: each.text, pixels: (each.size * (right.x - left.x)) / WIDTH });
    });
    if (all.includes(null)) return null;
    return all.reduce((one, other) => (other.pixels < one.pixels ? other : one));
  },

  /** Whether what is written on its label is grey and said to be too old. */
  isGreyAndOld(name, value, badge) {
    const sheet = written.label(name, value, badge) ?? [];
    return sheet.some(({ text }) => text.startsWith("too old, ")) && sheet.find(({ text }) => text === value).colour === "#6f7d88";
  },

  isMarkedOnItsScreen: (id) => written.sheets.some((sheet) => sheet.some(({ text }) => text === "TRAINING") && sheet.some(({ text }) => text.startsWith(id))),

  /** What is written on all that moves with the head and is seen. */
  beforeTheEyes() {
    return this.ward.view.camera.children.filter((each) => each.visible && each.material).flatMap((each) => written.on(each.material.map.image));
  },
};
