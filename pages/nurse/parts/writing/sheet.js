// The account as one document to write in. Whatever anybody typed is set as text, never as markup.

const MOST_REMARKS = 8;
const WORDS = /\S+/gu;
const UNTIL_PRESSED = 300; // milliseconds from a finger's leaving the screen until its click has come
const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

class Sheet {
  constructor(place, data, desk) {
    this.data = data;
    this.desk = desk;
    this.boxes = {};
    this.counts = {};
    this.margins = {};
    this.prompts = [];
    place.replaceChildren(...this.#drawn(data));
    place.addEventListener("focusout", () => desk.go());
    place.addEventListener("pointerdown", () => this.#hold());
    this.place = place;
    this.showTexts();
    this.showScaffold();
  }

  #drawn(data) {
    this.status = made("p", { className: "status", role: "status" });
    this.pending = made("span", { className: "pending", ariaHidden: "true" });
    this.choice = made("section", { className: "choice", hidden: true, tabIndex: -1, ariaLabel: "Two versions" });
    this.weak = made("section", { className: "weak", hidden: true });
    this.button = made("button", { type: "button", className: "main", textContent: "Finish this account" });
    this.button.addEventListener("click", () => this.#finish());
    return [
      made("div", { className: "bar" }, this.status, this.pending),
      this.choice,
      ...this.#scaffolds(data),
      this.#field("title", data.titleLabel, made("input", { type: "text", autocomplete: "off" })),
      ...data.questions.map((question, index) => this.#question(question, index)),
      this.#themes(data),
      this.weak,
      made("p", { className: "finish" }, this.button),
    ];
  }

  #field(name, label, box, prompts = null) {
    box.id = name;
    this.boxes[name] = box;
    this.counts[name] = made("p", { className: "count", id: `${name}-count` });
    this.margins[name] = made("div", { className: "margin" });
    if (name !== "title") box.setAttribute("aria-describedby", `${name}-count`);
    box.addEventListener("input", () => this.#typed(name));
    const asked = made("label", { htmlFor: name, textContent: label });
    const written = made("div", { className: "written" }, asked, prompts, box, this.counts[name]);
    return made("div", { className: "field" }, written, this.margins[name]);
  }

  #question(question, index) {
    const prompts = made("ul", { className: "prompts", hidden: true });
    this.prompts.push(prompts);
    const box = made("textarea", { rows: 5, spellcheck: true, lang: "en-GB" });
    return this.#field(`answer_${index + 1}`, question, box, prompts);
  }

  #scaffolds(data) {
    this.select = made("select", { id: "scaffold" });
    const none = { key: "", label: "No prompts" };
    this.select.append(...[none, ...data.scaffolds].map(({ key, label }) => made("option", { value: key, textContent: label })));
    this.select.addEventListener("change", () => {
      this.desk.chooseScaffold(this.select.value);
      this.showScaffold();
    });
    this.about = made("p", { className: "quiet about" });
    const label = made("label", { htmlFor: "scaffold", textContent: "Prompts to think with" });
    return data.scaffolds.length ? [made("div", { className: "scaffold" }, label, this.select, this.about)] : [];
  }

  #themes(data) {
    const legend = made("legend", { textContent: data.themesPrompt });
    this.ticks = data.themes.map(({ key }) => made("input", { type: "checkbox", value: key, id: `theme-${key}` }));
    const set = made("fieldset", { className: "themes" }, legend);
    const row = made("div", { className: "toggles" });
    data.themes.forEach(({ label }, index) => row.append(made("label", {}, this.ticks[index], made("span", { textContent: label }))));
    set.append(row);
    this.ticks.forEach((tick) => tick.addEventListener("change", () => this.#ticked()));
    const said = data.themes.filter(({ statements }) => statements.length);
    if (said.length) set.append(made("details", {}, made("summary", { textContent: "What the Code says under each theme" }), ...said.map(statementsOf)));
    return set;
  }

  #typed(name) {
    const { text } = this.desk;
    const { value } = this.boxes[name];
    if (name === "title") text.title = value;
    else text.answers[Number(name.at(-1)) - 1] = value;
    this.#fit(name);
    this.desk.changed(name);
    this.#showMargin(name);
  }

  #ticked() {
    this.desk.text.themes = this.ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    this.desk.changed();
  }

  #fit(name) {
    const box = this.boxes[name];
    const number = (box.value.match(WORDS) ?? []).length;
    if (name !== "title") this.counts[name].textContent = number ? `${number} ${number === 1 ? "word" : "words"}` : "";
    if (GROWS_BY_ITSELF || name === "title") return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 4}px`;
  }

  showTexts() {
    const { title, answers, themes } = this.desk.text;
    [title, ...answers].forEach((value, index) => {
      const name = index ? `answer_${index}` : "title";
      if (this.boxes[name].value !== value) this.boxes[name].value = value;
      this.#fit(name);
    });
    this.ticks.forEach((tick) => {
      tick.checked = themes.includes(tick.value);
    });
  }

  showScaffold() {
    const chosen = this.data.scaffolds.find(({ key }) => key === this.desk.scaffold);
    this.select.value = chosen?.key ?? "";
    this.about.textContent = chosen?.about ?? "";
    this.prompts.forEach((list, index) => {
      const prompts = chosen?.prompts[index] ?? [];
      list.replaceChildren(...prompts.map((prompt) => made("li", { textContent: prompt })));
      list.hidden = !prompts.length;
    });
  }

  showPending() {
    this.pending.textContent = this.desk.isSaved() || this.desk.state !== "saved" ? "" : "Saving…";
  }

  show() {
    const said = this.#saidState();
    if (this.status.textContent !== said) {
      this.status.replaceChildren(said);
      if (this.desk.state === "signed out") {
        this.status.append(" ", made("a", { href: "/", target: "_blank", rel: "noopener", textContent: "Sign in in a new tab" }));
      }
    }
    this.place.dataset.state = this.desk.isSaved() ? this.desk.state : `${this.desk.state} unsaved`;
    this.showPending();
    if (this.isHeld) return;
    Object.keys(this.boxes).forEach((name) => this.#showMargin(name));
    this.#showChoice();
    this.#showWeak();
  }

  // Pressing a button saves first, since the box loses the focus; what comes back must not move the button away from
  // under the finger, or the press is lost.
  #hold() {
    this.isHeld = true;
    const letGo = () => {
      for (const event of ["pointerup", "pointercancel"]) removeEventListener(event, letGo);
      setTimeout(() => {
        this.isHeld = false;
        this.show();
      }, UNTIL_PRESSED);
    };
    for (const event of ["pointerup", "pointercancel"]) addEventListener(event, letGo);
  }

  #saidState() {
    const { state, saved, sentence, mirror } = this.desk;
    const here = mirror === null ? "nothing is kept on this computer, so please leave this tab open" : "kept on this computer";
    const said = {
      saved: saved ? `Saved ${saved}` : "",
      waiting: `Not saved yet: ${here}`,
      "signed out": `Signed out: ${here}, sign in to save.`,
      refused: `Not saved: ${sentence}`,
      gone: "Not saved: this account has been deleted. Copy what you want to keep.",
      beside: `Kept ${saved} beside the newer version. Please choose between the two.`,
      finished: "This account was finished in another window. What you typed since is kept among its earlier versions.",
    }[state];
    const warned = mirror === null && state === "saved" ? `${said}. This browser keeps no copy of its own: leave the tab open until it says “Saved”.` : said;
    return warned;
  }

  #showMargin(name) {
    const text = this.boxes[name].value;
    const found = this.desk.remarks.filter((each) => each.field === name && text.includes(each.passage));
    const shown = found.slice(0, MOST_REMARKS).map((remark) => this.#remark(name, remark));
    const rest = found.length - shown.length;
    const key = found.map((each) => each.passage).join("\n");
    if (this.margins[name].dataset.key === key) return;
    this.margins[name].dataset.key = key;
    const title = made("h3", { textContent: "Could this identify somebody?" });
    const more = rest > 0 ? [made("p", { className: "quiet", textContent: `And ${rest} more like these.` })] : [];
    this.margins[name].replaceChildren(...(shown.length ? [title, made("ul", {}, ...shown), ...more] : []));
  }

  #remark(name, { passage, start, sentence }) {
    const find = made("button", { type: "button", className: "passage", textContent: `“${passage}”`, title: "Show it in the text" });
    find.addEventListener("click", () => {
      const box = this.boxes[name];
      const at = box.value.startsWith(passage, start) ? start : box.value.indexOf(passage);
      box.focus();
      box.setSelectionRange(at, at + passage.length);
    });
    return made("li", {}, find, made("span", { textContent: ` ${sentence}` }));
  }

  #showWeak() {
    const { weak } = this.desk;
    this.weak.hidden = !weak.length;
    const lines = weak.map((sentence) => made("li", { textContent: sentence }));
    this.weak.replaceChildren(made("h3", { textContent: "Worth a second look" }), made("ul", {}, ...lines));
  }

  #showChoice() {
    const { choice } = this.desk;
    const key = choice ? `${choice.kind} ${choice.id ?? choice.revision}` : "";
    if (this.choice.dataset.key === key) return;
    this.choice.dataset.key = key;
    this.choice.hidden = !choice;
    if (!choice) return;
    const isNewer = choice.kind === "newer";
    const said = isNewer
      ? `This account was also changed in another window or on another device, at ${choice.saved}. Both versions are kept; which should go on?`
      : `Something was typed at ${choice.saved} that is not in this account, because another window had saved meanwhile. Both versions are kept; which should go on?`;
    const other = isNewer ? "Use the newer version" : "Use the other version";
    const both = made("div", { className: "both", hidden: true });
    const show = made("button", { type: "button", textContent: "See both", ariaExpanded: "false" });
    show.addEventListener("click", () => {
      both.hidden = !both.hidden;
      show.ariaExpanded = String(!both.hidden);
      both.replaceChildren(...this.#compared(choice.written, isNewer ? "The newer version" : "The other version"));
    });
    const buttons = made("p", { className: "buttons" }, pressing("Keep what is in the boxes", () => this.desk.keepMine()), pressing(other, () => this.desk.takeOther()), show);
    this.choice.replaceChildren(made("p", { role: "alert", textContent: said }), buttons, both);
  }

  #compared(written, otherName) {
    const { title, answers } = this.desk.text;
    const labels = [this.data.titleLabel, ...this.data.questions];
    return labels.flatMap((label, index) => {
      const [mine, other] = index ? [answers[index - 1], written.answers[index - 1]] : [title, written.title];
      if (mine === other) return [];
      const side = (name, text) => made("div", {}, made("h4", { textContent: name }), made("p", { className: "text", textContent: text || "Nothing" }));
      return [made("h3", { textContent: label }), made("div", { className: "sides" }, side("In the boxes", mine), side(otherName, other))];
    });
  }

  async #finish() {
    this.button.disabled = true;
    const isWhole = await this.desk.flush();
    this.button.disabled = false;
    if (isWhole) this.onFinish(this.desk.base);
    else if (this.desk.choice) this.choice.focus();
    else this.status.scrollIntoView({ block: "center" });
  }
}

function made(tag, properties, ...children) {
  const element = document.createElement(tag);
  const { role, ...rest } = properties;
  if (role) element.setAttribute("role", role);
  Object.assign(element, rest);
  element.append(...children.filter(Boolean));
  return element;
}

function pressing(label, act) {
  const button = made("button", { type: "button", textContent: label });
  button.addEventListener("click", act);
  return button;
}

function statementsOf({ label, statements }) {
  const lines = statements.map(([number, gist]) => made("li", { value: number, textContent: gist }));
  return made("div", {}, made("h3", { textContent: label }), made("ol", {}, ...lines));
}
