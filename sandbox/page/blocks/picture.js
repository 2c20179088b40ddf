import { el } from "../dom.js";

/** Draws a picture from the web or from this server, never from anywhere else. */
export function drawPicture(image, _slot, look = "picture-small") {
  const source = allowedSource(image.image_url || image.slack_file?.url);
  if (!source) return el("span", { class: "picture-missing" }, image.alt_text || "picture");
  const picture = el("img", { class: look, src: source, alt: image.alt_text || "", loading: "lazy", referrerpolicy: "no-referrer" });
  picture.addEventListener("error", () => picture.replaceWith(el("span", { class: "picture-missing" }, image.alt_text || "picture")));
  return picture;
}

function allowedSource(url) {
  try {
    const parsed = new URL(url, location.href);
    return ["http:", "https:"].includes(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}
