// The list and one gift from the phone's own store, for when there is no signal.
import { ready } from "./gate.js";
import { tellTime } from "./gate-clock.js";
import { kept, marks, ownRound, queue, stand, standing, walkRound } from "./gate-queue.js";

const UNDO_FOR = 30_000;
const view = document.querySelector("[data-shell-view]");
const language = document.documentElement.lang;
const word = (name) => document.querySelector(`[data-word="${name}"]`)?.textContent ?? "";
/** A text with what it leaves open; nothing where that is not known. */
const told = (name, key, value) => (value ? word(name).replace(`{${key}}`, value) : "");
const chip = (kind, state) => document.querySelector(`[data-${kind}-state="${state}"]`)?.innerHTML ?? "";

function filled(name, values) {
  const part = document.querySelector(`[data-template="${name}"]`).content.cloneNode(true);
  for (const [slot, value] of Object.entries(values)) {
    for (const place of part.querySelectorAll(`[data-slot="${slot}"]`)) {
      if (value === "" || value === null || value === undefined) place.remove();
      else place.replaceChildren(value);
    }
  }
  return part;
}

// Chips come from our own server's page; names and places never become markup.
function chipNode(kind, state) {
  return document.createRange().createContextualFragment(chip(kind, state));
}

const clock = (at, list) => new Intl.DateTimeFormat(language, {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: list.list.zone,
}).format(new Date(at));
const span = (from, to, list) => (from ? `${clock(from, list)}–${clock(to, list)}` : "");
const inOwn = (names) => names[language] ?? names.en;

function isNamed(card, list) {
  return Boolean(card.first_name && card.named_until && Date.now() + list.offset <= Date.parse(card.named_until));
}

/** Where the gift is: at the desk until somebody has picked it up. */
function lies(card, state) {
  if (state === "approved") return [word("at-desk"), card.courier].filter(Boolean).join(" · ");
  if (state !== "picked_up") return "";
  return told("with", "who", card.courier) || word("carried");
}

function common(card, mark, list) {
  const named = isNamed(card, list);
  const walk = told("walk", "n", card.walk[standing(list.list.places)]);
  const state = document.createDocumentFragment();
  state.append(chipNode("gift", mark?.state ?? card.state), mark?.waits ? ` ${word("queued")}` : "");
  return {
    named, gate: card.gate ?? "–", pier: [told("pier", "pier", card.pier), walk].filter(Boolean).join(" · "),
    "gate-was": told("gate-was", "gate", card.gate_before), "gate-before": card.gate_before,
    "off-map": card.off_map ? word("off-map") : "", arrival: card.point === "arrival" ? word("arrival") : "",
    name: named ? card.first_name : word("unnamed"),
    said: named && card.said?.[language] ? `“${card.said[language]}”` : "",
    seat: named ? card.seat : "", gift: inOwn(card.gift_name), flight: card.flight, route: card.route,
    "flight-state": chipNode("flight", card.flight_state), state, lies: lies(card, mark?.state ?? card.state),
    window: span(card.opens_at, card.closes_at, list), greeting: card.greeting, opener: card.opener,
    spoken: document.querySelector(`[data-questions="${card.language}"]`).dataset.spoken,
  };
}

/** What is said to somebody, in their language, where it may be said to them now. */
function greet(part, card, named) {
  if (!named) return part.querySelector(".stop-greeting").remove();
  for (const name of ["greeting", "opener"]) part.querySelector(`[data-slot=${name}]`).lang = card.language;
}

function stop(card, mark, list) {
  const values = common(card, mark, list);
  const part = filled("stop", values);
  part.querySelector("[data-slot=name]").href = `/gate/${list.list.station}/gifts/${card.gift}`;
  greet(part, card, values.named);
  if (card.opens_at) Object.assign(part.querySelector(".stop").dataset, { opens: card.opens_at, closes: card.closes_at });
  return part;
}

function line(text) {
  const item = document.createElement("li");
  item.textContent = text;
  return item;
}

/** The places of the station; whoever chooses another one sees the minutes from there, without signal. */
function places(part, list) {
  const select = part.querySelector("[data-shell-standing]");
  const options = list.list.places.map(({ key, pier }) => {
    const name = pier ? told("pier", "pier", pier) : document.querySelector(`[data-place="${CSS.escape(key)}"]`)?.textContent;
    return new Option(name ?? key, key, false, key === standing(list.list.places));
  });
  choose(select, options, "at", stand);
}

/** The couriers of the station; whoever chooses one sees that round alone. Gives whose it is, if anybody's. */
function rounds(part, list) {
  const names = list.list.couriers ?? [];
  const own = names.includes(ownRound()) ? ownRound() : "";
  const select = part.querySelector("[data-shell-round]");
  const options = ["", ...names].map((name) => new Option(name || word("every-round"), name, false, name === own));
  choose(select, options, "round", walkRound);
  return own;
}

function choose(select, options, name, keep) {
  select.replaceChildren(...options);
  select.onchange = async () => {
    keep(select.value);
    const query = new URLSearchParams(location.search);
    query.set(name, select.value);
    history.replaceState(null, "", `?${query}`);
    await start();
    view.querySelector(`#${select.id}`)?.focus();
  };
}

function showList(list, known) {
  const part = filled("list", { station: list.list.station });
  places(part, list);
  const round = rounds(part, list);
  const own = list.list.cards.filter((card) => !round || card.courier === round);
  part.querySelector("[data-slot=stops]").append(...own.map((card) => stop(card, known[card.gift], list)));
  const changes = list.list.told.filter((one) => !round || one.name === round).map((one) => {
    const words = word(one.gift ? "next-stop" : "next-none");
    return line(words.replace("{name}", one.name).replace("{gate}", one.gate ?? "–").replace("{before}", one.gate_before ?? "–"));
  });
  const offers = (list.list.offers ?? []).map((one) => {
    const when = one.window ? span(one.window.opens_at, one.window.closes_at, list) : "";
    return line([inOwn(one.gift_name), `${one.flight} ${one.route}`, told("from", "station", one.from), when].filter(Boolean).join(" · "));
  });
  for (const [slot, lines] of [["told", changes], ["offers", offers]]) {
    part.querySelector(`[data-slot=${slot}]`).append(...lines);
    part.querySelector(`[data-shell-${slot}]`).hidden = lines.length === 0;
  }
  tellTime(part, list.offset);
  view.replaceChildren(part);
}

function showGift(card, mark, list) {
  const state = mark?.state ?? card.state;
  const values = common(card, mark, list);
  const part = filled("gift", { ...values, window: values.window || word("none"), ended: chipNode("gift", state) });
  const hand = part.querySelector(".hand");
  Object.assign(hand.dataset, { gift: card.gift, station: list.list.station });
  part.querySelector("[data-slot=back]").href = `/gate/${list.list.station}`;
  greet(part, card, values.named);
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

let naming;

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
  // A name goes when its time is over, though nobody touches the phone.
  const names = () => list.list.cards.filter((one) => isNamed(one, list)).length;
  const before = names();
  clearInterval(naming);
  naming = setInterval(() => { if (names() !== before) start(); }, 15_000);
}
start();
