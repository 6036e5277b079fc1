// Who is no patient says so wherever they are shown: on a card, a page, an alert, in the 3D ward.

import { el, setAttribute } from "./dom.js";
import { ORIGINS } from "./words-drill.js";

/** What is written across, such as "TRAINING"; empty for a patient. */
export const markOf = (origin) => ORIGINS[origin]?.mark ?? "";

/** The same as a sentence; empty for a patient. */
export const sentenceOf = (origin) => ORIGINS[origin]?.sentence ?? "";

/** The same to be heard before something else; empty for a patient. */
export const spokenOf = (origin) => (ORIGINS[origin] ? `${ORIGINS[origin].spoken} ` : "");

/** A badge beside an alert; null for a patient's. */
export const originBadge = (origin) => (markOf(origin) ? el("span", { class: "not-a-patient" }, markOf(origin)) : null);

/** Writes it across an element, or takes it away. */
export const markAcross = (element, origin) => setAttribute(element, "data-mark", markOf(origin) || null);
