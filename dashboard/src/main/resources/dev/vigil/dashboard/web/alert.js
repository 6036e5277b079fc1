// One open alert with its evidence and its answers, on the board's details and on a patient's page.

import { answers } from "./answers.js";
import { el } from "./dom.js";
import { opinionButtons } from "./feedback.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { originBadge } from "./origin.js";
import { asked, evidence, sentence } from "./sentences.js";

/** @param before where the six hours before it are shown */
export function alertBlock(feed, alert, before) {
  const problem = el("span", { class: "problem", role: "alert" });
  const lines = [...evidence(alert), ...asked(alert)].map((line) => el("li", {}, line));
  return el("div", { class: "alert", "data-priority": alert.priority, "data-state": alert.state },
    badge(alert),
    el("div", {}, el("p", { class: "because" }, originBadge(alert.origin), sentence(alert), problem), el("ul", {}, ...lines),
      el("a", { href: before, "data-focus": `${alert.alert}/before` }, t("alerts.before")),
      opinionButtons(feed, alert, problem)),
    answers(feed, alert, problem));
}

/** Priority in colour, symbol and word. */
export function badge({ priority, state }) {
  const { symbol, word } = format.PRIORITY[priority];
  return el("span", { class: "badge", "data-priority": priority, "data-state": state }, el("span", { "aria-hidden": "true" }, symbol), ` ${word}`);
}

export const noAlert = () => el("p", { class: "calm" }, t("alerts.none"));
