// The pages at the gate on a phone: they keep the list, queue what is done and send it, and compare boarding passes.
// Without this file the same forms go to the server one by one.
import { tellTime } from "./gate-clock.js";
import { loadScanner, passFits, readable, scan, typedFits } from "./gate-pass.js";
import { addPhoto, photos, sendPhotos } from "./gate-photo.js";
import { add, fetchList, flush, kept, news, ownRound, queue, seen, stand, stood, walkRound } from "./gate-queue.js";
import { wipe, works } from "./gate-vault.js";

const EVERY = 15_000;
const FRESH = 60_000;
const bar = document.querySelector("[data-phone]");
const word = (name) => bar?.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
const station = location.pathname.match(/^\/gate\/([A-Z]{3})(\/|$)/)?.[1];
const language = new URLSearchParams(location.search).get("lang");
// The shell stands in for a page that could not be fetched; at its own address it is only looked at.
const standsIn = Boolean(document.querySelector("[data-shell-view]")) && location.pathname !== "/gate/shell";
const able = works();
let usable = false;
let refreshed = Date.now();
let toldBefore = null;
let leaving = false;
// Until the list says it better: a page shows the server's clock when it comes.
const shown = document.querySelector("[data-now]")?.dataset.now;
const offset = shown ? Date.parse(shown) - Date.now() : 0;

/** An address of ours that keeps the language. */
function address(path, more = {}) {
  const query = new URLSearchParams({ ...more, ...(language ? { lang: language } : {}) }).toString();
  return query ? `${path}?${query}` : path;
}

function clock(at, zone) {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
  return new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date(at));
}

function note(text, link) {
  const line = bar?.querySelector("[data-note]");
  if (!line) return;
  line.hidden = !text;
  line.textContent = text;
  if (link) {
    const way = document.createElement("a");
    way.href = link;
    way.textContent = text;
    line.replaceChildren(way);
  }
}

/** Shows what waits and what somebody has to see. */
async function show() {
  if (!bar || !usable) return;
  const [waiting, told] = [(await queue()).length + (await photos()).length, await news()];
  const line = bar.querySelector("[data-unsent]");
  line.hidden = waiting === 0;
  line.textContent = word("unsent").replace("{n}", waiting);
  const list = (await kept())?.list;
  const zone = list?.zone;
  const lines = told.map((one) => {
    const item = document.createElement("li");
    const who = one.who ? `${one.who}.` : word("stand-in");
    const text = one.answered === "conflict"
      ? word("conflict").replace("{who}", who).replace("{at}", clock(one.at, zone))
      : word("refused");
    const done = document.createElement("button");
    Object.assign(done, { type: "button", className: "button button--quiet", textContent: word("seen") });
    done.dataset.seen = one.receipt;
    item.append(text, " ", done);
    return item;
  });
  bar.querySelector("[data-news]").replaceChildren(...lines);
  const own = (list?.couriers ?? []).includes(ownRound());
  showNextStops((list?.told ?? []).filter((one) => !own || one.name === ownRound()), list?.offers ?? []);
}

/** Nobody's next stop changes, and nothing is offered, without being told: on every page until somebody has seen or answered
    it, and on the lock screen. */
function showNextStops(told, offers) {
  // The list has them in its own words; elsewhere one line leads there.
  const lead = (what, lists, words) => {
    const line = bar.querySelector(what);
    line.hidden = words.length === 0 || document.querySelector(lists) !== null;
    line.querySelector("[data-names]").textContent = words.join(" · ");
    if (station) line.href = address(`/gate/${station}`);
  };
  lead("[data-told]", "[data-told-list], [data-shell-told]", told.map((one) => `${one.name}: ${one.gate ?? "–"}`));
  lead("[data-offered]", "[data-offer-list], [data-shell-offers]", offers.map((one) => `${one.from}, ${one.flight}`));
  const known = told.map((one) => one.courier + one.at).concat(offers.map((one) => one.gift));
  if (toldBefore !== null && known.some((one) => !toldBefore.includes(one))) wake();
  toldBefore = known;
}

/** Says on a locked screen that something changed, and nothing of what. */
async function wake() {
  navigator.vibrate?.(200);
  if (!document.hidden || !("Notification" in window) || Notification.permission !== "granted") return;
  const worker = await navigator.serviceWorker?.getRegistration("/gate");
  await worker?.showNotification(word("lock"), { body: word("lock-words"), tag: "giftgate", renotify: true });
}

function askToSignIn() {
  const query = new URLSearchParams({ next: location.pathname });
  note(word("sign-in"), `${bar.dataset.signIn}${bar.dataset.signIn.includes("?") ? "&" : "?"}${query}`);
}

/** Sends what waits; gives how that went. */
async function send() {
  const went = (await queue()).length ? await flush() : "sent";
  if (went === "signed-out") askToSignIn();
  if (went === "sent" && (await sendPhotos()) > 0) note(word("photo-refused"));
  await show();
  return went;
}

/** Puts the fresh page in place of this one, unless somebody works in it. */
async function refresh() {
  const main = document.getElementById("main");
  const busy = main.contains(document.activeElement) && document.activeElement !== main;
  if (document.hidden || busy || !document.querySelector("[data-gate-live]")) return;
  const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
  const own = main.querySelector("[data-phone]");
  if (fresh) main.replaceChildren(...fresh.childNodes);
  refreshed = Date.now();
  // The bar with its news is this page's own.
  if (own) main.querySelector("[data-phone]")?.replaceWith(own);
}

/** Time goes on without signal too. */
async function tellTimes() {
  tellTime(document, (usable && (await kept())?.offset) || offset);
}

let running = null;
let again = false;

/** Fetches and sends, one round at a time: whoever asks meanwhile gets a round after it, which mostly costs a 304. */
function tick() {
  again = running !== null;
  running ??= round().finally(() => {
    running = null;
    if (again) tick();
  });
  return running;
}

async function round() {
  const place = station ?? (await kept())?.list.station;
  if (!place) return;
  const went = await fetchList(place);
  if (went === "signed-out") return askToSignIn();
  if (went === "newer") return renew();
  if (went === "offline") {
    const list = await kept(place);
    if (list) note(word("offline").replace("{at}", clock(list.read_at + list.offset, list.list.zone)));
    return;
  }
  note("");
  const sent = await send();
  // Whoever is on the way to another page goes there.
  if (standsIn && sent === "sent" && !leaving) return location.reload();
  if (went === "changed" || Date.now() - refreshed > FRESH) await refresh();
}

/** These pages are of last week: once nothing waits they make room for the newer ones. */
async function renew() {
  note(word("newer"));
  if ((await send()) !== "sent" || sessionStorage.getItem("giftgate-renewed")) return;
  sessionStorage.setItem("giftgate-renewed", "1");
  await (await navigator.serviceWorker?.getRegistration("/gate"))?.update();
  location.reload();
}

const DONE = { pick_up: () => "picked_up", undo: () => "taken_back", hand_over: (told) => told.outcome };

/** Reads a form of the page as a report. */
function report(form, button, gift) {
  const data = new FormData(form, button);
  const kind = form.dataset.queue;
  const told = { kind, gift };
  if (data.get("receipt")) told.receipt = data.get("receipt");
  if (kind === "undo") told.hand_over = data.get("hand_over");
  if (kind !== "hand_over") return told;
  const given = data.get("outcome") === "given";
  const text_version = Number(document.querySelector("[data-consent-text]")?.dataset.consentText ?? 1);
  const asked = [...form.querySelectorAll("input[name^=consent_]")];
  const consents = asked.map((box) => ({
    kind: box.name.slice("consent_".length), granted: box.checked, language: data.get("language"), text_version,
  }));
  return {
    ...told, outcome: data.get("outcome"), checked_by: data.get("checked_by") || null,
    reason: data.get("outcome") === "not_found" ? data.get("reason") : null, consents: given ? consents : [],
  };
}

async function queueUp(form, button) {
  const { gift, station: own } = form.closest("[data-gift]").dataset;
  const told = report(form, button, gift);
  await add(own, told);
  await show();
  const path = `/gate/${own}/gifts/${gift}`;
  const went = await send();
  const overtaken = (await news()).some((one) => one.gift === gift);
  location.assign(address(path, went === "sent" && !overtaken ? { done: DONE[told.kind](told) } : {}));
}

function say(scope, right, text) {
  const line = scope.querySelector("[data-verdict]");
  line.hidden = false;
  line.className = `note ${right ? "note--good" : "note--bad"}`;
  line.textContent = text ?? word(right ? "right" : "wrong");
}

function judged(scope, right, how) {
  say(scope, right);
  const field = scope.querySelector("[name=checked_by]");
  if (field) field.value = right ? how : "";
}

async function cardOf(scope) {
  const list = await kept(scope.dataset.station);
  const card = list?.list.cards.find((one) => one.gift === scope.dataset.gift);
  return card && card.keys.length ? { card, salt: list.list.salt } : null;
}

async function checkTyped(form) {
  const scope = form.closest("[data-gift]");
  const found = await cardOf(scope);
  const [family, seat] = ["family", "seat"].map((name) => form.elements[name].value);
  if (found) return judged(scope, await typedFits(found.salt, found.card, family, seat), "typed");
  if (form.method === "post") return form.submit();
  return say(scope, false, word("unchecked"));
}

async function checkPass(scope) {
  // What an earlier pass said is no word on this one.
  scope.querySelector("[data-verdict]").hidden = true;
  const field = scope.querySelector("[name=checked_by]");
  if (field) field.value = "";
  const found = await cardOf(scope);
  if (!found) return say(scope, false, word("unchecked"));
  const until = Date.now() + 30_000;
  try {
    const files = (await kept())?.scanner;
    const torn = () => say(scope, false, word("torn"));
    const pass = await scan(scope.querySelector("[data-video]"), files, torn, () => Date.now() > until);
    if (pass) judged(scope, await passFits(found.salt, found.card, pass), "pass");
    else torn();
  } catch {
    say(scope, false, word("camera"));
    scope.querySelector("[data-typed]").open = true;
  }
}

async function takePhoto(input) {
  const scope = input.closest("[data-photo]");
  const { gift, station: own } = input.closest("[data-gift]").dataset;
  try {
    await addPhoto(own, gift, input.files[0]);
  } catch {
    return note(word("photo-refused"));
  }
  scope.hidden = true;
  note(word("photo"));
  if ((await send()) === "sent" && (await photos()).length === 0 && !standsIn) location.reload();
}

async function signOut(form) {
  if ((await send()) !== "sent" || (await photos()).length > 0) return note(word("sign-out"));
  await wipe();
  await caches.delete("giftgate-gate-shell");
  form.submit();
}

if (standsIn) addEventListener("beforeunload", () => (leaving = true));
document.addEventListener("submit", (event) => {
  const form = event.target;
  const leave = /^\/sign-out(\?|$)/.test(form.getAttribute("action") ?? "");
  if (leave) {
    // However soon somebody leaves, what the phone kept goes first.
    event.preventDefault();
    return able.then((can) => (can ? signOut(form) : form.submit()));
  }
  if (!usable) return;
  if (form.dataset.queue || "check" in form.dataset) event.preventDefault();
  if (form.dataset.queue) queueUp(form, event.submitter);
  else if ("check" in form.dataset) checkTyped(form);
});
document.addEventListener("click", async (event) => {
  const receipt = event.target.dataset?.seen;
  if (receipt) {
    await seen(receipt);
    await show();
  }
  if ("ask" in (event.target.dataset ?? {})) {
    await Notification.requestPermission();
    event.target.hidden = true;
  }
  if ("scanStart" in (event.target.dataset ?? {})) await checkPass(event.target.closest("[data-gift]"));
});
document.addEventListener("change", (event) => {
  if ("standing" in event.target.dataset) stand(event.target.value);
  if ("round" in event.target.dataset) walkRound(event.target.value);
  if (event.target.closest(".standing")) event.target.form?.submit();
  if ("photoFile" in event.target.dataset && event.target.files[0]) takePhoto(event.target);
});

/** Pages that appear later (the shell's) are made ready here too. */
export async function ready(scope) {
  const way = await readable((await kept())?.scanner);
  for (const part of scope.querySelectorAll("[data-scan]")) part.hidden = !way;
  for (const part of scope.querySelectorAll("[data-photo]:not([data-unwanted])")) part.hidden = false;
  // The way back to the list leads to where somebody stands, and to their round.
  for (const way of scope.querySelectorAll(".crumb a")) way.href = listOf(new URL(way.href).pathname);
}

/** The address of a list as it was last chosen. */
const listOf = (path) => address(path, { ...(stood() ? { at: stood() } : {}), ...(ownRound() ? { round: ownRound() } : {}) });

/** Opens the list on the round that is walked with this phone. */
function openRound() {
  const rounds = document.querySelector("[data-round]");
  const asked = new URLSearchParams(location.search).has("round");
  const known = [...(rounds?.options ?? [])].some((one) => one.value === ownRound());
  if (!asked && ownRound() && known) location.replace(listOf(location.pathname));
}

/** The server says that something changed, and the list is fetched: in less than two seconds, whoever changed it. */
function listen() {
  if (!station || !window.EventSource || standsIn) return;
  let stream = null;
  let waits = false;
  const connect = () => {
    if (stream && stream.readyState !== EventSource.CLOSED) return;
    stream = new EventSource(`/gate/${station}/events`);
    stream.addEventListener("change", () => {
      if (waits) return;
      waits = true;
      // Many phones hear of a change at once: each waits its own moment.
      setTimeout(() => { waits = false; tick(); }, Math.random() * 500);
    });
  };
  connect();
  setInterval(connect, EVERY);
  addEventListener("online", connect);
  addEventListener("pagehide", () => stream?.close());
}

async function start() {
  usable = await able;
  document.documentElement.dataset.gate = usable ? "ready" : "plain";
  setInterval(tellTimes, EVERY);
  document.addEventListener("visibilitychange", tellTimes);
  if (!usable) return void setInterval(refresh, FRESH);
  openRound();
  await ready(document);
  await show();
  addEventListener("online", tick);
  setInterval(tick, EVERY);
  listen();
  await tick();
  await ready(document);
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/gate/worker.js", { scope: "/gate" });
  if (standsIn) return;
  const shell = await fetch(address("/gate/shell", { lang: document.documentElement.lang })).catch(() => null);
  if (shell?.ok && !shell.redirected) await (await caches.open("giftgate-gate-shell")).put("/gate/shell", shell);
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.gate = "kept";
  const ask = document.querySelector("[data-ask]");
  if (ask && "Notification" in window) ask.hidden = Notification.permission !== "default";
  const files = (await kept())?.scanner;
  // Where it is needed it is fetched in a quiet moment, so that it is there without signal.
  if ((await readable(files)) === "program") setTimeout(() => loadScanner(files).catch(() => {}), 4000);
}
start();
