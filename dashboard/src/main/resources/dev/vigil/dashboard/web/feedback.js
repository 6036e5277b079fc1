// What a person found of an alert: it changes nothing of the alert, it is counted.

import { el, setText } from "./dom.js";

const VERDICTS = { useful: "Useful", "not-useful": "Not useful", known: "Known before" };

/** Three buttons of which the last one pressed counts. */
export function opinionButtons(feed, alert, problem) {
  const buttons = Object.entries(VERDICTS).map(([verdict, word]) => {
    const button = el("button", { type: "button", class: "opinion", "aria-pressed": "false", "aria-label": `${word}: bed ${alert.bed}, ${alert.because}` }, word);
    button.addEventListener("click", () => say(verdict, button));
    return button;
  });

  async function say(verdict, pressed) {
    setText(problem, "");
    try {
      await feed.feedback(alert, verdict);
      buttons.forEach((button) => button.setAttribute("aria-pressed", String(button === pressed)));
    } catch (failure) {
      setText(problem, ` ${failure.message}`);
    }
  }

  return el("div", { class: "opinions", role: "group", "aria-label": "Was this alert worth its interruption?" }, el("span", {}, "Worth its interruption?"), ...buttons);
}
