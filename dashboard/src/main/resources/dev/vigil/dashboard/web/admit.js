// Admitting a patient: the few facts that cannot be left open, the rest where known.

import { el, setText } from "./dom.js";
import { named, t } from "./language.js";

const FIELDS = [
  ["patient", "board.patientId", { required: true, pattern: "[A-Za-z0-9._\\-]{1,64}", title: t("board.patientIdForm") }],
  ["ward", "frame.ward", { required: true, maxlength: 40 }],
  ["bed", "board.bed", { required: true, maxlength: 40 }],
  ["ageYears", "board.age", { type: "number", min: 0, max: 130 }],
  ["device", "board.device", { maxlength: 64 }],
];

export class Admit {
  #feed;
  #form;
  #problem = el("p", { class: "problem", role: "alert" });

  constructor(feed) {
    this.#feed = feed;
    const fields = FIELDS.map(([name, label, rules]) =>
      el("p", {}, el("label", { for: `admit-${name}` }, t(label)), el("input", { id: `admit-${name}`, name, autocomplete: "off", ...rules })));
    const sex = el("p", {}, el("label", { for: "admit-sex" }, t("patient.sex.title")),
      el("select", { id: "admit-sex", name: "sex" }, el("option", { value: "" }, t("board.unknown")), ...["female", "male"].map((sex) => el("option", { value: sex }, named("patient.sex", sex)))));
    this.#form = el("form", { onsubmit: (event) => this.#submit(event) },
      el("h2", { id: "admit-title" }, t("board.admitTitle")),
      el("div", { class: "fields" }, ...fields, sex),
      this.#problem,
      el("div", { class: "actions" },
        el("button", { type: "button", class: "quiet", onclick: () => this.element.close() }, t("frame.cancel")),
        el("button", { class: "primary" }, t("board.admit"))));
    this.element = el("dialog", { class: "dialog", id: "admit", "aria-labelledby": "admit-title" }, this.#form);
    document.body.append(this.element);
  }

  open() {
    setText(this.#problem, "");
    this.element.showModal();
  }

  async #submit(event) {
    event.preventDefault();
    const given = Object.fromEntries([...new FormData(this.#form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== ""));
    const { device, ageYears, ...admission } = given;
    if (ageYears) admission.ageYears = Number(ageYears);
    if (device) admission.devices = [{ device, from: this.#feed.now ?? Math.floor(Date.now() / 1000) }];
    try {
      await this.#feed.api("POST", "/api/patients", admission);
      this.#form.reset();
      this.element.close();
    } catch (failure) {
      setText(this.#problem, failure.message);
    }
  }
}
