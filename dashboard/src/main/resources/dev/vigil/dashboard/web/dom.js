// The few things needed to build elements without a framework and without innerHTML: text that a
// device or a person sent is only ever text.

/** An element: `el("p", {class: "note", "aria-live": "polite"}, "text", child)`. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets text only where it differs, so that an unchanged cell costs no layout. */
export function setText(element, text) {
  const only = element.firstChild;
  if (text !== "" && only?.nodeType === Node.TEXT_NODE && only === element.lastChild) {
    if (only.data !== text) only.data = text;
  } else if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Sets an attribute only where it differs; null removes it. */
export function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value);
  }
}

/**
 * Makes these elements the children, in this order. One that is there already is not touched where it
 * can stay: a button that is taken out and put back loses the click that it was just given. If what
 * had the focus has gone, the focus goes to what has the same `data-focus`, else to the first thing
 * there, so that nobody without a mouse is thrown back.
 */
export function arrange(place, ...children) {
  keepFocus(place, () => {
    const wanted = new Set(children);
    for (const child of [...place.children]) if (!wanted.has(child)) child.remove();
    children.forEach((child, i) => place.children[i] !== child && place.insertBefore(child, place.children[i] ?? null));
  });
}

/** Takes an element out of its row. If it had the focus, the first thing of this kind in the one beside it has it: nobody without a mouse is thrown back. */
export function leave(element, first) {
  const beside = element.contains(document.activeElement) ? (element.nextElementSibling ?? element.previousElementSibling) : null;
  element.remove();
  beside?.querySelector(first)?.focus();
}

function keepFocus(place, change) {
  const had = place.contains(document.activeElement) ? (document.activeElement.dataset.focus ?? "") : null;
  change();
  if (had === null || place.contains(document.activeElement)) return;
  const next = (had && place.querySelector(`[data-focus="${CSS.escape(had)}"]`)) || place.querySelector("a[href], button, summary, input");
  if (!next) place.tabIndex = -1;
  (next || place).focus();
}
