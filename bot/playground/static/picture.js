/** Images of the app. The page loads none from elsewhere, so those are named instead of shown. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { link } from "./mrkdwn.js";

/** An image or, where it comes from another server, its description and address. */
export function picture({ image_url: url, alt_text: alt }, kind) {
  const classes = `picture picture-${kind}`;
  if (isOurs(url)) return el("img", { class: classes, src: url, alt, loading: "lazy" });
  const stub = { class: `${classes} picture-stub`, title: alt };
  if (kind !== "block")
    return el("span", { ...stub, role: "img", "aria-label": alt }, icon("image"));
  return el("span", stub, icon("image"), el("span", {}, alt, " · ", link(url, "open the image")));
}

function isOurs(url) {
  return URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;
}
