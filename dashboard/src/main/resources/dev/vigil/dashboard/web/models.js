// How models do: against their training, against what is live, against what really happened; and how
// often alerts call people.

import { wardBurden } from "./burden.js";
import { el } from "./dom.js";
import * as format from "./format.js";
import { decimal, fixed, listed, named, t } from "./language.js";
import { startShell } from "./shell.js";

const EVERY_MS = 10_000;
const MOST_INPUTS = 10;
const STATES = ["live", "canary", "shadow"];

const feed = startShell();
// Nothing in it takes the focus, so that it has to be scrolled by itself.
document.getElementById("content").tabIndex = 0;
let connected = false;
feed.addEventListener("change", () => {
  if (!connected) {
    connected = true;
    load();
    setInterval(load, EVERY_MS);
  }
});

async function load() {
  try {
    const [{ monitors }, { versions }, { alerts }, { wards }] = await Promise.all([
      feed.api("GET", "/api/monitors"),
      feed.api("GET", "/api/models"),
      feed.api("GET", "/api/technical"),
      feed.api("GET", "/api/burden"),
    ]);
    const states = new Map(versions.map((v) => [`${v.model}:${v.version}`, v]));
    document.getElementById("empty").hidden = monitors.length > 0;
    document.getElementById("models").replaceChildren(...monitors.sort(byNeed).map((m) => card(m, states.get(id(m)))));
    document.getElementById("technical").replaceChildren(...alerts.map(alertLine));
    document.getElementById("burden").replaceChildren(...wards.map(wardBurden));
  } catch (failure) {
    document.getElementById("technical").replaceChildren(el("p", { class: "problem", role: "alert" }, failure.message));
  }
}

/** Of a condition of Vigil itself there is no name but its own. */
const conditionName = (condition) => named("models.condition", condition, (code) => code);

const id = (monitor) => `${monitor.model}:${monitor.version}`;
const beyond = (monitor) => monitor.judgements.filter((judged) => judged.verdict === "beyond").length;

/** What is beyond a limit first, then what has something to compare with. */
const byNeed = (a, b) => beyond(b) - beyond(a) || Boolean(b.trained_on) - Boolean(a.trained_on) || id(a).localeCompare(id(b));

function alertLine(alert) {
  const priority = format.PRIORITY[alert.priority];
  return el("div", { class: "alert", "data-priority": alert.priority },
    el("span", { class: "badge", "data-priority": alert.priority }, `${priority.symbol} ${t("frame.technical")}`),
    el("div", {},
      el("p", { class: "because" }, `${alert.subject} · ${conditionName(alert.condition)}: ${alert.because}`),
      el("p", { class: "facts" }, t("models.since", { time: format.clock(alert.since), remedy: alert.remedy }))));
}

function card(monitor, version) {
  return el("article", { class: "model", "data-model": id(monitor) },
    el("h2", {}, id(monitor), el("small", {}, STATES.includes(version?.state) ? named("models.state", version.state) : "")),
    el("p", { class: "facts" }, facts(monitor)),
    el("ul", { class: "judgements" }, ...monitor.judgements.map((judged) =>
      el("li", { "data-verdict": judged.verdict }, el("b", {}, named("models.verdict", judged.verdict)), el("span", {}, `${conditionName(judged.condition)}: ${judged.because}`)))),
    ...scores(monitor),
    ...inputs(monitor),
    ...calibration(monitor.calibration));
}

function facts(monitor) {
  const { patients, rows, share, trained_on: trained } = monitor;
  return [
    t("models.lastDay", { n: patients, hours: rows }),
    share < 1 && t("models.share", { share: percent(share) }),
    trained ? t("models.compared", { n: trained.patients, source: trained.source }) : t("models.noReference"),
  ].filter(Boolean).join(" · ");
}

function scores({ score, outcomes, warning }) {
  if (!known(score.now)) return [];
  const now = shares(score.now);
  const then = score.expected ? shares(score.expected) : null;
  const highest = Math.max(...now, ...(then ?? []));
  const names = binNames(score.now.edges);
  const bar = (share, kind, i) => el("i", { class: kind, "data-share": share.toFixed(4), title: `${names[i]}: ${percent(share)}` });
  const bars = now.map((share, i) => el("div", { class: "bin" }, bar(share, "now", i), then && bar(then[i], "then", i)));
  const histogram = el("div", { class: "histogram", role: "img", "aria-label": t("models.histogram", { bins: listed(now.map((s, i) => `${names[i]} ${percent(s)}`)) }) }, ...bars);
  for (const each of histogram.querySelectorAll("i")) each.style.height = `${100 * Number(each.dataset.share) / highest}%`;
  return [
    el("h3", {}, t("scores.title")),
    histogram,
    el("div", { class: "edges", "aria-hidden": "true" }, ...names.map((name) => el("span", {}, name))),
    el("p", { class: "legend" }, el("i"), t("models.now"), then && el("i", { class: "then" }), then && t("models.inTraining"),
      ` · ${t("models.warn", { share: percent(warning) })} · ${listed(Object.entries(outcomes).map(([name, share]) => `${named("models.outcome", name)} ${percent(share)}`))}`),
  ];
}

const known = (of) => of.counts.reduce((a, b) => a + b, 0);
const shares = (of) => of.counts.map((count) => count / Math.max(1, known(of)));
const unknown = (of) => of.unknown / Math.max(1, known(of) + of.unknown);
const binNames = (edges) => [...edges.map((edge) => `≤${short(edge)}`), edges.length ? `>${short(edges.at(-1))}` : t("models.all")];
const short = (x) => decimal(Number(x.toPrecision(2)));
const percent = (share) => format.percent(share, share < 0.1 ? 1 : 0);
const index = (psi) => (psi === undefined ? "–" : fixed(psi, 2));

function inputs(monitor) {
  const worst = monitor.inputs.slice(0, MOST_INPUTS);
  if (!worst.length || !monitor.rows) return [];
  const rows = worst.map((input) =>
    el("tr", { "data-beyond": input.psi > 0.25 && input.psi > input.psi_by_chance },
      el("td", {}, format.featureName(input.name)),
      el("td", {}, index(input.psi)),
      el("td", {}, index(input.psi_by_chance)),
      el("td", {}, percent(unknown(input.now))),
      el("td", {}, input.expected ? percent(unknown(input.expected)) : "–")));
  return [
    el("h3", {}, t("models.inputs", { n: worst.length, all: monitor.inputs.length })),
    el("table", {},
      el("thead", {}, el("tr", {}, ...["input", "psi", "byChance", "missing", "inTraining"].map((head) => el("th", { scope: "col" }, named("models.head", head))))),
      el("tbody", {}, ...rows)),
  ];
}

function calibration(check) {
  if (!check) return [];
  const of = ({ value, low, high }) => `${fixed(value, 2)}${low === undefined ? "" : ` (${fixed(low, 2)}–${fixed(high, 2)})`}`;
  return [
    el("h3", {}, t("models.whatCame")),
    el("p", {}, listed([t("models.events", { n: check.events, patients: check.patients, ratio: of(check.ratio) }), check.slope && t("models.slope", { slope: of(check.slope) })].filter(Boolean))),
  ];
}
