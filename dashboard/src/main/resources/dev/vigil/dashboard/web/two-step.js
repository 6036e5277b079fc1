// A dialog in two steps: say it, then confirm it for a patient named by two identifiers. What the
// server refuses is said at its field.

import { el, setAttribute, setText } from "./dom.js";
import * as format from "./format.js";

const SEX = { female: "female", male: "male" };

/** Whom it is about: the id, and what a person can see or ask. A bed alone is no identifier. */
export function identifiers({ patient, place }) {
  const second = [place.ageYears !== undefined && `${place.ageYears} years`, SEX[place.sex]].filter(Boolean).join(", ");
  return [patient, second || `admitted ${format.day(place.admitted)} ${format.clock(place.admitted)}`];
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
export function askTwice({ patient, title, note, fields, extra, read, summary, send }) {
  const [first, second] = identifiers(patient);
  const problem = el("p", { class: "problem", role: "alert" });
  const form = el("form", {});
  const dialog = el("dialog", { class: "dialog two-step", "aria-labelledby": "two-step-title" }, form);
  let body = null;
  const heading = (text) => el("h2", { id: "two-step-title", tabindex: -1 }, text);
  const whom = () => el("p", { class: "whom" }, el("b", {}, first), " · ", el("b", {}, second), ` · bed ${patient.place.bed}, ward ${patient.place.ward}`);
  const cancel = () => el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel");
  const fail = (failure) => {
    const at = fields.find((each) => each.name === failure.field);
    setText(problem, at ? "" : failure.message);
    at?.say(failure.message);
    at?.input.focus();
  };
  const enter = () => {
    form.replaceChildren(heading(title), whom(), note ? el("p", {}, note) : "", el("div", { class: "fields" }, ...fields.map((each) => each.element)), extra ?? "", problem,
      el("div", { class: "actions" }, cancel(), el("button", { class: "primary" }, "Check")));
    form.onsubmit = (event) => {
      event.preventDefault();
      fields.forEach((each) => each.say(""));
      setText(problem, "");
      try {
        body = read();
        confirm();
      } catch (failure) {
        fail(failure);
      }
    };
  };
  const confirm = () => {
    const yes = el("button", { class: "primary", id: "confirm" }, `Confirm for ${first}, ${second}`);
    const title2 = heading("Is this the right patient, and are these the right values?");
    form.replaceChildren(title2, whom(), el("ul", { class: "summary" }, ...summary(body).map((line) => el("li", {}, line))), problem,
      el("div", { class: "actions" }, el("button", { type: "button", class: "quiet", onclick: enter }, "Back"), yes));
    title2.focus();
    form.onsubmit = async (event) => {
      event.preventDefault();
      yes.disabled = true;
      try {
        setText(document.getElementById("announce"), await send(body));
        dialog.close();
      } catch (failure) {
        if (fields.some((each) => each.name === failure.field)) enter();
        yes.disabled = false;
        fail(failure);
      }
    };
  };
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  enter();
  dialog.showModal();
}

/** An Error that belongs to a field. */
export const wrong = (name, message) => Object.assign(new Error(message), { field: name });
