// What is being typed into one account, and its way to the server. It outlives every drawing of the page.

const PAUSE = 800; // milliseconds without a key until it is sent
const LONGEST = 3000; // milliseconds until it is sent all the same
const RETRIES = [1000, 2000, 4000, 8000, 15000, 30000];
const MOST_WHEN_LEAVING = 60000; // bytes: browsers send no more than 64 kB for a page that is closing
const PATIENCE = 20000;
const FIELDS = ["title", "answer_1", "answer_2", "answer_3", "answer_4"];

class Desk {
  constructor(data) {
    this.address = `/api/drafts/${data.account}`;
    this.account = data.account;
    this.owner = data.keys[0].owner;
    this.client = newName();
    this.seq = 0; // of the last change here
    this.had = 0; // of the last change that the server has
    this.base = data.revision;
    this.text = copied(data.written);
    this.scaffold = data.scaffold;
    this.unread = new Set(); // fields that the server has not looked through for remarks since they changed
    this.settles = [];
    this.settled = new Set();
    this.state = "saved";
    this.saved = data.saved;
    this.sentence = "";
    this.remarks = quoted(data.remarks, this.text);
    this.weak = data.weak;
    this.choice = null; // two texts, between which only she can choose
    this.failures = 0;
    this.sheet = null;
    this.mirror = undefined; // not known yet; null if there is none
    this.ready = this.#begin(data.keys);
    this.#listen();
  }

  isSaved() {
    return this.had === this.seq;
  }

  // A page drawn afresh may bring a newer text: another device's, or an earlier version brought back.
  take(data) {
    if (this.isSaved() && this.state === "saved" && !this.choice && data.revision > this.base) {
      this.adopt(data.written, data.revision, data.saved, data.remarks, data.weak);
    }
    const beside = data.beside.find((each) => each.client !== this.client && !this.settled.has(each.id));
    if (beside && !this.choice) this.choice = { kind: "beside", ...beside };
    else if (!beside && this.choice?.kind === "beside") this.choice = null;
  }

  adopt(written, revision, saved, remarks, weak) {
    this.text = copied(written);
    this.base = revision;
    this.saved = saved;
    this.state = "saved";
    this.remarks = quoted(remarks, this.text);
    this.weak = weak;
    this.sheet?.showTexts();
    this.#show();
  }

  changed(...fields) {
    fields.forEach((field) => this.unread.add(field));
    this.seq += 1;
    this.#copy();
    this.unsentSince ??= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), Math.min(PAUSE, Math.max(0, this.unsentSince + LONGEST - Date.now())));
    this.sheet?.showPending();
  }

  chooseScaffold(key) {
    this.scaffold = key;
    this.changed();
  }

  keepMine() {
    if (this.choice.kind === "newer") this.base = this.choice.revision;
    this.#choose();
  }

  takeOther() {
    this.text = copied(this.choice.written);
    if (this.choice.kind === "newer") this.base = this.choice.revision;
    FIELDS.forEach((field) => this.unread.add(field));
    this.sheet?.showTexts();
    this.#choose();
  }

  #choose() {
    if (this.choice.id) {
      this.settles.push(this.choice.id);
      this.settled.add(this.choice.id);
    }
    this.choice = null;
    this.changed();
    this.go();
    this.#show();
  }

  // Send what the server has not got; says whether all that is typed now is in the account.
  async flush() {
    for (let tries = 0; !this.isSaved() && tries < 5; tries += 1) {
      await this.go();
      if (this.failures) break;
    }
    return this.isSaved() && this.state === "saved" && !this.choice;
  }

  go() {
    clearTimeout(this.timer);
    this.going ??= this.#send().finally(() => {
      this.going = null;
    });
    return this.going;
  }

  async #send({ leaving = false } = {}) {
    if (this.isSaved()) return;
    this.unsentSince = undefined;
    const sent = { ...this.content(), owner: this.owner, look_through: [...this.unread] };
    this.unread.clear();
    const body = JSON.stringify({ ...sent, ...sent.text, text: undefined });
    const keepalive = leaving && new Blob([body]).size < MOST_WHEN_LEAVING;
    let status = 0;
    let said = {};
    try {
      const answer = await asking(this.address, { method: "PUT", body, keepalive });
      status = answer.status;
      said = await answer.json();
    } catch {
      status = 0;
    }
    await this.#answered(status, said, sent);
  }

  async #answered(status, said, sent) {
    const isKept = (status === 200 || status === 409) && Number.isInteger(said.revision);
    if (!isKept || sent.seq < this.had) sent.look_through.forEach((field) => this.unread.add(field));
    if (sent.seq < this.had) return;
    if (isKept) {
      this.had = sent.seq;
      this.failures = 0;
      const others = this.remarks.filter(({ field }) => !sent.look_through.includes(field));
      this.remarks = [...others, ...quoted(said.remarks, sent.text)];
      this.weak = said.weak;
    }
    if (isKept && status === 200) {
      this.base = said.revision;
      this.state = "saved";
      this.saved = said.saved;
      this.settles = this.settles.filter((id) => !sent.settles.includes(id));
      if (said.newest > this.base) await this.#refresh();
    } else if (isKept) {
      this.state = said.came;
      this.saved = said.saved;
      if (said.came === "beside" && this.choice?.revision !== said.newest) await this.#refresh();
    } else {
      this.failures += 1;
      this.state = { 401: "signed out", 404: "gone", 403: "refused", 413: "refused", 422: "refused" }[status] ?? "waiting";
      this.sentence = said.sentence ?? "";
      if (this.state !== "gone" && this.state !== "refused") this.#tryAgain();
    }
    this.#copy();
    this.#show();
  }

  #tryAgain() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.go(), RETRIES[Math.min(this.failures, RETRIES.length) - 1]);
  }

  // Ask for the newest text: to show it, if nothing here is unsaved, or to let her choose.
  async #refresh() {
    try {
      const answer = await asking(`${this.address}?owner=${this.owner}`);
      if (!answer.ok) return;
      const newest = await answer.json();
      if (newest.revision <= this.base) return;
      const written = { title: newest.title, answers: newest.answers, themes: newest.themes };
      if (this.state === "beside") {
        this.choice = { kind: "newer", revision: newest.revision, written, saved: newest.saved };
      } else if (this.isSaved() && !this.choice) {
        this.adopt(written, newest.revision, newest.saved, newest.remarks, newest.weak);
      }
    } catch {
      // The next answer, or the next look at this tab, asks again.
    }
    this.#show();
  }

  content() {
    const { client, seq, base, account, scaffold, settles } = this;
    return { client, seq, base, account, scaffold, settles: [...settles], text: copied(this.text), at: Date.now() };
  }

  // The copy on this computer follows what is typed, and goes when the server has it.
  #copy() {
    this.isCopied = false;
    this.copying ??= this.#copyUntilDone().finally(() => {
      this.copying = null;
    });
  }

  async #copyUntilDone() {
    await this.ready;
    while (this.mirror && !this.isCopied) {
      this.isCopied = true;
      try {
        if (this.isSaved() || this.state === "gone") await this.mirror.drop(this.client);
        else await this.mirror.keep(this.client, this.content());
      } catch {
        this.mirror = null;
        this.#show();
      }
    }
  }

  async #begin(keys) {
    const mirror = await Mirror.open(keys);
    if (mirror) {
      this.release = await holdName(this.client);
      await this.#pickUp(mirror).catch(() => {});
    }
    this.mirror = mirror;
    this.#show();
  }

  // What tabs that are gone could not send: one of this account is carried on here, the others are sent as they are.
  async #pickUp(mirror) {
    for (const left of await mirror.left()) {
      const release = left.client === this.client ? null : await holdName(left.client);
      if (!release) continue;
      if (left.account === this.account && this.seq === 0) {
        this.release?.();
        this.#carryOn(left, release);
      } else {
        this.#sendFor(left, mirror).finally(release);
      }
    }
  }

  #carryOn(left, release) {
    this.release = release;
    this.client = left.client;
    this.seq = left.seq;
    this.had = left.seq - 1;
    this.base = left.base;
    this.text = copied(left.text);
    this.scaffold = left.scaffold;
    this.settles = left.settles;
    FIELDS.forEach((field) => this.unread.add(field));
    this.sheet?.showTexts();
    this.sheet?.showScaffold();
    this.sheet?.showPending();
    this.go();
  }

  async #sendFor(left, mirror) {
    const body = JSON.stringify({ ...left, ...left.text, text: undefined, owner: this.owner, look_through: [] });
    const answer = await asking(`/api/drafts/${left.account}`, { method: "PUT", body }).catch(() => null);
    if (answer && [200, 404, 409].includes(answer.status)) await mirror.drop(left.client);
  }

  #listen() {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const leave = () => this.#send({ leaving: true });
    const look = () => (this.isSaved() ? this.#refresh() : this.go());
    addEventListener("pagehide", leave, { signal });
    addEventListener("online", () => this.go(), { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : look()), { signal });
    const warn = (event) => {
      if (!this.isSaved() && this.mirror === null) event.preventDefault();
    };
    addEventListener("beforeunload", warn, { signal });
  }

  // The page shows something else: what is not saved goes on trying as long as this tab is open.
  async leave(forget) {
    this.sheet = null;
    await this.go();
    await this.copying;
    if (this.sheet || !(this.isSaved() || this.state === "gone")) return;
    forget();
    this.listening.abort();
    clearTimeout(this.timer);
    this.release?.();
  }

  #show() {
    this.sheet?.show();
  }
}

function asking(address, how = {}) {
  return fetch(address, {
    ...how,
    headers: how.body ? { "Content-Type": "application/json" } : {},
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

function copied({ title, answers, themes }) {
  return { title, answers: [...answers], themes: [...themes] };
}

// The server says where a remark is about something; what stands there only this page knows.
function quoted(remarks, text) {
  const texts = [text.title, ...text.answers];
  return remarks.map(([field, start, end, sentence]) => ({
    field,
    start,
    passage: texts[FIELDS.indexOf(field)].slice(start, end),
    sentence,
  }));
}
