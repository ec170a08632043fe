/** Light or dark: what the reader chose, or else what the system prefers. */

const KEY = "playground-theme";
const dark = window.matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  const chosen = localStorage.getItem(KEY);
  return chosen ? chosen === "dark" : dark.matches;
}

export function toggleTheme() {
  localStorage.setItem(KEY, isDark() ? "light" : "dark");
  applyTheme();
}

/** Call `listener` after every change, whoever made it: this window, another, or the system. */
export function onThemeChange(listener) {
  document.addEventListener("themechange", listener);
}

function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  document.dispatchEvent(new Event("themechange"));
}

dark.addEventListener("change", applyTheme);
window.addEventListener("storage", (event) => event.key === KEY && applyTheme());
applyTheme();
