// The queue of a phone at the gate: written down before anything is sent, sent as often as it takes, each report once.
import { dropPhotos } from "./gate-photo.js";
import { change, drop, keep, recall, VERSION } from "./gate-vault.js";

const BATCH = 20;
const SOON = 8000;

/** The kept list of a station: { list, form_token, tag, offset, read_at }. */
export async function kept(station) {
  const found = await recall("list");
  if (!found || (station && found.list.station !== station) || found.list.version !== VERSION) return null;
  if (found.list.wipe_at && Date.now() + found.offset > Date.parse(found.list.wipe_at)) {
    await drop("list");
    return null;
  }
  return found;
}

/** The place somebody chose last, while the page is open. */
export const stood = () => sessionStorage.getItem("giftgate-standing");
export const stand = (place) => sessionStorage.setItem("giftgate-standing", place);

/** Whose round is walked with this phone, until somebody signs out. */
export const ownRound = () => localStorage.getItem("giftgate-round") ?? "";
export const walkRound = (courier) => localStorage.setItem("giftgate-round", courier);

/** Where somebody stands, of the places of a station's map. */
export function standing(places) {
  const chosen = new URLSearchParams(location.search).get("at") ?? stood();
  return places.some((place) => place.key === chosen) ? chosen : "desk";
}

/** Fetches the list. Gives "same", "changed", "newer", "offline" or "signed-out". */
export async function fetchList(station) {
  const before = await kept(station);
  const headers = { accept: "application/json" };
  if (before) headers["if-none-match"] = before.tag;
  let answer;
  try {
    const query = ownRound() ? `?${new URLSearchParams({ round: ownRound() })}` : "";
    answer = await fetch(`/gate/${station}/list.json${query}`, { headers, cache: "no-store", signal: AbortSignal.timeout(SOON) });
  } catch {
    return "offline";
  }
  if (answer.status === 401) {
    await signedOut();
    return "signed-out";
  }
  if (answer.status !== 304 && !answer.ok) return "offline";
  const offset = Date.parse(answer.headers.get("giftgate-now")) - Date.now() || 0;
  const body = answer.status === 304 ? before : await answer.json();
  // A phone with last week's pages: what waits is sent as it is, the list is for newer ones.
  if (body.list.version !== VERSION) return "newer";
  await keep("list", { ...body, tag: answer.headers.get("etag"), offset, read_at: Date.now() });
  if (answer.status === 304) return "same";
  const waiting = new Set((await queue()).map((one) => one.report.gift));
  await change("marks", {}, (marks) => {
    for (const gift of Object.keys(marks)) if (!waiting.has(gift)) delete marks[gift];
  });
  return before ? "changed" : "same";
}

/** Nobody is signed in here any more: the list goes, what was not sent stays sealed. */
export async function signedOut() {
  localStorage.removeItem("giftgate-round");
  await drop("list");
  await drop("marks");
}

/** What waits to be sent. */
export async function queue() {
  return (await recall("queue")) ?? [];
}

/** What this phone knows of gifts beyond its list: { gift: { state, receipt, at } }. */
export async function marks() {
  return (await recall("marks")) ?? {};
}

/** Answers that somebody has to see. */
export async function news() {
  return (await recall("news")) ?? [];
}

/** Forgets a piece of news. */
export async function seen(receipt) {
  await change("news", [], (all) => {
    const at = all.findIndex((one) => one.receipt === receipt);
    if (at >= 0) all.splice(at, 1);
  });
}

const STATES = { given: "handed_over", declined: "declined", not_found: "missed" };

/** Writes a report down. It is safe from here on. */
export async function add(station, told) {
  const report = { receipt: told.receipt ?? crypto.randomUUID(), device_at: new Date().toISOString(), ...told };
  if (report.kind === "undo") await dropPhotos(report.gift);
  if (report.kind === "undo" && (await takeOut(report.hand_over))) {
    await change("marks", {}, (all) => { all[report.gift] = { state: "picked_up" }; });
    return null;
  }
  await change("queue", [], (all) => { all.push({ station, report, tried: false }); });
  const state = report.kind === "hand_over" ? STATES[report.outcome] : "picked_up";
  await change("marks", {}, (all) => {
    const photo = report.consents?.some((one) => one.kind === "photo" && one.granted);
    all[report.gift] = { state, receipt: report.receipt, at: Date.now(), photo };
  });
  return report;
}

/** Takes a report out that was surely never sent. */
async function takeOut(receipt) {
  return change("queue", [], (all) => {
    const at = all.findIndex((one) => one.report.receipt === receipt && !one.tried);
    if (at >= 0) all.splice(at, 1);
    return at >= 0;
  });
}

async function post(station, batch) {
  const form_token = (await recall("list"))?.form_token ?? "";
  return fetch(`/gate/${station}/sync`, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams({ form_token, batch: JSON.stringify(batch) }),
    signal: AbortSignal.timeout(20_000),
  });
}

/** Sends what waits. Gives "sent", "offline" or "signed-out". */
export function flush() {
  return navigator.locks.request("giftgate-send", async () => {
    let renewed = false;
    for (;;) {
      const waiting = await queue();
      if (waiting.length === 0) return "sent";
      // Surely nothing goes out now: what waits is still untried, and an undo can take it out.
      if (!navigator.onLine) return "offline";
      const { station } = waiting[0];
      const batch = waiting.filter((one) => one.station === station).slice(0, BATCH).map((one) => one.report);
      const receipts = new Set(batch.map((report) => report.receipt));
      await change("queue", [], (all) => {
        for (const one of all) if (receipts.has(one.report.receipt)) one.tried = true;
      });
      let answer;
      try {
        answer = await post(station, batch);
      } catch {
        return "offline";
      }
      if (answer.status === 401) {
        await signedOut();
        return "signed-out";
      }
      if (answer.status === 403 && !renewed) {
        // Another sign-in has another token: a fresh list brings it.
        renewed = true;
        await drop("list");
        if ((await fetchList(station)) === "offline") return "offline";
        continue;
      }
      if (!answer.ok) return "offline";
      const { answers } = await answer.json();
      const told = answers.map((one, at) => ({ ...one, ...batch[at], answered: one.answer }));
      await change("news", [], (all) => {
        all.push(...told.filter((one) => one.answered === "conflict" || one.answered === "refused"));
      });
      await change("queue", [], (all) => {
        for (let at = all.length - 1; at >= 0; at--) if (receipts.has(all[at].report.receipt)) all.splice(at, 1);
      });
    }
  });
}
