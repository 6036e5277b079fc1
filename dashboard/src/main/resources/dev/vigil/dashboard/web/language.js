// The language of the page. The server has chosen it (a person's choice, else the browser's), written
// the page in it and said so in <html lang>; every text that a script writes comes from here.

import en from "/messages/en.js";
import zh from "/messages/zh.js";

const ALL = { en, zh };
const YEAR_SECONDS = 31_536_000;

export const language = document.documentElement.lang in ALL ? document.documentElement.lang : Object.keys(ALL)[0];

/** With the region of whoever reads, where the browser says one of this language. */
export const locale = navigator.languages.find((tag) => tag.split("-")[0] === language) ?? language;

const messages = ALL[language];
const plurals = new Intl.PluralRules(locale);
const digits = new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 20 });
const fixedDigits = new Map();

/** Most values are small and whole, and are written again and again. */
const whole = [];
const WRITTEN_ONCE = 1000;

/** A number with all the digits it came with. */
export const decimal = (x) => (Number.isInteger(x) && x >= 0 && x < WRITTEN_ONCE ? (whole[x] ??= digits.format(x)) : digits.format(x));

/** A number with so many decimals. */
export function fixed(x, decimals) {
  if (!fixedDigits.has(decimals)) {
    fixedDigits.set(decimals, new Intl.NumberFormat(locale, { useGrouping: false, minimumFractionDigits: decimals, maximumFractionDigits: decimals }));
  }
  return fixedDigits.get(decimals).format(x);
}

/** The message of a key; `{name}` in it is the value of that name, `{n}` also decides between its plurals. */
export function t(key, values = {}) {
  const message = messages[key];
  if (message === undefined) {
    console.error(`there is no message '${key}' in '${language}'`);
    return key;
  }
  const text = typeof message === "string" ? message : (message[plurals.select(values.n)] ?? message.other);
  return text.replace(/\{(\w+)\}/g, (all, name) => shown(values[name] ?? ""));
}

const shown = (value) => (typeof value === "number" ? decimal(value) : String(value));

/** The name of a code that the server says; one without a name is shown as it is, for it must be readable, too. */
export const named = (group, code, otherwise = words) => messages[`${group}.${code}`] ?? otherwise(code);

/** "nasal-cannula" as "Nasal cannula". */
export function words(code) {
  const text = code.replaceAll("-", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A list of things as people say it. */
export const listed = (things) => things.join(t("frame.comma"));

/** Shows everything in another language from now on, on all pages of this browser. */
export function choose(other) {
  document.cookie = `vigil-language=${other}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Strict`;
  location.reload();
}

/** Fills a select with all languages, each by its own name, and lets it choose. */
export function offerLanguages(select) {
  select.replaceChildren(...Object.entries(ALL).map(([code, of]) => {
    const option = new Option(of["frame.ownName"], code, code === language, code === language);
    option.lang = code;
    return option;
  }));
  select.addEventListener("change", () => choose(select.value));
  return select;
}
