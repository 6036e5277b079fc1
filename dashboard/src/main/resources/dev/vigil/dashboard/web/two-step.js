// A dialog in two steps: say it, then confirm it for a patient named by two identifiers. What the
// server refuses is said at its field.

import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";
import { listed, named, t } from "./language.js";

/** Whom it is about: the id, and what a person can see or ask. A bed alone is no identifier. */
export function identifiers({ patient, place }) {
  const second = listed([place.ageYears !== undefined && t("patient.years", { n: place.ageYears }), place.sex && named("patient.sex", place.sex)].filter(Boolean));
  return [patient, second || t("patient.admitted", { day: format.day(place.admitted), time: format.clock(place.admitted) })];
}

/** One labelled input with a place for what is wrong with it. */
export function field(name, label, input) {
  const id = `field-${name.replaceAll(".", "-")}`;
  const problem = el("span", { class: "problem", id: `${id}-problem`, role: "alert" });
  setAttribute(input, "id", id);
  setAttribute(input, "name", name);
  setAttribute(input, "aria-describedby", problem.id);
  const element = el("p", { class: "field" }, el("label", { for: id }, label), input, problem);
  const say = (text) => {
    setText(problem, text);
    setAttribute(input, "aria-invalid", text ? "true" : null);
  };
  return { name, input, element, say };
}

/**
 * Asks: `fields` from {@link field}, `read` gives what is to be sent or throws an Error with a
 * `field`, `summary` says it in lines, `send` sends it and gives what to announce.
 */
export function askTwice(question) {
  new TwoSteps(question).open();
}

class TwoSteps {
  #question;
  #form = el("form", {});
  #dialog = el("dialog", { class: "dialog two-step", "aria-labelledby": "two-step-title" }, this.#form);
  #problem = el("p", { class: "problem", role: "alert" });
  #body = null;

  constructor(question) {
    this.#question = question;
  }

  open() {
    this.#dialog.addEventListener("close", () => this.#dialog.remove());
    document.body.append(this.#dialog);
    this.#enter();
    this.#dialog.showModal();
  }

  #enter() {
    const { title, note, fields, extra } = this.#question;
    const cancel = el("button", { type: "button", class: "quiet", onclick: () => this.#dialog.close() }, t("frame.cancel"));
    this.#form.replaceChildren(heading(title), this.#whom(), note ? el("p", {}, note) : "", el("div", { class: "fields" }, ...fields.map((each) => each.element)), extra ?? "",
      this.#problem, el("div", { class: "actions" }, cancel, el("button", { class: "primary" }, t("entry.check"))));
    this.#form.onsubmit = (event) => this.#check(event);
  }

  #back() {
    this.#enter();
    this.#question.fields[0].input.focus();
  }

  #check(event) {
    event.preventDefault();
    this.#question.fields.forEach((each) => each.say(""));
    setText(this.#problem, "");
    try {
      this.#body = this.#question.read();
      this.#confirm();
    } catch (failure) {
      this.#fail(failure);
    }
  }

  #confirm() {
    const yes = el("button", { class: "primary", id: "confirm" }, t("entry.confirm", { who: listed(identifiers(this.#question.patient)) }));
    const title = heading(t("entry.right"));
    this.#form.replaceChildren(title, this.#whom(), el("ul", { class: "summary" }, ...this.#question.summary(this.#body).map((line) => el("li", {}, line))), this.#problem,
      el("div", { class: "actions" }, el("button", { type: "button", class: "quiet", onclick: () => this.#back() }, t("entry.back")), yes));
    title.focus();
    this.#form.onsubmit = (event) => this.#send(event, yes);
  }

  async #send(event, yes) {
    event.preventDefault();
    yes.disabled = true;
    try {
      setText(document.getElementById("announce"), await this.#question.send(this.#body));
      this.#dialog.close();
    } catch (failure) {
      if (this.#question.fields.some((each) => each.name === failure.field)) this.#enter();
      yes.disabled = false;
      this.#fail(failure);
    }
  }

  #fail(failure) {
    const at = this.#question.fields.find((each) => each.name === failure.field);
    setText(this.#problem, at ? "" : failure.message);
    at?.say(failure.message);
    at?.input.focus();
  }

  #whom() {
    const { patient } = this.#question;
    const [first, second] = identifiers(patient);
    return el("p", { class: "whom" }, el("b", {}, first), " · ", el("b", {}, second), ` · ${t("patient.bedAndWard", { bed: patient.place.bed, ward: patient.place.ward })}`);
  }
}

const heading = (text) => el("h2", { id: "two-step-title", tabindex: -1 }, text);

/** An Error that belongs to a field. */
export const wrong = (name, message) => Object.assign(new Error(message), { field: name });
