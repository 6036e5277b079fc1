// What is otherwise on paper: who printed a sheet and when, and the colours of what is drawn.

import * as format from "./format.js";
import { t } from "./language.js";

/** What is drawn with one of these is grey on paper; all else is black. */
const GREY = { "--line": "#ccc", "--inside": "rgb(0 0 0 / 5%)", "--faint": "#777" };

let isOnPaper = false;

/** A colour of the page, to draw with. */
export function colour(name) {
  if (isOnPaper) return GREY[name] ?? "#000";
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * A page that knows how to be printed. What is drawn keeps the screen's colours unless it is drawn again,
 * and a sheet that says when it was printed has to be told as late as that.
 *
 * @param prepare is called before and after
 */
export function whilePrinting(prepare) {
  for (const [name, is] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(name, () => {
      isOnPaper = is;
      prepare();
    });
  }
}

/** Who prints when: a sheet outlives the page that it came from. */
export function printed({ now, me }) {
  if (now === null || me === null) return "";
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return t("frame.printed", { time: format.moment(now), by: me.name, zone: timeZone });
}
