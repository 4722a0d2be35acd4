// Returns what is wrong with the page for whoever looks at it, as sentences.
const problems = [];
const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
const demand = (holds, sentence) => holds || problems.push(sentence);

// WCAG 2.2, 1.4.10: no scrolling in two dimensions.
const width = window.innerWidth;
const whole = document.documentElement.scrollWidth;
demand(whole <= width, `it is ${whole} wide in a window of ${width}`);

// WCAG 2.2, 1.4.3: contrast of text 4.5; nothing is cut off at the sides.
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const node = walker.currentNode;
  const text = node.data.trim();
  const element = node.parentElement;
  if (text === "" || !visible(element) || ["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName)) continue;
  const ratio = contrast(getComputedStyle(element).color, grounds(element));
  demand(ratio >= 4.5, `«${text}» in ${name(element)} has a contrast of ${ratio.toFixed(2)}`);
  const range = document.createRange();
  range.selectNodeContents(node);
  for (const box of range.getClientRects()) {
    demand(box.left >= -0.5 && box.right <= width + 0.5, `«${text}» runs from ${box.left} to ${box.right}`);
  }
}

// WCAG 2.2, 1.4.11: contrast of what is needed to see a control 3.
for (const icon of document.querySelectorAll("svg.icon, svg.mark")) {
  const shapes = icon.classList.contains("mark") ? icon.querySelectorAll("path") : [icon];
  for (const shape of shapes) {
    const style = getComputedStyle(shape);
    const ink = style.stroke === "none" ? style.fill : style.stroke;
    const ratio = contrast(ink, grounds(icon.parentElement));
    demand(ratio >= 3, `${name(icon)} in ${name(icon.parentElement)} has a contrast of ${ratio.toFixed(2)}`);
  }
}
for (const control of document.querySelectorAll("input:not([type=hidden]), .button")) {
  const style = getComputedStyle(control);
  const behind = grounds(control.parentElement);
  const ratio = Math.max(contrast(style.borderTopColor, behind), contrast(style.backgroundColor, behind));
  demand(ratio >= 3, `the edge of ${name(control)} has a contrast of ${ratio.toFixed(2)}`);
  const ink = contrast(style.color, grounds(control));
  demand(ink >= 4.5, `what is written in ${name(control)} has a contrast of ${ink.toFixed(2)}`);
}

// What a finger has to hit is 44 pixels high; links within a sentence are as high as its line.
for (const target of document.querySelectorAll("a[href], button, input:not([type=hidden])")) {
  if (!visible(target) || getComputedStyle(target).display === "inline") continue;
  const { width: across, height } = target.getBoundingClientRect();
  demand(height >= 43.9 && across >= 43.9, `${name(target)} is ${across} by ${height}`);
}

// What reads the page aloud needs a language, a title, one heading, labels, and names that are unique.
demand(document.documentElement.lang !== "", "it has no language");
demand(document.title.trim() !== "", "it has no title");
const headings = document.querySelectorAll("h1").length;
demand(headings === 1, `it has ${headings} first headings`);
demand(document.querySelectorAll("main").length === 1, "it has not exactly one main part");
for (const field of document.querySelectorAll("input:not([type=hidden], [hidden])")) {
  const label = field.labels.length === 1 && field.labels[0].textContent.trim();
  demand(label && visible(field.labels[0]), `${name(field)} has no visible label`);
  demand(field.type === "file" || field.autocomplete !== "", `${name(field)} does not say what it wants`);
}
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
for (const id of ids) demand(ids.indexOf(id) === ids.lastIndexOf(id), `there are two #${id}`);
for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
  const named = ["aria-labelledby", "aria-describedby"].map((attribute) => element.getAttribute(attribute) || "");
  for (const id of named.join(" ").split(" ").filter(Boolean)) {
    demand(ids.includes(id), `${name(element)} names #${id}, which is not there`);
  }
}
demand(document.querySelector("[tabindex]:not([tabindex='-1'])") === null, "it has an order of focus of its own");
return problems;
