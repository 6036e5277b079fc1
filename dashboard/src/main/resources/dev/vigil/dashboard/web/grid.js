// Going over the cards by keyboard: arrows to the card beside, to the first and the last one, and to
// the next bed that asks.

const TITLE = ".card-title";

/** The title of the card to which an arrow key goes from the one that has the focus; null for none. */
export function besides(grid, { key, target }) {
  const cards = [...grid.children];
  const at = cards.indexOf(target.closest(".card"));
  if (at < 0 || target.matches("input, select")) return null;
  const columns = cards.findIndex((card) => card.offsetTop !== cards[0].offsetTop);
  const row = columns < 0 ? cards.length : columns;
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, ArrowUp: at - row, ArrowDown: at + row, Home: 0, End: cards.length - 1 }[key];
  return cards[to]?.querySelector(TITLE) ?? null;
}

/** The title of the next card, after the one with the focus, with an alert that nobody has answered. */
export function nextAsking(grid) {
  const cards = [...grid.children];
  const at = cards.indexOf(document.activeElement?.closest(".card"));
  const after = [...cards.slice(at + 1), ...cards.slice(0, at + 1)];
  return after.find((card) => card.dataset.state === "active")?.querySelector(TITLE) ?? null;
}
