/** The line icons of the page, drawn as SVG nodes. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  hash: "M7.5 3 6 17M14 3l-1.5 14M3.5 7.5h13M3 12.5h13",
  search: "M8.8 14.5a5.7 5.7 0 1 0 0-11.4 5.7 5.7 0 0 0 0 11.4zM13 13l4 4",
  close: "M5 5l10 10M15 5 5 15",
  menu: "M3 5.5h14M3 10h14M3 14.5h14",
  down: "M5.5 8l4.5 4.5L14.5 8",
  more: "M10 4.5v.01M10 10v.01M10 15.5v.01",
  thread: "M3.5 4.5h13v9h-6l-4 3v-3h-3zM7 8h6M7 10.5h4",
  eye: "M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z",
  send: "M3.5 16.5 17 10 3.5 3.5l1.7 5.3L11 10l-5.8 1.2z",
  slash: "M12.5 4.5l-5 11M3 3h14v14H3z",
  at: "M10 13a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM13 7v4.2c0 1.2.8 1.8 1.7 1.8 1.3 0 2.3-1.2 2.3-3a7 7 0 1 0-3 5.7",
  sun: "M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1",
  moon: "M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3z",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  shield: "M10 2.5l6 2.3v4.7c0 3.8-2.5 6.6-6 8-3.5-1.4-6-4.2-6-8V4.8zM7.3 9.8l2 2 3.6-3.8",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.8 1.8",
  lock: "M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9",
  archive: "M3 4h14v3.5H3zM4.5 7.5V16h11V7.5M8 10.5h4",
  home: "M3.5 9.5 10 4l6.5 5.5V16h-4.3v-4H7.8v4H3.5z",
  spark: "M10 3l1.7 5.3L17 10l-5.3 1.7L10 17l-1.7-5.3L3 10l5.3-1.7z",
  copy: "M7 7V3.5h9.5V13H13M3.5 7H13v9.5H3.5z",
  alert: "M10 3 2.5 16.5h15zM10 8v4M10 14.3v.01",
  image: "M3 4h14v12H3zM3 13l4-4 4 4 2-2 4 4M12.5 7.5v.01",
};

/** A decorative icon; what it means stands in the text or label beside it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
