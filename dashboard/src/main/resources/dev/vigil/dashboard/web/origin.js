// Who is no patient says so wherever they are shown: on a card, a page, an alert, in the 3D ward.

import { el, setAttribute } from "./dom.js";
import { named } from "./language.js";

const nothing = () => "";

/** What is written across, such as "TRAINING"; empty for a patient. */
export const markOf = (origin) => named("drill.mark", origin, nothing);

/** The same as a sentence; empty for a patient. */
export const sentenceOf = (origin) => named("drill.notAPatient", origin, nothing);

/** The same to be heard before something else; empty for a patient. */
export const spokenOf = (origin) => (markOf(origin) ? `${named("drill.spoken", origin)} ` : "");

/** A badge beside an alert; null for a patient's. */
export const originBadge = (origin) => (markOf(origin) ? el("span", { class: "not-a-patient" }, markOf(origin)) : null);

/** Writes it across an element, or takes it away. */
export const markAcross = (element, origin) => setAttribute(element, "data-mark", markOf(origin) || null);
