/** Images of the app. The page loads none from elsewhere, so those are named instead of shown. */

import { el } from "./dom.js";
import { icon } from "./icons.js";
import { link } from "./mrkdwn.js";

/** An image or, where it comes from another server, its description and address. */
export function picture({ image_url: url, alt_text: alt }, kind) {
  const classes = `picture picture-${kind}`;
  if (isOurs(url)) return el("img", { class: classes, src: url, alt, loading: "lazy" });
  const stub = el("span", { class: `${classes} picture-stub`, role: "img", "aria-label": alt, title: alt });
  stub.append(icon("image"));
  if (kind === "block") stub.append(el("span", {}, alt, " · ", link(url, "open the image")));
  return stub;
}

function isOurs(url) {
  return URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;
}
