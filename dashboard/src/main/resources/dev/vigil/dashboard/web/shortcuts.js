// The keys of a page, and the dialog that lists them. Single keys act only where nothing is typed,
// and can be turned off: whoever speaks to the computer would press them by accident.

import { show } from "./dialog.js";
import { el } from "./dom.js";
import { t } from "./language.js";

const OFF = "vigil-keys-off";

/** What is written on the keys. */
const EVERYWHERE = [["Tab", "help.tab"], ["Enter", "help.enter"], ["Esc", "help.escape"], ["?", "help.help"]];

/**
 * Listens for single keys, and for "?".
 *
 * @param keys {caps, does, key, act}: what is written on them, the message that says what they do;
 *     key and act are left out where an element of the page acts itself
 */
export function listenForKeys(keys) {
  document.getElementById("help").addEventListener("click", () => help(keys));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || isTyped(event.target)) return;
    if (event.key !== "?" && document.querySelector("dialog:modal")) return;
    const act = event.key === "?" ? () => help(keys) : keys.find(({ key }) => key === event.key)?.act;
    if (!act || localStorage.getItem(OFF)) return;
    event.preventDefault();
    act();
  });
}

const isTyped = (element) => element.matches?.("input:not([type=checkbox], [type=radio], [type=range]), select, textarea") ?? false;

function help(keys) {
  if (document.getElementById("keys")) return;
  const rows = [...EVERYWHERE, ...keys.map(({ caps, does }) => [caps, does])].map(([caps, does]) =>
    el("tr", {}, el("th", { scope: "row" }, ...caps.split(" ").flatMap((cap) => [el("kbd", {}, cap), " "])), el("td", {}, t(does))));
  const on = el("input", { type: "checkbox", id: "keys-on", checked: !localStorage.getItem(OFF) });
  on.addEventListener("change", () => (on.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes")));
  const close = el("button", { type: "button", class: "primary" }, t("frame.close"));
  const dialog = show("keys", el("div", { class: "keys" },
    el("h2", { id: "keys-title" }, t("help.title")),
    el("table", {}, el("tbody", {}, ...rows)),
    el("p", { class: "check" }, on, el("label", { for: "keys-on" }, t("help.single"))),
    el("div", { class: "actions" }, close)));
  close.addEventListener("click", () => dialog.close());
  close.focus();
}
