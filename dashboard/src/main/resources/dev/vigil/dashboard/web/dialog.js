// A dialog that asks one thing. Escape closes it, the focus goes back to where it came from, and what
// the server refuses is said in it.

import { el, setText } from "./dom.js";
import { t } from "./language.js";

/** Asks; `send` does it, and throws an Error with a sentence for people if it can't be done. */
export function ask({ id = "ask", title, content, action, send }) {
  const problem = el("p", { class: "problem", role: "alert" });
  const form = el("form", {},
    el("h2", { id: `${id}-title` }, title), content, problem,
    el("div", { class: "actions" },
      el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, t("frame.cancel")),
      el("button", { class: "primary" }, action)));
  const dialog = show(id, form);
  let sending = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    setText(problem, "");
    try {
      await send();
      dialog.close();
    } catch (failure) {
      setText(problem, failure.message);
    }
    sending = false;
  });
}

/** Shows content whose heading has the id `${id}-title` over the page, until it is closed. */
export function show(id, content) {
  const dialog = el("dialog", { class: "dialog", id, "aria-labelledby": `${id}-title` }, content);
  const from = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (!from.isConnected) focusNear();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Where the focus came from has gone meanwhile: the first thing of what is open now has it. */
function focusNear() {
  const place = [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.getElementById("content");
  (place.querySelector("a[href], button, select, input") ?? place).focus();
}

/** A label above its input, which has this id. */
export const labelled = (id, label, input) => {
  input.id = id;
  return el("p", {}, el("label", { for: id }, label), input);
};
