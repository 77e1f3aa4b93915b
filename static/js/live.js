// Keeps a page that shows "now" fresh: swaps its content when the server says that something changed, else each minute.
// It leaves the page alone while somebody works in it, says so when there is no connection, and never counts as work itself.
const EVERY = 60_000;
// However much happens, a page is fetched no more often than this, unless it says otherwise (data-pause).
const PAUSE = 5_000;
// After a hand was on the page, and between two looks whether it has gone.
const AT_HAND = 3_000;
const live = () => document.querySelector("[data-live]");
let stream = null;
let wanted = 0;
let waiting = null;
let last = 0;
let touched = 0;

// What somebody chose or typed and has not sent stays, also when they look elsewhere.
function isChanged(field) {
  if (field instanceof HTMLSelectElement) {
    // Where no option says so, the first one is chosen.
    return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  }
  if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

// Where people decide by a press (data-careful), nothing moves under their hand.
const isAtHand = () => live()?.dataset.careful !== undefined && Date.now() - touched < AT_HAND;

function isBusy() {
  const main = document.getElementById("main");
  const focused = main.contains(document.activeElement) && document.activeElement !== main;
  const changed = [...main.querySelectorAll("input:not([data-keys-switch]), select, textarea")].some(isChanged);
  return document.hidden || focused || changed || isAtHand() || main.querySelector("details[open]:not([data-quiet])") !== null;
}

// A part that a reader opened stays open.
function swap(fresh) {
  const main = document.getElementById("main");
  const parts = () => [...main.querySelectorAll("details[data-quiet]")];
  const open = parts().map((part) => part.open);
  main.replaceChildren(...fresh.childNodes);
  if (parts().length === open.length) parts().forEach((part, at) => (part.open = open[at]));
  main.dispatchEvent(new CustomEvent("swapped", { bubbles: true }));
}

async function refresh() {
  if (isBusy()) return;
  last = Date.now();
  try {
    const headers = { accept: "text/html", "x-giftgate-refresh": "1" };
    const answer = await fetch(location.href, { headers, credentials: "same-origin" });
    // Signed out in the meantime: the page itself goes to the sign-in, and from there back here.
    if (answer.redirected) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    if (fresh && !isBusy()) swap(fresh);
    document.documentElement.classList.remove("stale");
  } catch {
    document.documentElement.classList.add("stale");
  }
}

// Many pages hear of a change at once: each waits its own moment, and a busy day is told in steps.
function later() {
  if (waiting !== null) return;
  const pause = Math.max(Math.random() * 400, last + Number(live()?.dataset.pause ?? PAUSE) - Date.now());
  waiting = setTimeout(async () => {
    waiting = null;
    const wasAtHand = isAtHand();
    if (wanted > Number(live()?.dataset.version ?? 0)) await refresh();
    if (wasAtHand) setTimeout(() => wanted > Number(live()?.dataset.version ?? 0) && later(), AT_HAND);
  }, pause);
}

function connect() {
  const address = live()?.dataset.events;
  if (!address || !window.EventSource || stream) return;
  stream = new EventSource(address);
  stream.addEventListener("change", (event) => {
    document.documentElement.classList.remove("stale");
    wanted = Number(event.data);
    if (wanted > Number(live()?.dataset.version ?? 0)) later();
  });
  stream.addEventListener("error", () => {
    if (stream?.readyState === EventSource.CLOSED) disconnect();
  });
}

function disconnect() {
  stream?.close();
  stream = null;
}

if (live()) {
  connect();
  for (const kind of ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"]) {
    document.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }
  // Without a stream the clock does it; with one it catches up what was passed over while somebody worked in the page.
  setInterval(() => {
    connect();
    if (!stream || stream.readyState !== EventSource.OPEN || wanted > Number(live()?.dataset.version ?? 0)) refresh();
  }, EVERY);
  // Browsers keep few connections to one host: a page that nobody sees gives its own back.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  window.addEventListener("pagehide", disconnect);
  // A stream that lost its network may stay "open" for minutes.
  window.addEventListener("offline", () => {
    disconnect();
    document.documentElement.classList.add("stale");
  });
  window.addEventListener("online", () => {
    connect();
    refresh();
  });
}
