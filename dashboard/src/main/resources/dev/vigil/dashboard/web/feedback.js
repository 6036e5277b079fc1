// What a person found of an alert: it changes nothing of the alert, it is counted.

import { el, setText } from "./dom.js";
import { named, t } from "./language.js";
import { shortSentence } from "./sentences.js";

const VERDICTS = ["useful", "not-useful", "known"];

/** Three buttons of which the last one pressed counts. */
export function opinionButtons(feed, alert, problem) {
  const buttons = VERDICTS.map((verdict) => {
    const word = named("alerts.opinion", verdict);
    const button = el("button", {
      type: "button", class: "opinion", "aria-pressed": "false", "data-focus": `${alert.alert}/${verdict}`,
      "aria-label": t("alerts.ofBed", { word, bed: alert.bed, because: shortSentence(alert) }),
    }, word);
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

  return el("div", { class: "opinions", role: "group", "aria-label": t("alerts.opinionAsked") }, el("span", {}, t("alerts.worth")), ...buttons);
}
