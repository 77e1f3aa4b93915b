// Walks every page in every language at three widths, light and dark, in a real browser.
// Checks: status 200, under 100 kB, no layout shift, axe (no violation), no sideways scrolling, no console error, nothing the policy blocks,
// tap targets at the gate. Usage: GIFTGATE_URL=http://127.0.0.1:8090 node pages.mjs [--shots DIR] [--langs en,ja]
import { mkdirSync } from "node:fs";
import { addresses, launch, sideways, violations } from "./look.mjs";

const base = (process.env.GIFTGATE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : process.argv[place + 1];
};
const shots = option("shots");
const languages = option("langs", "en,nl,es,de,ja").split(",");
const widths = option("widths", "360,768,1440").split(",").map(Number);
const schemes = option("schemes", "light,dark").split(",");
if (shots) mkdirSync(shots, { recursive: true });

const browser = await launch();

let passed = 0;
const failures = [];
const check = (name, fault) => (fault ? failures.push(`${name}: ${fault}`) : passed++);

const paths = await addresses(browser, base, option("campaign", ""));
for (const scheme of schemes) {
  for (const width of widths) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, bypassCSP: false });
    const page = await context.newPage();
    const noise = [];
    page.on("console", (message) => message.type() === "error" && noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(String(error)));
    for (const path of paths) {
      for (const language of languages) {
        const name = `${path} ${language} ${width} ${scheme}`;
        noise.length = 0;
        const answer = await page.goto(`${base}${path}?lang=${language}`);
        const wanted = path === "/nothing-here" ? 404 : 200;
        check(`${name} status`, answer.status() === wanted ? "" : answer.status());
        const bytes = (await answer.body()).length;
        check(`${name} size`, bytes < 100_000 ? "" : `${bytes} bytes`);
        const moved = await page.evaluate(() => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((one) => (sum += one.value))).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 20);
        }));
        check(`${name} shift`, moved < 0.01 ? "" : moved);
        check(`${name} language`, (await page.getAttribute("html", "lang")) === language ? "" : "wrong");
        const heard = noise.filter((text) => !(wanted === 404 && text.includes("404")));
        check(`${name} console`, heard.join(" | "));
        check(`${name} width`, await sideways(page));
        check(`${name} axe`, await violations(page));
        if (path.startsWith("/gate") && width === 360) {
          const small = await page.$$eval("a, button, summary", (all) =>
            all.filter((e) => e.checkVisibility() && !e.classList.contains("skip") && e.getBoundingClientRect().height < 44).map((e) => e.outerHTML.slice(0, 80)));
          check(`${name} targets`, small.join(" | "));
        }
        if (shots) {
          const file = `${path.replaceAll("/", "_").replace(/[0-9a-f-]{36}/, (id) => id.slice(-3))}-${language}-${width}-${scheme}.png`;
          await page.screenshot({ path: `${shots}/${file}`, fullPage: true });
        }
      }
    }
    await context.close();
  }
}
// By keyboard: the first stop is the skip link, and it leads to the content.
{
  const page = await browser.newPage();
  await page.goto(base + paths[0]);
  await page.keyboard.press("Tab");
  check("skip link first", (await page.evaluate(() => document.activeElement.className)) === "skip" ? "" : "no");
  await page.keyboard.press("Enter");
  check("skip link leads to the content", (await page.evaluate(() => location.hash)) === "#main" ? "" : "no");
  await page.close();
}

// A page that shows "now" and has no stream fetches itself once a minute, and says so when it can't. (The gate's list, and
// what a stream tells: see gate.mjs.)
const lively = paths.find((path) => /^\/campaigns\/(?!new$)[^/]+$/.test(path));
if (lively) {
  const page = await browser.newPage();
  await page.clock.install();
  // With its stream open and nothing new, a page asks for nothing.
  await page.route("**/events", (route) => route.abort());
  await page.goto(base + lively);
  const again = page.waitForRequest((request) => request.resourceType() === "fetch", { timeout: 5000 }).catch(() => null);
  await page.clock.runFor(61_000);
  const request = await again;
  check("live refresh", request ? "" : "no request after a minute");
  await (await request?.response())?.finished();
  await page.context().setOffline(true);
  await page.clock.runFor(61_000);
  await page.waitForSelector("html.stale", { timeout: 5000 }).catch(() => null);
  check("off-line is said", (await page.$("html.stale")) ? "" : "not marked stale");
  await page.close();
}

// A tap on a time tells the station's, one's own and UTC, and the foot lists all of them; what takes its time says so, once.
if (lively) {
  const page = await browser.newPage({ timezoneId: "Asia/Tokyo" });
  await page.goto(base + lively);
  const time = page.locator("main time[title]:not(a *, button *, summary *, label *)").filter({ visible: true }).first();
  await time.click();
  const told = await page.locator(".times-pop dd").allTextContents();
  check("a time in three places", told.length === 3 && told[1].includes("GMT+9") ? "" : told.join(" | "));
  check("a time axe", await violations(page));
  await page.keyboard.press("Escape");
  await page.locator("[data-times] summary").press("Enter");
  await page.locator("[data-times] tbody tr").first().waitFor({ timeout: 5000 }).catch(() => null);
  check("all times in the foot", (await page.locator("[data-times] tbody tr").count()) > 0 ? "" : "none");
  check("all times axe", await violations(page));

  await page.goto(`${base}${lively}/plan/what-if`);
  let asked = 0;
  await page.route(/plan\/what-if\?/, (route) => {
    asked += 1;
    // An answer without content leaves the page where it is.
    return route.fulfill({ status: 204 });
  });
  const form = page.locator("form[data-busy]");
  await form.locator("button[type=submit]").click({ noWaitAfter: true });
  await page.locator(".busy-sign:not(:empty)").waitFor({ timeout: 5000 }).catch(() => null);
  check("busy is said", (await form.getAttribute("aria-busy")) && (await form.locator("button[disabled]").count()) ? "" : "not");
  check("busy axe", await violations(page));
  await form.evaluate((one) => one.requestSubmit());
  check("one press is enough", asked === 1 ? "" : `asked ${asked} times`);
  await page.keyboard.press("Escape");
  check("nobody waits any more", (await form.getAttribute("aria-busy")) === null ? "" : "still busy");
  await page.close();
}

await browser.close();
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
