// What a person can say to an alert: I take it (until …), put it aside, take it back.

import { ask, labelled } from "./dialog.js";
import { el, setText } from "./dom.js";
import * as format from "./format.js";
import { t } from "./language.js";
import { shortSentence } from "./sentences.js";

const MINUTES = [10, 30, 60, 120, 240];
const USUAL_MINUTES = 30;
const LONGEST_TEXT = 500;

/** All answers that an alert takes as it is. */
export function answers(feed, alert, problem) {
  if (alert.state === "shelved") {
    return el("span", { class: "answers" }, el("span", { class: "acknowledged" }, t("alerts.shelvedUntil", { by: alert.by ?? "", time: format.clock(alert.quiet.until) })),
      answerButton(t("alerts.takeBack"), alert, problem, () => feed.unshelve(alert), "unshelve"));
  }
  if (alert.state === "withdrawn") return el("span", { class: "answers" }, acknowledgeButton(feed, alert, problem));
  const shelve = dialogButton(t("alerts.shelve"), alert, () => askToShelve(feed, alert), "shelve");
  if (alert.state === "acknowledged") {
    const taken = el("span", { class: "acknowledged" }, `✓ ${alert.by ?? t("alerts.state.acknowledged")}`, el("br"), format.clock(alert.decided));
    return el("span", { class: "answers" }, taken, shelve);
  }
  return el("span", { class: "answers" }, acknowledgeButton(feed, alert, problem), dialogButton(t("alerts.until"), alert, () => askForTerms(feed, alert), "terms"), shelve);
}

/** Asks nothing else: one click says "I have seen it and I take it". */
export function acknowledgeButton(feed, alert, problem, kind = "acknowledge") {
  return answerButton(t(alert.state === "withdrawn" ? "alerts.seen" : "alerts.acknowledge"), alert, problem, () => feed.acknowledge(alert), kind);
}

const nameOf = (word, alert) => t("alerts.ofBed", { word, bed: alert.bed, because: shortSentence(alert) });

function dialogButton(word, alert, onclick, kind) {
  return el("button", { class: "answer quiet", type: "button", "data-focus": `${alert.alert}/${kind}`, "aria-label": nameOf(word, alert), onclick }, word);
}

/** A button that sends one answer to an alert. While it is sent it keeps the focus. */
function answerButton(word, alert, problem, send, kind) {
  const button = el("button", { class: `answer ${kind}`, type: "button", "data-focus": `${alert.alert}/${kind}`, "aria-label": nameOf(word, alert) }, word);
  button.addEventListener("click", async ({ detail }) => {
    // A second click in the same place is half of a double click: what stands there by then, nobody has read.
    if (detail > 1 || button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    setText(button, t("alerts.sent"));
    setText(problem, "");
    try {
      await send();
    } catch (failure) {
      button.removeAttribute("aria-disabled");
      setText(button, word);
      setText(problem, ` ${failure.message}`);
    }
  });
  return button;
}

const minutes = (first) => el("select", {}, first && el("option", { value: "" }, first),
  ...MINUTES.map((n) => el("option", { value: n, selected: !first && n === USUAL_MINUTES }, t("time.minutes", { n }))));

const about = (alert) => el("p", { class: "whom" }, t("alerts.ofBed", { word: format.PRIORITY[alert.priority].word, bed: alert.bed, because: shortSentence(alert) }));

const secondsOf = (select) => (select.value === "" ? undefined : Number(select.value) * 60);

function askToShelve(feed, alert) {
  const long = minutes(null);
  const why = el("input", { required: alert.priority === "high", maxlength: LONGEST_TEXT, autocomplete: "off" });
  ask({
    id: "shelve",
    title: t("alerts.shelveTitle"),
    content: el("div", {}, about(alert), el("div", { class: "fields" }, labelled("shelve-long", t("alerts.howLong"), long), labelled("shelve-why", t("alerts.why"), why))),
    action: t("alerts.shelve"),
    send: () => feed.shelve(alert, secondsOf(long), why.value.trim() || undefined),
  });
}

/** What has no single value that could be worse; the server refuses the condition there. */
const WITHOUT_VALUE = ["unmonitored", "combination"];

/** An acknowledgement that says when it is to ask again. */
function askForTerms(feed, alert) {
  const long = minutes(t("alerts.noEnd"));
  const worse = el("input", { inputmode: "decimal", autocomplete: "off", maxlength: 12, pattern: "[0-9]*[.,]?[0-9]+" });
  const another = el("input", { type: "checkbox", id: "terms-another" });
  const why = el("input", { maxlength: LONGEST_TEXT, autocomplete: "off" });
  ask({
    id: "terms",
    title: t("alerts.termsTitle"),
    content: el("div", {}, about(alert), el("p", {}, t("alerts.termsNote")),
      el("div", { class: "fields" },
        labelled("terms-long", t("alerts.after"), long),
        !WITHOUT_VALUE.includes(alert.kind) && labelled("terms-worse", t("alerts.worseBy"), worse),
        labelled("terms-why", t("alerts.why"), why)),
      el("p", { class: "check" }, another, el("label", { for: "terms-another" }, t("alerts.anotherKind")))),
    action: t("alerts.acknowledge"),
    send: () => feed.acknowledge(alert, {
      forSeconds: secondsOf(long),
      worseBy: worse.value.trim() === "" ? undefined : Number(worse.value.trim().replace(",", ".")),
      anotherKind: another.checked || undefined,
      because: why.value.trim() || undefined,
    }),
  });
}
