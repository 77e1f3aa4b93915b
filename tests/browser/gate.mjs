// A phone at the gate, in a real browser: the list without signal, a hand-over queued and sent exactly once, two phones and
// one gift, a boarding pass that stays on the phone; then every gate page at 360 px in five languages with axe.
// Usage: giftgate demo --until 06:00 --listen 127.0.0.1:8090, then GIFTGATE_URL=http://127.0.0.1:8090 node gate.mjs [--shots DIR]
import { readFileSync } from "node:fs";
import { sideways, violations } from "./look.mjs";
import { base, browser, check, failures, finish, holds, newPhone, open, same, shoot, signal, tap } from "./phones.mjs";

const cases = JSON.parse(readFileSync(new URL("pass_cases.json", import.meta.url), "utf8"));

const unsent = ({ page }) => page.textContent("[data-unsent]:not([hidden])", { timeout: 5000 }).catch(() => "");
const sentAll = ({ page }) => page.waitForSelector("[data-unsent]", { state: "hidden", timeout: 20_000 });
/** What the server answered, once it did: before the page knows its queue nothing says that something waits. */
const answered = async (phone) => {
  for (let waited = 0; waited < 100 && phone.answers.length === 0; waited++) await phone.page.waitForTimeout(200);
  return phone.answers.join();
};

// ── The list, and gifts in both states ───────────────────────────────────────────────────────────────────────────────
const phone = await newPhone();
await open(phone, "/gate/AMS");
const list = await phone.page.evaluate(async () => (await fetch("/gate/AMS/list.json")).json());
const cards = list.list.cards.filter((card) => card.first_name);
check("enough gifts to play with", cards.length >= 4 ? "" : `${cards.length} cards`);
const [first, second, third] = cards;
const gift = (card) => `/gate/AMS/gifts/${card.gift}`;
async function carry(who, card) {
  await open(who, gift(card));
  if (await who.page.$("form[data-queue=pick_up]")) {
    await tap(who.page, "form[data-queue=pick_up] button");
    await who.page.waitForURL(/done=picked_up/);
  }
}
for (const card of [first, second, third]) await carry(phone, card);

// ── Without signal: the list stays, a hand-over is queued, survives a reload, and is undone before it is sent ─────────
await open(phone, "/gate/AMS");
await signal(phone, false);
await phone.page.reload();
const kept = await phone.page.waitForSelector("[data-shell-view] .stop");
check("the list stays without signal", kept ? "" : "no card");
same("every card is there", await phone.page.locator("[data-shell-view] .stop").count(), list.list.cards.length);
holds("it says that there is no connection", await phone.page.textContent("[data-note]:not([hidden])"), "No connection");
await shoot(phone.page, "offline-list");
await phone.page.goto(`${base}${gift(first)}`);
await phone.page.waitForSelector("form[data-queue=hand_over]");
same("consents are no until somebody ticks", await phone.page.locator("[name^=consent_]:checked").count(), 0);
same("what is asked is said in the staff's words too", await phone.page.locator("[data-slot=questions] small").count(), first.language === "en" ? 0 : 3);
holds("it says where the gift is", await phone.page.textContent(".hand-facts"), first.courier ?? "Carried");
await shoot(phone.page, "offline-gift");
await tap(phone.page, "button[value=declined]");
await phone.page.waitForSelector("[data-part=ended]");
holds("what waits is in view", await unsent(phone), "1");
await tap(phone.page, "form[data-queue=undo] button");
await phone.page.waitForSelector("form[data-queue=hand_over]");
same("an undo before sending takes it out", await phone.page.locator("[data-unsent]:not([hidden])").count(), 0);
await phone.page.check("[name=consent_photo]");
await tap(phone.page, "button[value=given]");
await phone.page.waitForSelector("[data-part=ended]");
await shoot(phone.page, "offline-given");
await phone.page.reload();
await phone.page.waitForSelector("[data-part=ended]");
holds("it survives a reload", await unsent(phone), "1");
phone.answers.length = 0;
await signal(phone, true);
await phone.page.waitForFunction(() => !document.querySelector("[data-shell-view]"), null, { timeout: 30_000 });
await phone.page.goto(`${base}${gift(first)}`);
holds("back on-line it is handed over", await phone.page.textContent(".hand"), "Handed over");
same("and was taken in exactly once", phone.answers.join(), "accepted");

// ── Two phones, one gift ─────────────────────────────────────────────────────────────────────────────────────────────
const other = await newPhone();
await open(other, gift(second));
await signal(other, false);
await tap(other.page, "button[value=given]");
await other.page.waitForSelector("[data-part=ended]");
await open(phone, gift(second));
await tap(phone.page, "button[value=declined]");
await phone.page.waitForURL(/done=declined/);
await signal(other, true);
const news = await other.page.waitForSelector("[data-news] li", { timeout: 30_000 });
holds("the second phone sees a conflict", await news.textContent(), "Nothing was overwritten");
await shoot(other.page, "conflict");
await sentAll(other);
await other.page.goto(`${base}${gift(second)}`);
holds("the first one counts", await other.page.textContent(".hand"), "Declined");

// ── The boarding pass ────────────────────────────────────────────────────────────────────────────────────────────────
const shell = JSON.parse((await (await phone.context.request.get(`${base}/gate/worker.js`)).text()).match(/= (\[.*?\]);/)[1]);
const module = shell.find((name) => name.includes("/gate."));
const wrong = await phone.page.evaluate(async ([url, all]) => {
  const { passKey, readPass } = await import(url);
  const bad = [];
  for (const one of all) {
    const { family, legs: [leg] } = readPass(one.pass);
    const key = (place) => passKey(one.salt, family, leg.flight, leg.day, place);
    if ((await key(leg.seat)) !== one.seat_key || (await key(`@${leg.locator}`)) !== one.locator_key) bad.push(one.pass);
  }
  for (const torn of ["", "M", "M5SMIT", "XSMIT", all[0].pass.slice(0, 30), all[0].pass.replace("063Y", "999Y")]) {
    if (readPass(torn)) bad.push(`torn: ${torn}`);
  }
  return bad;
}, [module, cases]);
same("the phone reads passes as the server does", wrong.join(), "");
const pass = cases[0].pass;
const scanner = await newPhone(async ({ context }) => {
  // The traveller of this gift has that very pass.
  await context.route("**/list.json", async (route) => {
    const answer = await route.fetch({ headers: { ...route.request().headers(), "if-none-match": "" } });
    const body = await answer.json();
    const { createHash } = await import("node:crypto");
    const text = `${body.list.salt}|SMIT|KL1699|63|14C`;
    const own = body.list.cards.find((card) => card.gift === third.gift);
    if (own) Object.assign(own, { flight: "KL1699", also_called: ["DL9205"], keys: [createHash("sha256").update(text).digest("hex").slice(0, 32)] });
    await route.fulfill({ response: answer, json: body });
  });
  await context.addInitScript((code) => {
    window.BarcodeDetector = class {
      static getSupportedFormats() { return Promise.resolve(["pdf417"]); }
      detect() { return Promise.resolve(window.passInView ? [{ rawValue: window.passInView === true ? code : window.passInView }] : []); }
    };
  }, pass);
});
await open(scanner, gift(third));
const look = async (seen) => {
  await scanner.page.evaluate((code) => { window.passInView = code; }, seen);
  await tap(scanner.page, "[data-scan-start]");
  await scanner.page.waitForSelector("[data-verdict]:not([hidden])");
  await scanner.page.waitForSelector("[data-video]", { state: "hidden" });
  return scanner.page.textContent("[data-verdict]");
};
holds("the right pass is told", await look(true), "right person");
same("how it was checked goes with the hand-over", await scanner.page.inputValue("[name=checked_by]"), "pass");
holds("so is one that names the flight as another airline sells it", await look(pass.replace("KL 1699", "DL 9205")), "right person");
holds("another flight is a clear no", await look(pass.replace("KL 1699", "DL 9206")), "not for them");
holds("yesterday's pass is a clear no", await look(pass.replace("063Y", "062Y")), "not for them");
holds("someone else's pass is a clear no", await look(cases[1].pass), "not for them");
await tap(scanner.page, "[data-typed] summary");
await scanner.page.fill("#family", "Nobody");
await scanner.page.fill("#seat", "1A");
await tap(scanner.page, "[data-check] button");
await scanner.page.waitForFunction(() => document.querySelector("[data-verdict]").textContent.includes("not for them"));
check("nothing of a pass leaves the phone", scanner.sent.find((one) => /SMIT|14C|M1|Nobody/.test(one)) ?? "");

// ── A first visit weighs little, and a phone's odd clock changes nothing ─────────────────────────────────────────────
const light = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: "en" });
const visit = await light.newPage();
const meter = await light.newCDPSession(visit);
await meter.send("Network.enable");
const [weights, names] = [new Map(), new Map()];
meter.on("Network.responseReceived", ({ requestId, response }) => names.set(requestId, response.url));
meter.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => weights.set(requestId, encodedDataLength));
await visit.goto(`${base}/gate/AMS`);
await visit.waitForSelector("html[data-gate=kept]", { state: "attached" });
const weighed = [...weights].filter(([id]) => !/scanner\./.test(names.get(id) ?? ""));
const bytes = weighed.reduce((sum, [, length]) => sum + length, 0);
console.log(`first load of the list: ${weighed.length} answers, ${bytes} bytes`);
check("the first load is at most 60 kB without the scanner", bytes <= 60_000 ? "" : `${bytes} bytes`);
await light.close();
const fourth = cards[3];
const odd = await newPhone(async ({ page }) => page.clock.setSystemTime(new Date("1970-01-01T00:00:05Z")));
await carry(odd, fourth);
await open(odd, gift(fourth));
odd.answers.length = 0;
await tap(odd.page, "button[value=declined]");
await odd.page.waitForURL(/done=declined/);
same("a clock in 1970 is taken in", odd.answers.join(), "accepted");
same("what it sent says 1970", odd.sent.filter((one) => one.includes("/sync")).every((one) => one.includes("1970-01-01")), true);

// ── Signing out waits for what was not sent; storage that the browser threw away comes back ───────────────────────────
const leaver = await newPhone();
await open(leaver, gift(third));
await signal(leaver, false);
await tap(leaver.page, ".hand-form details summary");
await tap(leaver.page, "button[value=not_found]");
await leaver.page.waitForSelector("[data-part=ended]");
await leaver.page.evaluate(() => {
  const form = Object.assign(document.createElement("form"), { method: "post" });
  form.setAttribute("action", "/sign-out");
  document.body.append(form);
  form.requestSubmit();
});
await leaver.page.waitForFunction(() => document.querySelector("[data-note]").textContent.includes("waits until everything is sent"));
holds("sign-out waits", await unsent(leaver), "1");
await leaver.page.reload();
await tap(leaver.page, "form[data-queue=undo] button");
await leaver.page.waitForSelector("form[data-queue=hand_over]");
await signal(leaver, true);
// Browsers throw away what no open page uses.
await leaver.page.goto("about:blank");
const wiper = await leaver.context.newCDPSession(leaver.page);
await wiper.send("Storage.clearDataForOrigin", { origin: base, storageTypes: "all" });
await open(leaver, "/gate/AMS");
await signal(leaver, false);
await leaver.page.reload();
await leaver.page.waitForSelector("[data-shell-view] .stop");
check("what the browser threw away comes back", "");
await signal(leaver, true);

// ── A photo, where the traveller said yes: written anew on the phone, taken in once ───────────────────────────────────
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
await open(phone, gift(first));
const uploaded = phone.page.waitForRequest((request) => request.url().endsWith("/photo"));
await phone.page.setInputFiles("[data-photo-file]", { name: "me.png", mimeType: "image/png", buffer: Buffer.from(PIXEL, "base64") });
const upload = await uploaded;
same("the picture goes out as JPEG", upload.headers()["content-type"], "image/jpeg");
same("and is taken in", (await upload.response()).ok(), true);
await phone.page.waitForSelector(".note--good");
same("one photo is enough", await phone.page.locator("[data-photo]").count(), 0);

// ── What is kept goes: 24 hours after the last flight, when nobody is signed in any more, at sign-out ──────────────────
const namesKept = ({ page }) => page.evaluate(() => new Promise((done) => {
  const request = indexedDB.open("giftgate-gate", 1);
  request.onsuccess = () => {
    const all = request.result.transaction("kept").objectStore("kept").getAllKeys();
    all.onsuccess = () => { request.result.close(); done(all.result.join()); };
  };
}));
/** "gone" once a phone has forgotten its list; what it keeps where it does not. */
const listGone = async (phone) => {
  for (let waited = 0; waited < 40; waited++) {
    if (!(await namesKept(phone)).includes("list")) return "gone";
    await phone.page.waitForTimeout(500);
  }
  return namesKept(phone);
};
const readable = ({ page }) => page.evaluate((words) => new Promise((done) => {
  const request = indexedDB.open("giftgate-gate", 1);
  request.onsuccess = () => {
    const all = request.result.transaction("kept").objectStore("kept").getAll();
    all.onsuccess = () => {
      request.result.close();
      const bytes = (value) => (value instanceof ArrayBuffer ? new TextDecoder("latin1").decode(value) : "");
      const text = all.result.map((one) => (one instanceof CryptoKey ? String(one.extractable) : bytes(one.sealed))).join();
      done(words.filter((word) => text.includes(word)).concat(text.includes("true,") ? ["an extractable key"] : []).join());
    };
  };
  // A name of two letters stands in any random bytes by chance.
}), cards.map((card) => card.first_name).filter((name) => name.length > 4));
const sleeper = await newPhone();
await open(sleeper, "/gate/AMS");
same("at most 40 cards are kept", list.list.cards.length <= 40, true);
holds("the list is kept", await namesKept(sleeper), "list");
same("and nobody reads it out", await readable(sleeper), "");
await signal(sleeper, false);
await sleeper.page.clock.setSystemTime(new Date(Date.now() + 3 * 24 * 3600 * 1000));
await sleeper.page.reload();
await sleeper.page.waitForFunction(() => document.documentElement.dataset.gate);
await listGone(sleeper);
same("three days later no card is shown", await sleeper.page.locator("[data-shell-view] .stop").count(), 0);
same("and the list is gone", (await namesKept(sleeper)).includes("list"), false);

const revoked = await newPhone();
await carry(revoked, third);
await open(revoked, gift(third));
await signal(revoked, false);
await tap(revoked.page, "button[value=declined]");
await revoked.page.waitForSelector("[data-part=ended]");
// Whoever is not signed in any more gets 401 for everything.
const refuse = (route) => route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" });
await revoked.context.route("**/list.json", refuse);
await revoked.page.goto(`${base}/gate/AMS`);
await signal(revoked, true);
await revoked.page.evaluate(() => dispatchEvent(new Event("online")));
same("a revoked phone forgets its list", await listGone(revoked), "gone");
holds("what was not sent stays sealed on it", await namesKept(revoked), "queue");
await revoked.context.unroute("**/list.json", refuse);
revoked.answers.length = 0;
await revoked.page.goto(`${base}/gate/AMS`);
same("and goes out with the next sign-in", await answered(revoked), "accepted");
await sentAll(revoked);
await revoked.page.goto(`${base}${gift(third)}`);
await tap(revoked.page, "form[data-queue=undo] button");
await revoked.page.waitForURL(/done=taken_back/);
await revoked.page.evaluate(() => {
  const form = Object.assign(document.createElement("form"), { method: "post" });
  form.setAttribute("action", "/sign-out");
  document.body.append(form);
  form.requestSubmit();
});
await revoked.page.waitForURL(/sign-out/);
same("a sign-out leaves nothing", await namesKept(revoked), "");

// ── The server starts anew in mid-sync: it took the report in, and the phone never heard ───────────────────────────────
const torn = await newPhone();
await open(torn, gift(third));
let tears = 2;
await torn.context.route("**/sync", async (route) => {
  if (tears === 0) return route.fallback();
  tears -= 1;
  await route.fetch();
  await route.abort("connectionreset");
});
await tap(torn.page, "button[value=declined]");
await torn.page.waitForSelector("[data-unsent]:not([hidden])");
// A phone asks again each quarter of a minute, and at once when its signal is back; an undo has half a minute.
for (let waited = 0; waited < 40 && torn.answers.length === 0; waited++) {
  await torn.page.evaluate(() => dispatchEvent(new Event("online")));
  await torn.page.waitForTimeout(500);
}
await sentAll(torn);
same("what it sends again is known", torn.answers.at(-1), "duplicate");
await torn.page.goto(`${base}${gift(third)}`);
await tap(torn.page, "form[data-queue=undo] button");
await torn.page.waitForURL(/done=taken_back/);

// ── Pages of last week: the server's list is for newer ones; what waits is sent as it is ──────────────────────────────
const old = await newPhone();
await open(old, gift(third));
await signal(old, false);
await tap(old.page, "button[value=declined]");
await old.page.waitForSelector("[data-part=ended]");
await old.context.route("**/list.json", async (route) => {
  const answer = await route.fetch({ headers: { ...route.request().headers(), "if-none-match": "" } });
  const body = await answer.json();
  body.list.version += 1;
  await route.fulfill({ response: answer, json: body });
});
old.answers.length = 0;
await signal(old, true);
await old.page.evaluate(() => dispatchEvent(new Event("online")));
for (let waited = 0; waited < 60 && old.answers.length === 0; waited++) await old.page.waitForTimeout(500);
same("last week's pages send what waits", old.answers.join(), "accepted");
await old.context.unroute("**/list.json");
await old.page.goto(`${base}${gift(third)}`);
await tap(old.page, "form[data-queue=undo] button");
await old.page.waitForURL(/done=taken_back/);

// ── A change reaches an open page by itself ──────────────────────────────────────────────────────────────────────────
const watcher = await newPhone();
await open(watcher, "/gate/AMS");
await watcher.page.waitForTimeout(2500);
const actor = await newPhone();
await open(actor, gift(third));
const before = await watcher.page.textContent(".page-head h1");
const heard = watcher.page.waitForFunction((text) => document.querySelector(".page-head h1").textContent !== text, before, { timeout: 10_000 });
await tap(actor.page, "button[value=declined]");
await actor.page.waitForURL(/done=declined/);
const since = Date.now();
await heard.then(() => { console.log(`an open list showed it ${Date.now() - since} ms after the answer`); check("an open list hears of a hand-over", ""); }, () => failures.push("an open list did not hear of a hand-over"));
await tap(actor.page, "form[data-queue=undo] button");
await actor.page.waitForURL(/done=taken_back/);

// ── Every page: one hand, five languages ─────────────────────────────────────────────────────────────────────────────
const paths = ["/gate", "/gate/AMS", gift(third), gift(first), gift(fourth), "/gate/AMS/rounds", "/gate/AMS/cards", "/gate/shell"];
for (const path of paths) {
  for (const language of ["en", "nl", "es", "de", "ja"]) {
    for (const colorScheme of language === "en" ? ["light", "dark"] : ["light"]) {
      const name = `${path} ${language} ${colorScheme}`;
      await phone.page.emulateMedia({ colorScheme });
      await phone.page.goto(`${base}${path}?lang=${language}`);
      same(`${name} language`, await phone.page.getAttribute("html", "lang"), language);
      check(`${name} width`, await sideways(phone.page));
      check(`${name} axe`, await violations(phone.page));
      const small = await phone.page.$$eval("main button, main .button, main select, main input:not([type=hidden]):not([type=checkbox]):not([type=radio]), main .check, main summary, main .stop-link",
        (all) => all.filter((e) => e.offsetParent && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80)));
      check(`${name} targets`, small.join(" | "));
      await shoot(phone.page, `${path.split("/").slice(2).join("-").replace(/[0-9a-f-]{36}/, "") || "stations"}${path === gift(first) ? "ended" : ""}-${language}-${colorScheme}`);
    }
  }
}

await finish();
