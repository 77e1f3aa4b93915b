// A planner, an approver, a privacy officer and an admin go through a day, in a real browser: the admin lets them in, the planner edits the campaign, reviews the queue by
// keyboard (confirm, reject, take back), plans and proposes, the approver approves on a phone, and the board counts it; the
// officer answers a request for access and erases somebody, each with a receipt; the admin runs failed work again.
// Usage: GIFTGATE=path/to/giftgate node day.mjs [--shots DIR]
import { execFileSync, spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, sideways, violations } from "./look.mjs";

const program = process.env.GIFTGATE;
const shots = process.argv.includes("--shots") ? process.argv[process.argv.indexOf("--shots") + 1] : null;
if (shots) mkdirSync(shots, { recursive: true });
const password = "a long enough secret";
const work = mkdtempSync(join(tmpdir(), "giftgate-day-"));

let passed = 0;
const failures = [];
const check = (name, fault) => (fault ? failures.push(`${name}: ${fault}`) : passed++);
const same = (name, found, wanted) => check(name, found === wanted ? "" : `${found} instead of ${wanted}`);

// Flights leave in a few hours, so that everything can still be done today.
const legs = [[1197, "OSL", 3], [1351, "PRG", 4], [1401, "CDG", 5]].map(([number, to, hours]) => {
  const leaves = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000 + hours * 3_600_000);
  const day = leaves.toLocaleDateString("sv-SE", { timeZone: "Europe/Amsterdam" });
  const at = (minutes) => new Date(leaves.getTime() + minutes * 60_000).toISOString();
  return { number, to, day, at };
});
const people = ["Sanne Qbrandijk", "Joost Qvoorhal", "Femke Qsterzeel", "Ruben Qmurkplas", "Maartje Qtwengouw", "Thijs Qhaloord"];

function files() {
  const today = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const flights = legs.map(({ number, to, day, at }) =>
    `KL,${number},${day},AMS,${to},${at(0)},${at(110)},D,D8${number % 10},${at(-40)},${at(-15)},SCH,,${new Date(Date.now() - 86_400_000).toISOString()}`);
  writeFileSync(join(work, "flights.csv"), ["carrier,flight_number,departure_date,origin,destination,scheduled_departure," +
    "scheduled_arrival,pier,gate,boarding_at,gate_closes_at,state,codeshares,known_at", ...flights, ""].join("\n"));
  const bookings = people.map((name, n) => {
    const { number, to, day } = legs[n % 3];
    return `PNR00${n},${name.replace(" ", ",")},KL,${number},${day},AMS,${to},${n + 10}A,economy,en,NL,bluesky,anna${n}.example,` +
      `2025-01-01T00:00:00Z,anna${n}@mail.example`;
  });
  writeFileSync(join(work, "bookings.csv"), ["record_locator,given_name,family_name,carrier,flight_number,departure_date," +
    "origin,destination,seat,cabin,language,home_country,social_network,social_handle,opted_in_at,email", ...bookings, ""].join("\n"));
  const posts = people.map((name, n) => JSON.stringify({
    id: `at://post/${n}`, network: "bluesky", created_at: new Date(Date.now() - 7_200_000).toISOString(), lang: "en",
    text: `@klm off to ${legs[n % 3].to} with KL${legs[n % 3].number} from Schiphol, a good coffee and hiking ahead!`,
    author: { id: `did:plc:anna${n}`, handle: `anna${n}.example`, display_name: name }, mentions: ["klm.example"],
  }));
  writeFileSync(join(work, "posts.ndjson"), `${posts.join("\n")}\n`);
  const template = execFileSync(program, ["campaign", "new", "day"], { encoding: "utf8" });
  const campaign = template.replace(/starts_on = \S+/, `starts_on = ${today(-1)}`).replace(/ends_on = \S+/, `ends_on = ${today(2)}`)
    .replace("hold_out_percent = 20", "hold_out_percent = 0")
    .replace('from = "05:00"', 'from = "00:00"').replace('to = "13:00"', 'to = "23:59"');
  writeFileSync(join(work, "day.toml"), campaign);
}

const run = (...words) => {
  try {
    return execFileSync(program, [...words, "--data-dir", join(work, "data")], { cwd: work, stdio: "pipe" });
  } catch (error) {
    throw new Error(`${words.join(" ")}: ${error.stderr}`);
  }
};

// A job that was given up, as a full disk would leave one.
function bury() {
  const code = `import sqlite3, sys, uuid
base = sqlite3.connect(sys.argv[1], timeout=20)
base.execute("insert into job (id, kind, payload, state, run_at, attempts, last_error, created_at) values (?, 'purge', ?, 'dead', ?, 8, ?, ?)",
  (uuid.uuid4().bytes, '{"kind":"purge"}', sys.argv[2], 'the disk was full', sys.argv[2]))
base.commit()`;
  const at = new Date().toISOString().replace("Z", "000+00:00");
  execFileSync("python3", ["-c", code, join(work, "data", "giftgate.db"), at]);
}

async function serve() {
  const server = spawn(program, ["serve", "--listen", "127.0.0.1:0", "--data-dir", join(work, "data")], { cwd: work });
  let told = "";
  server.stdout.on("data", (bytes) => (told += bytes));
  server.stderr.on("data", (bytes) => (told += bytes));
  for (let waited = 0; waited < 600; waited++) {
    const welcome = /http:\/\/127\.0\.0\.1:\d+\/welcome\/[0-9a-f]+/.exec(told);
    if (welcome) return { server, welcome: welcome[0], base: welcome[0].replace(/\/welcome\/.*/, "") };
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the server did not start: ${told}`);
}

// What an authenticator shows for a secret (RFC 6238).
const codeOf = (secret) => {
  const bits = [...secret.replaceAll(" ", "")].map((l) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(l).toString(2).padStart(5, "0"));
  const key = Buffer.from(bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
};

files();
run("migrate");
run("campaign", "add", join(work, "day.toml"));
run("campaign", "live", "day");
run("import", "flights", join(work, "flights.csv"));
run("import", "bookings", join(work, "bookings.csv"));
run("import", "posts", join(work, "posts.ndjson"));
const { server, welcome, base } = await serve();
const browser = await launch();

const newPage = async (viewport) => {
  const page = await (await browser.newContext({ viewport })).newPage();
  page.setDefaultTimeout(15_000);
  // An answer of 422 is told on the console as well; it is part of the play.
  page.on("console", (message) =>
    message.type() === "error" && !message.text().includes("status of 422") && failures.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => failures.push(`page: ${error}`));
  return page;
};
const send = (page) => page.click("main section:last-of-type form button, main .narrow form button");
async function enter(page, link, email, name) {
  await page.goto(link);
  if (await page.$("#email")) await page.fill("#email", email);
  if (await page.$("#name")) await page.fill("#name", name);
  await page.fill("#password", password);
  await page.fill("#again", password);
  await send(page);
  if (new URL(page.url()).pathname === "/sign-in") {
    await page.fill("#email", email);
    await page.fill("#password", password);
    await send(page);
  }
  if (new URL(page.url()).pathname === "/sign-in/set-up") {
    await page.fill("#code", codeOf(await page.textContent(".secret")));
    await send(page);
  }
}
async function look(page, name) {
  check(`${name} axe`, await violations(page));
  check(`${name} width`, await sideways(page));
  if (shots) await page.screenshot({ path: join(shots, `${name.replaceAll(" ", "-")}.png`), fullPage: true });
}

try {
  const admin = await newPage({ width: 1280, height: 900 });
  await enter(admin, welcome, "ada@klm.example", "Ada Lind");
  const invite = async (email, name, role) => {
    await admin.goto(`${base}/accounts`);
    await admin.fill("#email", email);
    await admin.fill("#name", name);
    await admin.check(`[name=${role}]`);
    await send(admin);
    return admin.inputValue("#fresh-link");
  };
  const planner = await newPage({ width: 1440, height: 900 });
  await enter(planner, await invite("anna@klm.example", "Anna Smit", "planner"), "anna@klm.example", "Anna Smit");
  const approver = await newPage({ width: 360, height: 780 });
  await enter(approver, await invite("bo@klm.example", "Bo Maas", "approver"), "bo@klm.example", "Bo Maas");

  // The board of a day that begins, open all the while: it hears of changes by itself.
  const board = `${base}/campaigns/day`;
  const wall = await planner.context().newPage();
  await wall.goto(board);
  const count = (page, step) => page.$$eval(".funnel-step", (rows, step) => rows[step]?.querySelector("td.right")?.textContent.trim(), step);
  same("nobody is confirmed yet", await count(wall, 3), "0");

  // The campaign gets more money: a slip stands beside its field, the effect is seen before it is saved.
  await planner.goto(`${board}/edit`);
  await look(planner, "editor");
  await planner.fill("#caps-campaign", "a lot");
  await planner.click("button[value=fields]");
  check("a fault stands beside its field", (await planner.$("#caps-campaign[aria-invalid] + div .fault")) ? "" : "missing");
  await look(planner, "editor with a fault");
  await planner.fill("#caps-campaign", "600");
  await planner.click("button[value=fields]");
  check("the effect is told", (await planner.textContent(".edit-told")).includes("EUR 600.00") ? "" : "it is not");
  await look(planner, "edit before saving");
  await planner.click(".edit-told button[formaction]");
  await look(planner, "rehearsal");
  await planner.click("main form button");
  await planner.click(".edit-told form button:not([formaction])");
  await planner.waitForURL(/done=campaign_saved/);
  same("the file has it", await planner.inputValue("#caps-campaign"), "600.00");

  // The queue, by keyboard.
  await planner.goto(`${board}/candidates?state=suggested`);
  same("everyone waits", (await planner.$$("[data-line]")).length, people.length);
  await look(planner, "queue");
  await planner.keyboard.press("j");
  check("j goes to the first line", await planner.evaluate(() => document.activeElement.matches("[data-line]")) ? "" : "no");
  await planner.keyboard.press("t");
  await planner.waitForSelector("form[data-key=confirm]");
  check("the evidence is in view", (await planner.$$(".waterfall-table tbody tr")).length > 2 ? "" : "missing");
  await look(planner, "candidate");
  // Somebody else sees that it is taken.
  await approver.goto(planner.url());
  check("a colleague sees who has it", (await approver.$(".note--busy")) ? "" : "not said");
  await look(approver, "taken by a colleague");
  const first = new URL(planner.url()).pathname;
  const decide = async (act) => {
    const before = planner.url();
    await act();
    await planner.waitForURL((url) => url.href !== before);
  };
  await decide(() => planner.keyboard.press("c"));
  check("after a decision comes the next one", new URL(planner.url()).pathname !== first ? "" : "the same one");
  // Rejected for a reason, and taken back.
  const second = new URL(planner.url()).pathname;
  await planner.keyboard.press("r");
  await planner.selectOption("#why", "too_little");
  await decide(() => planner.click(".desk-reject button"));
  await planner.locator("body").press("u");
  await planner.waitForURL((url) => url.pathname === second);
  check("a decision can be taken back", (await planner.$("form[data-key=confirm]")) ? "" : "no");
  for (let n = 1; n < people.length; n++) await decide(() => planner.locator("body").press("c"));
  same("the queue ends at its list", new URL(planner.url()).pathname, "/campaigns/day/candidates");
  check("and says that nothing waits", (await planner.$(".empty")) ? "" : "no");
  await wall.bringToFront();
  await wall.waitForFunction((n) => document.querySelectorAll(".funnel-step")[3]?.textContent.includes(n), String(people.length));
  passed++;

  // Everything about one traveller, names masked.
  await planner.bringToFront();
  await planner.goto(`${base}${first}`);
  await planner.click("a[href*='/people/']");
  const shown = await planner.textContent("main");
  check("a traveller's page shows no full name", people.some((name) => shown.includes(name.split(" ")[1])) ? "it does" : "");
  await look(planner, "traveller");

  // The plan: seen before it is made, then proposed.
  await planner.goto(`${board}/plan`);
  await planner.click("a[href$='/plan/again']");
  await look(planner, "new plan");
  await planner.click("form[action$='/plan/again'] button");
  await planner.waitForURL(/done=planned/);
  await planner.click("form[action$='/plan/propose'] button");
  await planner.waitForURL(/done=proposed/);
  await look(planner, "plan");

  // The approver, on a phone: two taps a gift, with the evidence in view.
  await approver.goto(`${board}/approvals`);
  const waiting = (await approver.$$(".approval")).length;
  same("every gift waits for approval", waiting, people.length);
  check("with its evidence", (await approver.$$(".approval .pieces li")).length >= waiting ? "" : "missing");
  await look(approver, "approvals");
  for (let left = waiting; left > 0; left--) {
    await approver.click(".approval-do > form button");
    await approver.waitForURL(/done=approved/);
    same("one less waits", (await approver.$$(".approval")).length, left - 1);
  }
  await look(approver, "all approved");
  same("a planner approves nothing", (await planner.goto(`${board}/approvals`)) && (await planner.$$(".approval-do > form")).length, 0);
  await wall.bringToFront();
  await wall.waitForFunction((n) => document.querySelectorAll(".funnel-step")[5]?.textContent.includes(n), String(waiting));
  passed++;
  await look(wall, "board");

  // One stops it all, and can't let it go on alone.
  await wall.click("details.stop > summary");
  await wall.click("details.stop form button");
  await wall.waitForSelector(".stop--on");
  await look(wall, "stopped");
  await wall.click(".stop--on form button");
  check("who asked can't confirm", (await wall.$("form[action*='/resume/']")) ? "they can" : "");
  await approver.goto(board);
  await approver.click("form[action*='/resume/'] button");
  check("a second person lets it go on", (await approver.$(".stop--on")) ? "it is still stopped" : "");

  // The privacy officer: a request comes from the public page, is answered with the whole file, and closed with a receipt.
  const officer = await newPage({ width: 1280, height: 900 });
  await enter(officer, await invite("eva@klm.example", "Eva Kok", "privacy"), "eva@klm.example", "Eva Kok");
  const find = async (n) => {
    await officer.goto(`${base}/privacy`);
    await officer.selectOption("#network", "bluesky");
    await officer.fill("#handle", `anna${n}.example`);
  };
  await find(1);
  await officer.click("button[name=kind][value=access]");
  await officer.waitForURL(/done=request_noted/);
  await look(officer, "privacy desk");
  await officer.click("form[action^='/privacy/requests/'] .button:not(.button--quiet)");
  // Names and handles stay masked; of somebody nothing is held about there would be one line.
  check("the officer sees what is held", (await officer.$$("#held + dl > div")).length > 4 ? "" : "not shown");
  await look(officer, "a person at the privacy desk");
  const [download] = await Promise.all([
    officer.waitForEvent("download"), officer.click("form[action$='/privacy/person/file'] .button:not(.button--quiet)")]);
  const text = readFileSync(await download.path(), "utf8");
  check("the file is about this person", text.includes("Qvoorhal") ? "" : "no name in it");
  check("and about nobody else", people.filter((_, n) => n !== 1).some((name) => text.includes(name.split(" ")[1])) ? "another name in it" : "");
  await officer.goto(`${base}/privacy`);
  await officer.click("details.as-table summary");
  check("the request is closed with a receipt", (await officer.$("details.as-table code")) ? "" : "no receipt");
  // Erasure: asked whether they are sure, then a receipt; nothing is found afterwards.
  await find(2);
  await officer.click("form[action$='/privacy/person'] > .button");
  await officer.check("[name=how][value=erase]");
  await officer.click("form[action$='/privacy/person/erase'] button");
  check("without a tick nothing is erased", (await officer.$("#sure-fault")) ? "" : "it was");
  await officer.check("[name=how][value=erase]");
  await officer.check("[name=sure]");
  await officer.click("form[action$='/privacy/person/erase'] button");
  check("erasure gives a receipt", (await officer.$("#receipt + dl code")) ? "" : "none");
  await look(officer, "receipt of an erasure");
  await find(2);
  await officer.click("form[action$='/privacy/person'] > .button");
  check("what is erased is not found", (await officer.$("#held + dl div:nth-child(2)")) ? "something is" : "");
  await officer.goto(`${base}/audit`);
  check("the audit log has it", (await officer.textContent("main")).length > 400 ? "" : "it is empty");
  await officer.click("form[action$='/audit/check'] button");
  await look(officer, "audit");

  // The admin: work that was given up is told with its reason, and runs again.
  bury();
  await admin.goto(`${base}/admin/failures`);
  check("failed work is told with its reason", (await admin.textContent("main")).includes("the disk was full") ? "" : "it is not");
  await look(admin, "failure inbox");
  await admin.click("form[action$='/retry'] button");
  await admin.waitForURL(/done=job_retried/);
  check("it waits no longer", (await admin.$("form[action$='/retry']")) ? "it does" : "");
  await admin.goto(`${base}/admin/networks`);
  await admin.click("section[aria-labelledby='n-bluesky'] summary");
  await admin.fill("#bluesky-service", "http://127.0.0.1:9");
  await admin.fill("#bluesky-account", "gifts.example");
  await admin.fill("#bluesky-password", "app-password");
  await admin.click("form[action$='/admin/networks/bluesky'] button");
  await admin.waitForURL(/done=network_set/);
  check("a secret is not shown again", (await admin.content()).includes("app-password") ? "it is" : "");
  await admin.click("form[action$='/bluesky/try'] button");
  await admin.waitForURL(/done=network_shut/);
  await look(admin, "networks");
  await admin.click("form[action$='/bluesky/remove'] button");
  await admin.waitForURL(/done=network_removed/);
} catch (error) {
  failures.push(String(error));
} finally {
  await browser.close();
  server.kill();
  rmSync(work, { recursive: true, force: true });
}
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
