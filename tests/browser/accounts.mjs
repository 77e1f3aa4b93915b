// The first admin signs in, invites somebody and signs out, in a real browser; then every page about accounts at two
// widths, light and dark: axe (no violation), no sideways scrolling, tap targets, no console error.
// Usage: GIFTGATE_URL=http://127.0.0.1:8090 GIFTGATE_WELCOME=http://127.0.0.1:8090/welcome/… node accounts.mjs
import { createHmac } from "node:crypto";
import { launch, sideways, violations } from "./look.mjs";

const base = (process.env.GIFTGATE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
const password = "a long enough secret";

const browser = await launch();
let passed = 0;
const failures = [];
const check = (name, fault) => (fault ? failures.push(`${name}: ${fault}`) : passed++);
const same = (name, found, wanted) => check(name, found === wanted ? "" : `${found} instead of ${wanted}`);

const newPage = async () => {
  const page = await (await browser.newContext()).newPage();
  // An answer of 4xx is told on the console as well; those are part of the play.
  page.on("console", (message) =>
    message.type() === "error" && !/status of 4\d\d/.test(message.text()) && failures.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => failures.push(`page: ${error}`));
  return page;
};
const fill = async (page, fields) => {
  for (const [id, text] of Object.entries(fields)) await page.fill(`#${id}`, text);
};
// What an authenticator shows for a secret (RFC 6238), so many steps from now.
const codeOf = (secret, steps = 0) => {
  const bits = [...secret.replaceAll(" ", "")].map((l) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(l).toString(2).padStart(5, "0"));
  const key = Buffer.from(bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + steps));
  const mac = createHmac("sha1", key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1000000).padStart(6, "0");
};
const send = (page) => page.click("main section:last-of-type form button, main .narrow form button");

const admin = await newPage();
await admin.goto(`${base}/`);
same("a stranger is led to the sign-in", new URL(admin.url()).pathname, "/sign-in");
await admin.goto(process.env.GIFTGATE_WELCOME);
await fill(admin, { email: "ada@klm.example", name: "Ada Lind", password, again: `${password}!` });
await send(admin);
check("a fault stands beside its field", (await admin.$("#password[aria-invalid] + .fault")) ? "" : "missing");
await fill(admin, { password, again: password });
await send(admin);
await fill(admin, { email: "ada@klm.example", password: "a wrong password" });
await send(admin);
check("a wrong password is told", (await admin.$("[role=alert]")) ? "" : "missing");
await fill(admin, { password });
await send(admin);
same("a second factor is set up first", new URL(admin.url()).pathname, "/sign-in/set-up");
await look(admin, "/sign-in/set-up");
await admin.goto(`${base}/sign-in/set-up`);
const secret = await admin.textContent(".secret");
await fill(admin, { code: "000000" });
await send(admin);
check("a wrong code is told", (await admin.$("#code[aria-invalid] + .fault")) ? "" : "missing");
await fill(admin, { code: codeOf(secret) });
await send(admin);
const recovery = await admin.$$eval(".recovery li", (all) => all.map((one) => one.textContent.trim()));
same("ten recovery codes are shown", recovery.length, 10);
const waiting = await newPage();
await waiting.goto(`${base}/sign-in`);
await fill(waiting, { email: "ada@klm.example", password });
await send(waiting);
same("the next sign-in asks for a code", new URL(waiting.url()).pathname, "/sign-in/code");
await look(waiting, "/sign-in/code");
await waiting.goto(`${base}/sign-in/code`);
// A minute of leeway lets the step after the used one in.
await fill(waiting, { code: codeOf(secret, 1) });
await send(waiting);
same("a code lets in", new URL(waiting.url()).pathname, "/accounts");
await admin.click(".recovery + a");
same("an admin starts at the accounts", new URL(admin.url()).pathname, "/accounts");
const [cookie] = await admin.context().cookies();
same("scripts can't read the cookie", cookie.httpOnly, true);
await fill(admin, { email: "bo@klm.example", name: "Bo Maas", stations: "AMS" });
await admin.check("[name=gate]");
await send(admin);
const link = await admin.inputValue("#fresh-link");
const one = await admin.getAttribute("li:nth-child(2) .row-link", "href");

// `once` looks at each language once: narrow and light, and wide and dark.
async function look(page, path, once = false) {
  for (const width of [360, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      if (once && (width === 360) !== (colorScheme === "light")) continue;
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      for (const language of ["en", "nl", "es", "de", "ja"]) {
        const name = `${path.replace(/[0-9a-f]{64}/, "…")} ${language} ${width} ${colorScheme}`;
        await page.goto(`${path.startsWith("/") ? base : ""}${path}?lang=${language}`);
        same(`${name} language`, await page.getAttribute("html", "lang"), language);
        check(`${name} width`, await sideways(page));
        check(`${name} axe`, await violations(page));
        const small = await page.$$eval("main form button, main .field input:not([type=checkbox]), .check, .top a, .top button",
          (all) => all.filter((e) => e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80)));
        check(`${name} targets`, small.join(" | "));
      }
    }
  }
}
for (const path of ["/accounts", one, "/account"]) await look(admin, path);
// The same person keeps the privacy desk as well.
const own = await (async () => {
  await admin.goto(`${base}/accounts`);
  return admin.getAttribute("li:first-child .row-link", "href");
})();
await admin.goto(`${base}${own}`);
await admin.check("[name=privacy]");
await admin.click("main section:first-of-type form button");
const kept = ["/account/second-factor", "/privacy", "/privacy/register", "/audit", "/admin/health", "/admin/failures",
  "/admin/networks", "/admin/stations", "/admin/break-glass", "/admin/mails", "/admin/mails/kinds/weekly"];
for (const path of kept) await look(admin, path, true);
await admin.goto(`${base}/privacy`);
await fill(admin, { email: "anna@mail.example" });
await admin.click("form[action='/privacy/person'] fieldset button");
same("a request is noted", new URL(admin.url()).search, "?done=request_noted");
await admin.click("form[action^='/privacy/requests/'] button");
check("nothing is held of a stranger", (await admin.textContent("#held")).includes("Nothing") ? "" : "something is");

// A passkey, by a device that the browser makes up. Browsers know passkeys for names only, so people come by `localhost`.
const local = base.replace("127.0.0.1", "localhost");
const keyed = await newPage();
const device = await keyed.context().newCDPSession(keyed);
await device.send("WebAuthn.enable");
const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
  options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true },
});
await keyed.goto(`${local}/sign-in`);
await fill(keyed, { email: "ada@klm.example", password });
await send(keyed);
await fill(keyed, { code: recovery[0] });
await send(keyed);
await keyed.goto(`${local}/account/passkeys`);
await look(keyed, `${local}/account/passkeys`, true);
await keyed.goto(`${local}/account/passkeys`);
await fill(keyed, { label: "Test device" });
await Promise.all([keyed.waitForURL(/done=passkey_added/), keyed.click("form[data-passkey=add] button")]);
check("the new passkey is listed", (await keyed.textContent("#own + ul")).includes("Test device") ? "" : "it is not");
await keyed.click("header form button");
await look(keyed, `${local}/sign-in`, true);
await keyed.goto(`${local}/sign-in`);
await Promise.all([keyed.waitForURL(/\/accounts$/), keyed.click("form[data-passkey=enter] button")]);
passed++;
// The password alone asks for a code or the passkey.
await keyed.click("header form button");
await fill(keyed, { email: "ada@klm.example", password });
await send(keyed);
same("after the password comes the second factor", new URL(keyed.url()).pathname, "/sign-in/code");
await look(keyed, `${local}/sign-in/code`, true);
await keyed.goto(`${local}/sign-in/code`);
await Promise.all([keyed.waitForURL(/\/accounts$/), keyed.click("form[data-passkey=enter] button")]);
await keyed.goto(`${local}/account/passkeys`);
await Promise.all([keyed.waitForURL(/done=passkey_removed/), keyed.click("form[action$='/remove'] button")]);
await keyed.click("header form button");
await keyed.goto(`${local}/sign-in`);
await Promise.all([keyed.waitForResponse((answer) => answer.status() === 422), keyed.click("form[data-passkey=enter] button")]);
check("a removed passkey opens nothing", (await keyed.textContent("[role=alert]")).includes("does not open") ? "" : "it does");
// Somebody else holds the device: it does not know the finger, and says no.
await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
await keyed.click("form[data-passkey=enter] button");
await keyed.waitForSelector("[data-told]:not([hidden])", { timeout: 15_000 }).catch(() => failures.push("a device that says no: nothing is told"));

const stranger = await newPage();
for (const path of ["/sign-in", link, "/welcome/none"]) await look(stranger, path);
for (const path of ["/objection", "/story", "/sign-in/forgotten"]) await look(stranger, path, true);
await stranger.goto(`${base}/objection`);
await stranger.selectOption("#network", "bluesky");
await fill(stranger, { handle: "anna.example" });
await send(stranger);
check("an objection is taken", (await stranger.textContent("main")).includes("It counts from this moment") ? "" : "it is not");
// Somebody at a gate: what the phone keeps goes with the sign-out, by whichever page, and with the account.
const names = (page) => page.evaluate(() => new Promise((done) => {
  const request = indexedDB.open("giftgate-gate", 1);
  request.onsuccess = () => {
    const all = request.result.transaction("kept").objectStore("kept").getAllKeys();
    all.onsuccess = () => { request.result.close(); done(all.result.join()); };
  };
}));
const atGate = async (page) => {
  await page.goto(`${base}/sign-in?next=/gate/AMS`);
  await fill(page, { email: "bo@klm.example", password });
  await send(page);
  await page.waitForSelector("html[data-gate=kept]", { state: "attached" });
};
const bo = await newPage();
await bo.goto(link);
await fill(bo, { password, again: password });
await send(bo);
await atGate(bo);
check("the phone keeps the list", (await names(bo)).includes("list") ? "" : await names(bo));
await bo.goto(`${base}/account`);
await bo.click("header form button");
await bo.waitForURL(/sign-in/);
await bo.waitForFunction(() => document.readyState === "complete");
const gone = async () => {
  for (let waited = 0; waited < 40; waited++) {
    if (!(await names(bo)).includes("list")) return "";
    await bo.waitForTimeout(500);
  }
  return "it is still there";
};
check("a sign-out forgets it, by whichever page", await gone());
await atGate(bo);
check("the next sign-in brings it again", (await names(bo)).includes("list") ? "" : await names(bo));
await admin.goto(`${base}${one}`);
await admin.click("form[action*='/disable'] button");
check("a closed account's phone forgets it by itself", await gone());
await bo.close();

same("an admin sees no campaigns", (await admin.goto(`${base}/`)).status(), 403);
await admin.click("header form button");
same("a sign-out ends it", new URL((await admin.goto(`${base}/accounts`)).url()).pathname, "/sign-in");

await browser.close();
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
