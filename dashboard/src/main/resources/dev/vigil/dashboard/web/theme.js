// Loaded before anything is painted, so that no page flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  const wanted = () =>
    localStorage.getItem("vigil-theme") ??
    (matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark");
  root.dataset.theme = wanted();
  window.addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme")?.addEventListener("click", () => {
      root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
      localStorage.setItem("vigil-theme", root.dataset.theme);
    });
  });
})();
