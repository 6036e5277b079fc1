// Keeps what is written on the canvases of a page, in which colour and how large: in the ward texts are pixels.
// A sheet is what is written on one canvas until it is wiped.

window.written = (() => {
  const MOST = 2000;
  const LABEL = 8;
  const sheets = [];
  const current = new WeakMap();
  const { clearRect, fillText } = CanvasRenderingContext2D.prototype;

  function begin(canvas) {
    const sheet = [];
    current.set(canvas, sheet);
    if (sheets.push(sheet) > MOST) sheets.shift();
    return sheet;
  }

  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    begin(this.canvas);
    clearRect.apply(this, area);
  };

  CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
    (current.get(this.canvas) ?? begin(this.canvas)).push({ text, colour: this.fillStyle, size: parseFloat(/([\d.]+)px/.exec(this.font)[1]) });
    fillText.call(this, text, ...at);
  };

  const has = (sheet, texts) => texts.every((text) => sheet.some((each) => each.text === text));

  return {
    sheets,

    /** All that stands on a canvas now. */
    on: (canvas) => (current.get(canvas) ?? []).map((each) => each.text),

    /** The newest sheet of few words that has all of these. */
    label: (...texts) => sheets.findLast((sheet) => sheet.length <= LABEL && has(sheet, texts)) ?? null,
  };
})();
