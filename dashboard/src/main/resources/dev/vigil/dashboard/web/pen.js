// Drawing text and boxes on the canvases that stand in the ward.

export const FONT = 'Inter, "Segoe UI", "SF Pro Text", Roboto, "Liberation Sans", "DejaVu Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei", sans-serif';

/** IEC 60601-1-8's colours, and those of whoever has no alert. */
export const COLOURS = {
  high: "#f0473e",
  medium: "#f5cf3a",
  low: "#3ccbe0",
  calm: "#8fa3b3",
  unmonitored: "#5d6a75",
};

export const INK = { ground: "#151d24", edge: "#33414d", strong: "#f4f7f9", soft: "#a9b6c1", stale: "#6f7d88", button: "#2a3a47", dark: "#14110a" };

/** NEWS2 is a second axis: none of its colours is one of an alert. */
export const BANDS = { none: null, low: null, "low-medium": "#433c63", medium: "#6a55b8", high: "#a04fd8" };

export function box(g, x, y, width, height, radius, fill) {
  g.beginPath();
  g.roundRect(x, y, width, height, radius);
  if (fill) {
    g.fillStyle = fill;
    g.fill();
  }
}

/** Says in a pattern what the word beside it says: these values are not of now. */
export function hatch(g, width, height) {
  g.save();
  box(g, 6, 6, width - 12, height - 12, 18);
  g.clip();
  g.strokeStyle = "#2b3742";
  g.lineWidth = 9;
  for (let x = -height; x < width; x += 30) {
    g.beginPath();
    g.moveTo(x, height);
    g.lineTo(x + height, 0);
    g.stroke();
  }
  g.restore();
}

/** Written across everything: this is no patient. */
export function across(g, word, width, height) {
  if (!word) return;
  g.save();
  g.translate(width / 2, height / 2);
  g.rotate(-0.3);
  g.textAlign = "center";
  g.globalAlpha = 0.24;
  g.font = `800 ${Math.round(width / 6.4)}px ${FONT}`;
  g.fillStyle = "#ffffff";
  g.fillText(word, 0, width / 18);
  g.restore();
}

/** A number is written smaller where it is wider than it may be, and never cut: 138/7 is no pressure. */
export function number(g, string, x, y, weight, size, colour, width) {
  g.font = `${weight} ${size}px ${FONT}`;
  const fitting = Math.min(size, Math.floor((size * width) / Math.max(1, g.measureText(string).width)));
  g.font = `${weight} ${fitting}px ${FONT}`;
  g.fillStyle = colour;
  g.fillText(string, x, y);
}

/** Text that ends in "…" where it is wider than it may be; gives its width. */
export function text(g, string, x, y, weight, size, colour, width) {
  g.font = `${weight} ${size}px ${FONT}`;
  g.fillStyle = colour;
  let shown = string;
  while (shown.length > 1 && g.measureText(shown).width > width) shown = shown.slice(0, shown.endsWith("…") ? -2 : -1).trimEnd() + "…";
  g.fillText(shown, x, y);
  return g.measureText(shown).width;
}

/** What stays together at the end of a line: a word with its space, a Chinese character with its punctuation. */
const BREAKABLE = /\p{Script=Han}[，。；：、）”]*\s*|[^\s\p{Script=Han}]+\s*/gu;

/** Text over as many lines as it may have, the last one ends in "…" where that is too little. */
export function lines(g, string, x, y, weight, size, colour, width, most) {
  g.font = `${weight} ${size}px ${FONT}`;
  const parts = string.match(BREAKABLE) ?? [];
  for (let line = 1; parts.length && line <= most; line++) {
    let shown = parts.shift();
    while (parts.length && (line === most || g.measureText((shown + parts[0]).trimEnd()).width <= width)) shown += parts.shift();
    text(g, shown.trimEnd(), x, y + (line - 1) * size * 1.18, weight, size, colour, width);
  }
}
