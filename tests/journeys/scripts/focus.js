// Returns what has the focus and how it shows; null when nothing of the page has.
const element = document.activeElement;
if (element === null || element === document.body) return null;
const style = getComputedStyle(element);
const shows = style.outlineStyle !== "none";
const { top, bottom, left, right } = element.getBoundingClientRect();
const inView = top >= 0 && left >= 0 && bottom <= innerHeight + 1 && right <= innerWidth + 1;
return {
  name: name(element),
  outline: shows ? parseFloat(style.outlineWidth) : 0,
  contrast: contrast(style.outlineColor, grounds(element.parentElement)),
  in_view: inView,
  is_last: element === [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((stop) => stop.checkVisibility())
    .pop(),
  top: top + scrollY,
  bottom: bottom + scrollY,
  left: left + scrollX,
};
