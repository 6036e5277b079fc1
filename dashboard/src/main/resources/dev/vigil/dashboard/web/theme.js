// Loaded before anything is painted, so that no page flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  const wanted = () =>
    localStorage.getItem("vigil-theme") ??
    (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
  root.dataset.theme = wanted();
  window.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const show = () => {
      const dark = root.dataset.theme === "dark";
      button.textContent = dark ? "Light" : "Dark";
      button.setAttribute("aria-label", dark ? "Use light colours" : "Use dark colours");
    };
    button.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      localStorage.setItem("vigil-theme", root.dataset.theme);
      show();
    });
    show();
  });
})();
