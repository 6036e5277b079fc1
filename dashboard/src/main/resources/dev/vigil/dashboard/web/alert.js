// One open alert with its evidence and its answers, on the board's details and on a patient's page.

import { answers } from "./answers.js";
import { arrange, el } from "./dom.js";
import { opinionButtons } from "./feedback.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { originBadge } from "./origin.js";
import { asked, evidence, sentence } from "./sentences.js";

/** What an alert is until something happens to it. */
export const keyOf = (alert) => `${alert.alert}/${alert.sequence}`;

/**
 * Shows a patient's open alerts. Each stays as it is until something happens to it: another that comes
 * takes no click from it.
 *
 * @param before gives where the six hours before an alert are shown
 */
export function showAlerts(place, feed, alerts, before) {
  const there = new Map([...place.children].map((block) => [block.dataset.key, block]));
  const none = () => [el("p", { class: "calm" }, t("alerts.none"))];
  arrange(place, ...(alerts.length ? alerts.map((alert) => there.get(keyOf(alert)) ?? alertBlock(feed, alert, before(alert))) : none()));
}

function alertBlock(feed, alert, before) {
  const problem = el("span", { class: "problem", role: "alert" });
  const lines = [...evidence(alert), ...asked(alert)].map((line) => el("li", {}, line));
  return el("div", { class: "alert", "data-key": keyOf(alert), "data-priority": alert.priority, "data-state": alert.state },
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
