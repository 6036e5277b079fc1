// When a patient's body is shown, and where: beside the panel in a headset, else before the camera
// in what the details leave free of the picture.

/** Details that are lower than this share of the picture take of its height, others of its width. */
const LOW = 0.5;
const LEAST_FREE = 0.3;

export class BodyView {
  #parts;

  /** @param parts body, panel, details, look, view, immersion, and what is to happen when it goes: onGone() */
  constructor(parts) {
    this.#parts = parts;
    parts.immersion.headset.addEventListener("enter", () => this.close());
  }

  get isOn() {
    return this.#parts.body.id !== null;
  }

  /** Shows it or takes it away, where somebody is chosen. */
  switch(id) {
    if (this.isOn) this.close();
    else if (id !== null) this.#open(id);
  }

  /** Another patient is chosen, or nobody. */
  follow(id) {
    if (id === null) this.close();
    else if (this.isOn) this.#parts.body.open(id);
  }

  #open(id) {
    this.#parts.body.open(id);
    this.#say();
    this.stand();
  }

  close() {
    if (!this.isOn) return;
    this.#parts.body.close();
    this.#say();
    this.#parts.onGone();
  }

  #say() {
    const { panel, details, view } = this.#parts;
    panel.showBody(this.isOn);
    details.showBody(this.isOn);
    view.schedule();
  }

  /** In a headset it stands where its panel stands. */
  stand() {
    const { body, look, view, immersion } = this.#parts;
    if (!this.isOn || immersion.isOn) return;
    const free = this.#free();
    look.tilt(body.standBefore(view.camera, free), free.high);
  }

  /** Shares of the picture's width and height that the details leave, from the left and from below; and how high the picture is. */
  #free() {
    const { details, view } = this.#parts;
    const area = view.renderer.domElement.getBoundingClientRect();
    const over = details.element.getBoundingClientRect();
    const share = (part) => Math.min(1, Math.max(LEAST_FREE, part));
    if (over.height < LOW * area.height) return { wide: 1, high: share((area.bottom - over.bottom) / area.height), pixels: area.height };
    return { wide: share((over.left - area.left) / area.width), high: 1, pixels: area.height };
  }
}
