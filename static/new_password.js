// Beside a field for a new password: shows it on demand, and says how strong it is. The form works without this.
for (const field of document.querySelectorAll(".new-password[data-meter]")) {
  const input = field.querySelector("input");
  const { meter: url, csrf, show, hide, heading } = field.dataset;

  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "show-password";
  toggle.textContent = show;
  toggle.setAttribute("aria-controls", input.id);
  toggle.addEventListener("click", () => {
    const hidden = input.type === "password";
    input.type = hidden ? "text" : "password";
    toggle.textContent = hidden ? hide : show;
  });
  input.form.addEventListener("submit", () => (input.type = "password"));

  const meter = document.createElement("meter");
  Object.assign(meter, { min: 0, max: 4, low: 2, high: 3, optimum: 4, value: 0, hidden: true });
  meter.className = "strength";
  meter.setAttribute("aria-label", heading);
  const words = document.createElement("p");
  words.className = "hint strength-words";
  words.setAttribute("role", "status");
  field.append(toggle, meter, words);

  let timer, asked = 0;
  const value = (name) => input.form.elements.namedItem(name)?.value ?? "";
  const judge = async () => {
    const turn = ++asked;
    if (input.value === "") {
      meter.hidden = true;
      words.textContent = "";
      return;
    }
    const body = new URLSearchParams({ csrf, password: input.value });
    for (const name of ["username", "email", "name", "given_name", "family_name"]) {
      if (value(name) !== "") body.set(name, value(name));
    }
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { accept: "application/json" } });
      if (!answer.ok || turn !== asked) return;
      const { score, label, hint } = await answer.json();
      meter.hidden = false;
      meter.value = score;
      meter.textContent = label;
      words.textContent = hint ? `${label}. ${hint}` : label;
    } catch {
      // Nobody needs the meter: the server judges the form again.
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(judge, 350);
  });
}
