// An emulated headset for a page that is to be tested: two controllers or two hands that aim at
// points of the ward and press.

const emulated = new IWER.XRDevice(IWER.metaQuest3, { stereoEnabled: true });
emulated.installRuntime({ forceInstall: true });

/** Pictures wait while they are held up. */
const soon = window.requestAnimationFrame.bind(window);
let heldUp = null;
window.requestAnimationFrame = (picture) => (heldUp === null ? soon(picture) : heldUp.push(picture));

/** The emulator says "select" when a press begins; a headset says it when the press ends. */
function selectAtTheEnd(session) {
  const dispatch = session.dispatchEvent.bind(session);
  session.dispatchEvent = (event) => {
    if (event.type === "select") return true;
    if (event.type === "selectend") dispatch(new event.constructor("select", { frame: event.frame, inputSource: event.inputSource }));
    return dispatch(event);
  };
}

window.headset = {
  device: emulated,

  get ward() {
    return document.getElementById("scene").vigil;
  },

  /** So many pictures later, or when the session has ended. */
  pictures(count) {
    return new Promise((done) => {
      const session = emulated.activeSession;
      if (!session) return done();
      session.addEventListener("end", () => done());
      const ask = session.unmarked ?? session.requestAnimationFrame.bind(session);
      const next = () => (count-- <= 0 ? done() : ask(next));
      next();
    });
  },

  /** From now on the page draws nothing, while everything else in it goes on. */
  holdUp() {
    heldUp = [];
  },

  /** Writes into the browser's trace when the work for a picture begins and ends, without the emulator's. */
  markPictures() {
    const session = emulated.activeSession;
    const ask = session.requestAnimationFrame.bind(session);
    session.unmarked = ask;
    session.requestAnimationFrame = (picture) =>
      ask((...told) => {
        performance.mark("picture begins");
        picture(...told);
        performance.mark("picture ends");
      });
  },

  async enter(button) {
    document.getElementById(button).click();
    while (!this.ward.immersion.isOn || !emulated.activeSession) await new Promise((soon) => setTimeout(soon, 20));
    selectAtTheEnd(emulated.activeSession);
    await this.pictures(6);
  },

  input(kind, side) {
    emulated.primaryInputMode = kind;
    return (kind === "hand" ? emulated.hands : emulated.controllers)[side];
  },

  aim(input, [x, y, z]) {
    const { rig } = this.ward.view;
    const from = rig.localToWorld(rig.position.clone().copy(input.position));
    const d = [x - from.x, y - from.y, z - from.z];
    const yaw = Math.atan2(-d[0], -d[2]) - rig.rotation.y;
    const pitch = Math.asin(d[1] / Math.hypot(...d));
    const [cy, sy, cp, sp] = [Math.cos(yaw / 2), Math.sin(yaw / 2), Math.cos(pitch / 2), Math.sin(pitch / 2)];
    input.quaternion.set(cy * sp, sy * cp, -sy * sp, cy * cp);
  },

  /** Nothing is held, and no hand is seen. */
  async withoutHands() {
    emulated.primaryInputMode = "controller";
    for (const side of ["left", "right"]) emulated.controllers[side].connected = false;
    await this.pictures(3);
  },

  /** Turns the head to a point of the ward. */
  async look(point) {
    this.aim(emulated, point);
    await this.pictures(2);
  },

  /** Lets pictures pass for so many milliseconds of theirs. */
  lookFor(milliseconds) {
    const { activeSession: session } = emulated;
    let until = null;
    return new Promise((done) => {
      const next = (time) => ((until ??= time + milliseconds) <= time ? done() : session.requestAnimationFrame(next));
      session.requestAnimationFrame(next);
    });
  },

  /** Aims at a point of the ward and presses trigger or pinches. */
  async choose(kind, point) {
    await this.hold(kind, point);
    await this.letGo(kind);
  },

  /** The first half of it. */
  async hold(kind, point) {
    const input = this.input(kind, "right");
    await this.pictures(2);
    this.aim(input, point);
    await this.pictures(2);
    this.squeeze(kind, 1);
    await this.pictures(2);
  },

  /** The second half. */
  async letGo(kind) {
    this.squeeze(kind, 0);
    await this.pictures(2);
  },

  squeeze(kind, value) {
    const input = this.input(kind, "right");
    if (kind === "hand") input.updatePinchValue(value);
    else input.updateButtonValue("trigger", value);
  },

  bed(patient) {
    return document.querySelector(`[data-patient='${patient}']`).dataset.at.split(" ").map(Number);
  },

  /** Whether a button of the panel or the desk is there and can be pressed. */
  isReady(surface, id) {
    const thing = this.ward[surface];
    return thing.buttons.some((each) => each.id.startsWith(id) && thing.isReady(each.id));
  },

  /** Where a button of the panel or the desk is. */
  button(surface, id) {
    const thing = this.ward[surface];
    const button = thing.buttons.find((each) => each.id.startsWith(id));
    if (!button) throw new Error(`${surface} has no ${id}, it has ${thing.buttons.map((each) => each.id)}`);
    return thing.placeOf(button).toArray();
  },

  async thumbstick(x) {
    const controller = this.input("controller", "right");
    await this.pictures(2);
    controller.updateAxes("thumbstick", x, 0);
    await this.pictures(3);
    controller.updateAxes("thumbstick", 0, 0);
    await this.pictures(3);
  },
};
