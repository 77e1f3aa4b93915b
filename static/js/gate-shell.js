// The list and one gift from the phone's own store, for when there is no signal.
import { ready } from "./gate.js";
import { kept, marks, queue } from "./gate-queue.js";

const UNDO_FOR = 30_000;
const view = document.querySelector("[data-shell-view]");
const language = document.documentElement.lang;
const word = (name) => document.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
const chip = (kind, state) => document.querySelector(`[data-${kind}-state="${state}"]`)?.innerHTML ?? "";

function filled(name, values) {
  const part = document.querySelector(`[data-template="${name}"]`).content.cloneNode(true);
  for (const [slot, value] of Object.entries(values)) {
    for (const place of part.querySelectorAll(`[data-slot="${slot}"]`)) {
      if (value instanceof Node) place.replaceChildren(value);
      else place.textContent = value ?? "";
      place.hidden = value === "" || value === null || value === undefined;
    }
  }
  return part;
}

// Chips come from our own server's page; names and places never become markup.
function chipNode(kind, state) {
  return document.createRange().createContextualFragment(chip(kind, state));
}

function common(card, mark, list) {
  const clock = (at) => new Intl.DateTimeFormat(language, {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: list.list.zone,
  }).format(new Date(at));
  const now = Date.now() + list.offset;
  const named = card.first_name && card.named_until && now <= Date.parse(card.named_until);
  const walk = card.walk.desk ? word("walk").replace("{n}", card.walk.desk) : "";
  const pier = [card.pier ? word("pier").replace("{pier}", card.pier) : "", walk].filter(Boolean).join(" · ");
  const state = document.createDocumentFragment();
  state.append(chipNode("gift", mark?.state ?? card.state), mark?.waits ? ` ${word("queued")}` : "");
  return {
    now, named, gate: card.gate ?? "–", pier, name: named ? card.first_name : word("unnamed"),
    say: named && card.say && card.language !== language ? `“${card.say}”` : "",
    seat: named ? card.seat ?? "" : "", gift: card.gift_name[language] ?? card.gift_name.en, flight: card.flight,
    route: card.route, "flight-state": chipNode("flight", card.flight_state), state, courier: card.courier ?? "",
    window: card.opens_at ? `${clock(card.opens_at)}–${clock(card.closes_at)}` : word("none"),
  };
}

function stop(card, mark, list) {
  const values = common(card, mark, list);
  const minutes = (at) => Math.max(0, Math.round((Date.parse(at) - values.now) / 60_000));
  const opens = card.opens_at && values.now < Date.parse(card.opens_at);
  const closed = card.closes_at && values.now > Date.parse(card.closes_at);
  const part = filled("stop", {
    ...values, word: word(!card.opens_at ? "none" : closed ? "closed" : opens ? "opens-in" : "closes-in"),
    left: String(card.opens_at && !closed ? minutes(opens ? card.opens_at : card.closes_at) : "–"),
  });
  part.querySelector("[data-slot=name]").href = `/gate/${list.list.station}/gifts/${card.gift}`;
  part.querySelector(".stop").classList.toggle("stop--open", Boolean(card.opens_at && !opens && !closed));
  return part;
}

function showList(list, known) {
  const part = filled("list", { station: list.list.station });
  part.querySelector("[data-slot=stops]").append(...list.list.cards.map((card) => stop(card, known[card.gift], list)));
  view.replaceChildren(part);
}

function showGift(card, mark, list) {
  const state = mark?.state ?? card.state;
  const values = common(card, mark, list);
  const part = filled("gift", { ...values, greeting: card.greeting, opener: card.opener, ended: chipNode("gift", state) });
  const hand = part.querySelector(".hand");
  Object.assign(hand.dataset, { gift: card.gift, station: list.list.station });
  part.querySelector("[data-slot=back]").href = `/gate/${list.list.station}`;
  for (const name of ["greeting", "opener"]) part.querySelector(`[data-slot=${name}]`).lang = card.language;
  const only = (name, shown) => { if (!shown) part.querySelector(`[data-part=${name}]`).remove(); };
  const questions = document.querySelector(`[data-questions="${card.language}"]`).content.cloneNode(true);
  part.querySelector("[data-slot=questions]").append(questions);
  part.querySelector("[name=language]").value = card.language;
  const ended = ["handed_over", "declined", "missed"].includes(state);
  const undoable = ended && mark?.receipt && Date.now() - mark.at < UNDO_FOR;
  if (undoable) part.querySelector("[name=hand_over]").value = mark.receipt;
  else part.querySelector("[data-part=ended] form").remove();
  const seconds = part.querySelector("[data-slot=seconds]");
  only("pick-up", state === "approved" && values.named);
  only("hand-over", state === "picked_up");
  only("ended", ended);
  const photo = part.querySelector("[data-photo]");
  if (state !== "handed_over" || !mark?.photo) photo.remove();
  if (!values.named) for (const button of part.querySelectorAll("[value=given], [value=declined], .hand-check")) button.remove();
  view.replaceChildren(part);
  ready(view);
  if (!undoable) return;
  const timer = setInterval(() => {
    const left = Math.ceil((UNDO_FOR - (Date.now() - mark.at)) / 1000);
    seconds.hidden = false;
    seconds.textContent = `(${Math.max(0, left)})`;
    if (left > 0) return;
    clearInterval(timer);
    seconds.closest("form")?.remove();
  }, 1000);
}

async function start() {
  const [, station, gift] = location.pathname.match(/^\/gate\/([A-Z]{3})(?:\/gifts\/([0-9a-f-]+))?/) ?? [];
  const list = await kept(station);
  if (!list) return;
  const known = await marks();
  const waits = new Set((await queue()).map((one) => one.report.gift));
  for (const [id, mark] of Object.entries(known)) mark.waits = waits.has(id);
  const card = gift && list.list.cards.find((one) => one.gift === gift);
  if (card) showGift(card, known[gift], list);
  else showList(list, known);
}
start();
