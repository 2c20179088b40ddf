import { el } from "../dom.js";
import { linkTo } from "../mentions.js";
import { place } from "../place.js";

/** Draws a picture of this server; one from elsewhere is only named, with the way to it: the page asks nobody else. */
export function drawPicture(image, _slot, look = "picture-small") {
  const words = image.alt_text || "picture";
  const source = image.image_url || sourceOf(image.slack_file) || "";
  if (!isOurs(source)) return el("span", { class: "picture-missing" }, linkTo(source, words));
  const picture = el("img", { class: look, src: source, alt: image.alt_text || "", loading: "lazy", referrerpolicy: "no-referrer" });
  picture.addEventListener("error", () => picture.replaceWith(el("span", { class: "picture-missing" }, words)));
  return picture;
}

// A file of the workspace by its id or its address there, as whoever looks may see it.
function sourceOf(file) {
  const id = file?.id || file?.url?.match(/\bF[A-Z0-9]+\b/)?.[0];
  return id && new URL(`/control/files/${encodeURIComponent(id)}?as=${encodeURIComponent(place.as)}`, location.origin).href;
}

function isOurs(url) {
  try {
    return new URL(url).origin === location.origin;
  } catch {
    return false;
  }
}
