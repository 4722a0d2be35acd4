// What the page says of itself, and what does not fit the window or the direction of its language, as sentences.
function reading() {
  const problems = [];
  const demand = (holds, sentence) => holds || problems.push(sentence);
  const name = (element) => `${element.localName}${element.id ? `#${element.id}` : ""}`;

  // WCAG 2.2, 1.4.10: no scrolling in two dimensions, in whatever direction the page is written.
  const width = window.innerWidth;
  const whole = document.documentElement.scrollWidth;
  demand(whole <= width, `it is ${whole} wide in a window of ${width}`);

  // No word leaves the page, nor the button or the box that it stands in.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (node.data.trim() === "" || !element.checkVisibility({ visibilityProperty: true })) continue;
    const box = element.closest("button, .button, .note, .problems, main") || document.body;
    const { left, right } = box.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      // Hidden for eyes and there for ears.
      if (rect.width <= 1) continue;
      const inside = rect.left >= Math.max(left, 0) - 1 && rect.right <= Math.min(right, width) + 1;
      demand(inside, `«${node.data.trim()}» leaves ${name(box)}: ${rect.left} to ${rect.right}`);
    }
  }

  // What is typed in Latin letters is written from the left, whatever the page's direction.
  for (const field of document.querySelectorAll("input[type=email], input[type=tel], input[type=url], input[inputmode=numeric]")) {
    demand(getComputedStyle(field).direction === "ltr", `${name(field)} is written from the right`);
  }
  const named = "input[autocomplete~=username], input[autocomplete~=name]";
  for (const field of document.querySelectorAll(named)) {
    if (field.ariaHidden === "true") continue;
    demand(field.dir === "auto" || field.dir === "ltr", `${name(field)} has the direction of the page`);
  }
  return [document.documentElement.lang, getComputedStyle(document.body).direction, document.body.innerText, problems];
}

// Speaks every one of the languages in turn: only the words change, so the page stays and gets another body.
async function readings(languages) {
  const all = [];
  for (const language of languages) {
    const answer = await fetch(`${location.pathname}?ui_locales=${language}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const { lang, dir } = page.documentElement;
    Object.assign(document.documentElement, { lang, dir });
    document.body.replaceWith(document.adoptNode(page.body));
    all.push(reading());
  }
  return all;
}
