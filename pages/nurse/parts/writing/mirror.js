// Copies of what is typed, kept on this computer until the server has them. Each tab has one row, and each row is
// encrypted under a key that the server gives only to the person who typed it.

const STORE = "drafts";

class Mirror {
  // Null where the browser refuses: a private window, a full disk, or a page that did not come by https.
  static async open(keys) {
    if (!globalThis.indexedDB || !globalThis.crypto?.subtle || !navigator.locks) return null;
    try {
      const database = await openDatabase();
      const opened = await Promise.all(keys.map(async ({ owner, key }) => ({ owner, key: await imported(key) })));
      return new Mirror(database, opened);
    } catch {
      return null;
    }
  }

  constructor(database, keys) {
    this.database = database;
    this.keys = keys;
  }

  async keep(client, content) {
    const [{ owner, key }] = this.keys;
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(client) };
    const sealed = await crypto.subtle.encrypt(how, key, new TextEncoder().encode(JSON.stringify(content)));
    await this.#change((store) => store.put({ client, owner, iv, sealed }));
  }

  async drop(client) {
    await this.#change((store) => store.delete(client));
  }

  // What other tabs of this person have left here, the newest first.
  async left() {
    const rows = await asked(this.database.transaction(STORE).objectStore(STORE).getAll());
    const contents = await Promise.all(rows.map((row) => this.#opened(row)));
    return contents.filter(Boolean).sort((one, other) => other.at - one.at);
  }

  async #opened({ client, owner, iv, sealed }) {
    const found = this.keys.find((each) => each.owner === owner);
    if (!found) return null;
    try {
      const how = { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(client) };
      return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, found.key, sealed)));
    } catch {
      return null;
    }
  }

  #change(act) {
    return new Promise((resolve, reject) => {
      const change = this.database.transaction(STORE, "readwrite", { durability: "strict" });
      change.oncomplete = resolve;
      change.onerror = change.onabort = () => reject(change.error);
      act(change.objectStore(STORE));
    });
  }
}

function openDatabase() {
  const opening = indexedDB.open("revalidation", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "client" });
  return asked(opening);
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function imported(hex) {
  const bytes = Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
  return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// Be the tab that answers to this name, until the function that is given is called or the tab is gone. Null if another
// tab is alive under that name.
function holdName(client) {
  return new Promise((resolve) => {
    const hold = (lock) => (lock ? new Promise((release) => resolve(release)) : resolve(null));
    navigator.locks.request(`revalidation ${client}`, { ifAvailable: true }, hold);
  });
}

function newName() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
