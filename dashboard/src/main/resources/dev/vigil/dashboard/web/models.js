// How models do: against their training, against what is live, against what really happened; and how
// often alerts call people.

import { wardBurden } from "./burden.js";
import { el } from "./dom.js";
import * as format from "./format.js";
import { startShell } from "./shell.js";

const EVERY_MS = 10_000;
const MOST_INPUTS = 10;
const STATES = { live: "live", canary: "canary", shadow: "shadow" };

const feed = startShell();
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

const id = (monitor) => `${monitor.model}:${monitor.version}`;
const beyond = (monitor) => monitor.judgements.filter((judged) => judged.verdict === "beyond").length;

/** What is beyond a limit first, then what has something to compare with. */
const byNeed = (a, b) => beyond(b) - beyond(a) || Boolean(b.trained_on) - Boolean(a.trained_on) || id(a).localeCompare(id(b));

function alertLine(alert) {
  const priority = format.PRIORITY[alert.priority];
  return el("div", { class: "alert", "data-priority": alert.priority },
    el("span", { class: "badge", "data-priority": alert.priority }, `${priority.symbol} technical`),
    el("div", {},
      el("p", { class: "because" }, `${alert.subject} · ${alert.condition}: ${alert.because}`),
      el("p", { class: "facts" }, `since ${format.clock(alert.since)}. ${alert.remedy}`)));
}

function card(monitor, version) {
  return el("article", { class: "model", "data-model": id(monitor) },
    el("h2", {}, id(monitor), el("small", {}, STATES[version?.state] ?? "")),
    el("p", { class: "facts" }, facts(monitor)),
    el("ul", { class: "judgements" }, ...monitor.judgements.map((judged) =>
      el("li", { "data-verdict": judged.verdict }, el("b", {}, judged.verdict), el("span", {}, `${judged.condition}: ${judged.because}`)))),
    ...scores(monitor),
    ...inputs(monitor),
    ...calibration(monitor.calibration));
}

function facts(monitor) {
  const { patients, rows, share, trained_on: trained } = monitor;
  return [
    `Last 24 h: ${patients} patients, ${rows} patient-hours`,
    share < 1 && `${percent(share)} of all patients`,
    trained ? `compared with ${trained.patients} patients of ${trained.source}` : "no reference",
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
  const histogram = el("div", { class: "histogram", role: "img", "aria-label": `Scores: ${now.map((s, i) => `${names[i]} ${percent(s)}`).join(", ")}` }, ...bars);
  for (const each of histogram.querySelectorAll("i")) each.style.height = `${100 * Number(each.dataset.share) / highest}%`;
  return [
    el("h3", {}, "Scores"),
    histogram,
    el("div", { class: "edges", "aria-hidden": "true" }, ...names.map((name) => el("span", {}, name))),
    el("p", { class: "legend" }, el("i"), "now", then && el("i", { class: "then" }), then && "in training",
      ` · ${percent(warning)} warn · ${Object.entries(outcomes).map(([name, share]) => `${name} ${percent(share)}`).join(", ")}`),
  ];
}

const known = (of) => of.counts.reduce((a, b) => a + b, 0);
const shares = (of) => of.counts.map((count) => count / Math.max(1, known(of)));
const unknown = (of) => of.unknown / Math.max(1, known(of) + of.unknown);
const binNames = (edges) => [...edges.map((edge) => `≤${short(edge)}`), edges.length ? `>${short(edges.at(-1))}` : "all"];
const short = (x) => String(Number(x.toPrecision(2)));
const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const index = (psi) => (psi === undefined ? "–" : psi.toFixed(2));

function inputs(monitor) {
  const worst = monitor.inputs.slice(0, MOST_INPUTS);
  if (!worst.length || !monitor.rows) return [];
  const rows = worst.map((input) =>
    el("tr", { "data-beyond": input.psi > 0.25 && input.psi > input.psi_by_chance },
      el("td", {}, format.featureName(input.name, feed.catalogue)),
      el("td", {}, index(input.psi)),
      el("td", {}, index(input.psi_by_chance)),
      el("td", {}, percent(unknown(input.now))),
      el("td", {}, input.expected ? percent(unknown(input.expected)) : "–")));
  return [
    el("h3", {}, `Inputs, worst first (${worst.length} of ${monitor.inputs.length})`),
    el("table", {},
      el("thead", {}, el("tr", {}, ...["", "PSI", "by chance", "missing", "in training"].map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, ...rows)),
  ];
}

function calibration(check) {
  if (!check) return [];
  const of = ({ value, low, high }) => `${value.toFixed(2)}${low === undefined ? "" : ` (${low.toFixed(2)}–${high.toFixed(2)})`}`;
  return [
    el("h3", {}, "What came"),
    el("p", {}, `${check.events} of ${check.patients} patients had the event; came over predicted ${of(check.ratio)}${check.slope ? `, slope ${of(check.slope)}` : ""}`),
  ];
}
