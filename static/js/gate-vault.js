// What a phone at the gate keeps, sealed with a key that these pages can use and nobody can read out.
// The list goes 24 hours after its last flight, at sign-out, and when the server no longer knows who asks.
export const VERSION = 1;
const STORE = "kept";

const asked = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// After a sign-out nothing is kept any more, whatever was on its way.
let ended = false;
let opened;
function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open("giftgate-gate", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => {
      request.result.onclose = () => { opened = undefined; };
      done(request.result);
    };
    request.onerror = () => failed(request.error);
  });
  return opened;
}

async function store(mode) {
  try {
    return (await database()).transaction(STORE, mode).objectStore(STORE);
  } catch {
    // The browser threw the storage away under us: what is there now is opened anew.
    opened = undefined;
    return (await database()).transaction(STORE, mode).objectStore(STORE);
  }
}

async function key() {
  const known = await asked((await store("readonly")).get("key"));
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  if (ended) return fresh;
  try {
    await asked((await store("readwrite")).add(fresh, "key"));
    return fresh;
  } catch {
    // Another tab was faster; its key is the one.
    return asked((await store("readonly")).get("key"));
  }
}

/** Keeps a value under a name. */
export async function keep(name, value) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain);
  const kept = await store("readwrite");
  if (!ended) await asked(kept.put({ iv, sealed }, name));
}

/** The value of a name; null where there is none, or none that opens. */
export async function recall(name) {
  const kept = await asked((await store("readonly")).get(name));
  if (!kept) return null;
  try {
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await key(), kept.sealed);
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

/** Forgets one name. */
export async function drop(name) {
  await asked((await store("readwrite")).delete(name));
}

/** Forgets everything, the key too, and keeps nothing more until a page is opened anew. */
export async function wipe() {
  ended = true;
  await asked((await store("readwrite")).clear());
}

/** Whether this browser can keep anything. */
export async function works() {
  try {
    if (!crypto?.subtle || !navigator.locks) return false;
    await key();
    return true;
  } catch {
    return false;
  }
}

/** Changes a kept value; two tabs never do at once. */
export function change(name, empty, work) {
  return navigator.locks.request(`giftgate-${name}`, async () => {
    const value = (await recall(name)) ?? empty;
    const answer = await work(value);
    await keep(name, value);
    return answer;
  });
}
