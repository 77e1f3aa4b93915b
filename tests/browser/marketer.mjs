// A marketer reads the demo's report in a real browser: every page about it at two widths (axe, no sideways scrolling, no console
// error), the exports hold what the screen shows, a reading is set aside and put back, a case study goes out and comes back.
// Usage: GIFTGATE=path/to/giftgate node marketer.mjs [--shots DIR]
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, sideways, violations } from "./look.mjs";

const shots = process.argv.includes("--shots") ? process.argv[process.argv.indexOf("--shots") + 1] : null;
if (shots) mkdirSync(shots, { recursive: true });
const work = mkdtempSync(join(tmpdir(), "giftgate-marketer-"));

let passed = 0;
const failures = [];
const check = (name, fault) => (fault ? failures.push(`${name}: ${fault}`) : passed++);
const same = (name, found, wanted) => check(name, String(found) === String(wanted) ? "" : `${found} instead of ${wanted}`);

const accounts = join(work, "accounts.json");
const demo = spawn(process.env.GIFTGATE, ["demo", "--listen", "127.0.0.1:0", "--accounts", accounts],
  { cwd: work, env: { ...process.env, GIFTGATE_REQUIRE_SECOND_FACTOR: "false" } });
let told = "";
demo.stdout.on("data", (bytes) => (told += bytes));
demo.stderr.on("data", (bytes) => (told += bytes));
const address = await (async () => {
  for (let waited = 0; waited < 1200; waited++) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(told);
    if (found && existsSync(accounts)) return found[0];
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`the demo did not start: ${told}`);
})();

const browser = await launch();

// Cells of a CSV with quotes (RFC 4180).
const cells = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"'));
// A file as the page itself gets it; Playwright's own requests leave the session's secure cookie out on plain http.
const load = async (page, url) => Buffer.from(await page.evaluate(async (from) => [...new Uint8Array(await (await fetch(from)).arrayBuffer())], url));
const digits = (text) => text.replace(/[^\d-]/g, "");

try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && failures.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => failures.push(`page: ${error}`));
  const marketer = JSON.parse(readFileSync(accounts, "utf8")).find((one) => one.role === "marketer");
  await page.goto(`${address}/sign-in`);
  await page.fill("#email", marketer.email);
  await page.fill("#password", marketer.password);
  await page.click("main form button");
  await page.goto(`${address}/`);
  const campaign = await page.$$eval("main a[href]", (all) => all.map((a) => new URL(a.href).pathname.match(/^\/campaigns\/([^/]+)/)?.[1]).find((slug) => slug && !["compare", "insight"].includes(slug)));
  const root = `${address}/campaigns/${campaign}`;
  check("posts stay with the team", (await page.goto(`${root}/candidates`)).status() === 403 ? "" : "a marketer sees them");
  failures.splice(0, failures.length, ...failures.filter((one) => !one.includes("403")));

  for (const width of [360, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [`${root}/report`, `${root}/report?p_value=1`, `${root}/report/readings`, `${root}/report/repair`,
      `${root}/report/settings`, `${root}/case`, `${address}/campaigns/compare`, `${address}/campaigns/insight`]) {
      const name = `${path.replace(address, "")} ${width}`;
      same(`${name} status`, (await page.goto(path)).status(), 200);
      check(`${name} width`, await sideways(page));
      check(`${name} axe`, await violations(page));
      if (shots) await page.screenshot({ path: `${shots}/${name.replaceAll(/[/?=]/g, "_")}.png`, fullPage: true });
    }
  }

  // What the screen shows is what the files hold.
  await page.goto(`${root}/report`);
  const csv = (await load(page, `${root}/report/report.csv`)).toString().trim().split(/\r?\n/).map(cells);
  const json = JSON.parse(await load(page, `${root}/report/report.json`));
  same("CSV and JSON hold the same figures", csv.length - 1, json.figures.length);
  const value = (figure, of) => csv.find((row) => row[0] === figure && row[1] === of)?.[2];
  const jsonValue = (figure, of) => json.figures.find((one) => one.figure === figure && one.of === of)?.value;
  const shown = await page.$eval("dl.figures .figure--large", (found) => found.textContent);
  same("hand-overs on screen and in the CSV", digits(shown), value("funnel.delivered", ""));
  same("hand-overs in CSV and JSON", value("funnel.delivered", ""), jsonValue("funnel.delivered", ""));
  const rows = await page.$$eval(".figure-table tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  check("the demo has figures", rows.length ? "" : "none");
  for (const [network, unit, figure] of rows) {
    const held = csv.some((row) => row[0] === row[3] && row[0] === unit.toLowerCase() && row[1] === network.toLowerCase() && row[2] === digits(figure));
    check(`${network} ${unit} on screen and in the CSV`, held ? "" : `${figure} is not there`);
  }
  const targets = await page.$$eval(".target-table tbody tr", (all) => all.map((row) => row.children[1].textContent.trim()));
  same("targets on screen and in the CSV", targets.map(digits).join(), csv.filter((row) => row[0] === "target").map((row) => row[2]).join());
  const started = Date.now();
  const pdf = await load(page, `${root}/report/report.pdf`);
  check("the PDF is one, soon", pdf.subarray(0, 5).toString() === "%PDF-" && Date.now() - started < 5000 ? "" : "no");
  const book = await load(page, `${root}/report/report.xlsx`);
  same("the workbook is one", book.subarray(0, 2).toString(), "PK");

  // A reading is put aside, and comes back.
  await page.goto(`${root}/report/repair`);
  await page.click("main ul.rows a.row-link");
  const before = await page.$$eval(".repair-table tr.is-aside", (all) => all.length);
  await page.click('.repair-table button[value="aside"]');
  same("one is aside", await page.$$eval(".repair-table tr.is-aside", (all) => all.length), before + 1);
  await page.click('.repair-table button[value="back"]');
  same("and back again", await page.$$eval(".repair-table tr.is-aside", (all) => all.length), before);

  // The case study goes out for everybody, and comes back.
  await page.goto(`${root}/case`);
  const slug = await page.inputValue("#slug");
  await page.click("main section form button");
  await page.click('main button[value="publish"]');
  const stranger = await (await browser.newContext()).newPage();
  same("everybody reads it", (await stranger.goto(`${address}/cases/${slug}`)).status(), 200);
  check("case study axe", await violations(stranger));
  if (shots) await stranger.screenshot({ path: `${shots}/case-public.png`, fullPage: true });
  same("as a PDF too", (await (await stranger.request.get(`${address}/cases/${slug}/case.pdf`)).body()).subarray(0, 5).toString(), "%PDF-");
  await page.goto(`${root}/case`);
  await page.click('main button[value="withdraw"]');
  same("it is taken back", (await stranger.request.get(`${address}/cases/${slug}`)).status(), 404);
} finally {
  await browser.close();
  demo.kill();
  rmSync(work, { recursive: true, force: true });
}
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
