// How a patient's body stands in the ward: what a test asks of the scene.

window.body = {
  get ward() {
    return document.getElementById("scene").vigil;
  },

  /** Where on the figure a value points, as the figure sees it, and how far that is from its skin. */
  place(id) {
    const { body } = this.ward;
    const at = body.group.worldToLocal(body.placeOf(id));
    const skin = body.figure.geometry.attributes.position;
    let off = Infinity;
    for (let i = 0; i < skin.count; i++) off = Math.min(off, Math.hypot(skin.getX(i) - at.x, skin.getY(i) - at.y, skin.getZ(i) - at.z));
    return { x: at.x, y: at.y, off };
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
    const right = over.height < area.height / 2 ? area.right : over.left;
    const isOut = (id, aside) => {
      const at = body.group.worldToLocal(body.labelOf(id));
      at.x += aside;
      body.group.localToWorld(at).project(view.camera);
      const x = area.left + ((at.x + 1) / 2) * area.width;
      return Math.abs(at.y) > 1 || x < area.left || x > right;
    };
    const ids = ["heart-rate", "spo2", "respiratory-rate", "body-temperature", "systolic-pressure", "consciousness"];
    return ids.filter((id) => isOut(id, -0.14) || isOut(id, 0.14)).join();
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
