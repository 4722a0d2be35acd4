// Colours as numbers, what stands behind an element, and contrast by WCAG 2.2.
const canvas = document.createElement("canvas");
canvas.width = canvas.height = 1;
const pen = canvas.getContext("2d", { willReadFrequently: true });

// Any CSS colour, as [red, green, blue, alpha]. Painting takes long, and a page has few colours.
const known = new Map();
function colour(text) {
  if (!known.has(text)) known.set(text, painted(text));
  return known.get(text);
}

function painted(text) {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = text;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over(top, below) {
  const alpha = top[3];
  return [0, 1, 2].map((i) => top[i] * alpha + below[i] * (1 - alpha)).concat(1);
}

// The colours of a gradient.
function stops(image) {
  return (image.match(/(?:rgba?|color|oklab|oklch|lab|lch|hsla?)\([^()]*\)/g) || []).map(colour);
}

// Every colour that may stand behind the content of an element. A gradient counts as all of its stops.
function grounds(element) {
  if (!element) return [[255, 255, 255, 1]];
  const style = getComputedStyle(element);
  const own = colour(style.backgroundColor);
  const below = own[3] === 1 ? [own] : grounds(element.parentElement).map((ground) => over(own, ground));
  const before = getComputedStyle(element, "::before");
  const light = before.content === "none" ? [] : stops(before.backgroundImage);
  return below.concat(stops(style.backgroundImage), light);
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

// The lowest contrast of a colour against what stands behind it.
function contrast(text, behind) {
  const ratios = behind.map((ground) => {
    const [light, dark] = [luminance(over(colour(text), ground)), luminance(ground)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  });
  return Math.min(...ratios);
}

function name(element) {
  const id = element.id && `#${element.id}`;
  const kind = element.classList.length > 0 ? `.${element.classList[0]}` : "";
  return `${element.localName}${id || kind}`;
}
