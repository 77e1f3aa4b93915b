// Phones at the gate, each with a signal of its own that can be cut, and the count of what was as it should be.
import { mkdirSync } from "node:fs";
import { launch } from "./look.mjs";

export const base = (process.env.GIFTGATE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
const shots = process.argv.includes("--shots") ? process.argv[process.argv.indexOf("--shots") + 1] : null;
if (shots) mkdirSync(shots, { recursive: true });


export const browser = await launch("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream");
let passed = 0;
export const failures = [];
export const check = (name, fault) => (fault ? failures.push(`${name}: ${fault}`) : passed++);
export const same = (name, found, wanted) => check(name, found === wanted ? "" : `${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
export const holds = (name, found, wanted) => check(name, found?.includes(wanted) ? "" : `${JSON.stringify(found)} lacks ${wanted}`);

/** A phone of its own, with what it sent and what it was answered. */
export async function newPhone(before) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true, locale: "en", permissions: ["camera"],
  });
  const page = await context.newPage();
  const phone = { context, page, sent: [], answers: [], offline: false };
  await context.route("**/sync", async (route) => {
    if (phone.offline) return route.abort("internetdisconnected");
    const answer = await route.fetch();
    phone.answers.push(...(await answer.json()).answers.map((one) => one.answer));
    await route.fulfill({ response: answer });
  });
  if (before) await before(phone);
  page.on("request", (request) => phone.sent.push(`${request.url()} ${request.postData() ?? ""}`));
  // Without signal every request fails aloud; those are part of the play.
  page.on("console", (message) =>
    message.type() === "error" && !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_RESET|status of 4\d\d/.test(message.text())
      && failures.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => failures.push(`page: ${error}`));
  return phone;
}
export const open = async ({ page }, path) => {
  // A page that gets its signal back reloads itself, and may do so in this very moment.
  await page.goto(`${base}${path}`).catch(() => page.goto(`${base}${path}`));
  await page.waitForSelector("html[data-gate=kept]", { state: "attached" });
};
/** A tap on what lies in the middle of the screen, as a thumb does it: never under what sticks to its top. */
export const tap = async (page, what) => {
  await page.locator(what).first().evaluate((element) => element.scrollIntoView({ block: "center" }));
  await page.click(what);
};
export const signal = async (phone, there) => {
  phone.offline = !there;
  await phone.context.setOffline(!there);
};
export const shoot = async (page, name) => { if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true }); };

/** Says how it went, and ends. */
export async function finish() {
  await browser.close();
  for (const failure of failures) console.log(`FAIL ${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  process.exit(failures.length ? 1 : 0);
}
