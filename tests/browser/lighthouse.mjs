// Lighthouse on every page of the desk: accessibility and best practices at least 95, no layout shift; and with `--speed` what a
// phone at the gate waits for: the list's performance at least 90, interactive within a second (median of the runs).
// Not part of ./check, where axe and pages.mjs hold access and layout shift on every page. Once before:
// `npm install --no-save lighthouse@12.8.2`
// Usage: GIFTGATE_URL=http://127.0.0.1:8090 node lighthouse.mjs [--speed] [--runs 5] [--only /gate/AMS,/plan] [--form mobile|desktop]
// [--report DIR]; `--only` takes the endings of addresses.
// Speed is simulated from what was measured (150 ms a round trip, 1.6 Mbit/s, a processor a quarter as fast): measure a release
// build on a machine that has nothing else to do.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import lighthouse, { desktopConfig } from "lighthouse";
import { addresses, launch } from "./look.mjs";

const base = (process.env.GIFTGATE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : process.argv[place + 1];
};
const speed = process.argv.includes("--speed");
const runs = Number(option("runs", "5"));
const only = option("only", "").split(",");
const form = option("form", "mobile");
const reports = option("report");
const LEAST_SCORE = 95;
// What pages.mjs allows: less than anybody sees.
const MOST_SHIFT = 0.01;
const LEAST_SPEED = 90;
const INTERACTIVE_MS = 1000;
if (reports) mkdirSync(reports, { recursive: true });

const port = await new Promise((found) => {
  const server = createServer();
  server.listen(0, "127.0.0.1", () => {
    const { port: free } = server.address();
    server.close(() => found(free));
  });
});
const browser = await launch(`--remote-debugging-port=${port}`);
const failures = [];

async function measure(path, flags) {
  const config = form === "desktop" ? desktopConfig : undefined;
  const look = () => lighthouse(`${base}${path}?lang=en`, { port, logLevel: "error", output: "html", ...flags }, config)
    .catch((fault) => ({ lhr: { runtimeError: fault } }));
  const fault = ({ lhr }) => lhr.runtimeError?.message ?? Object.values(lhr.audits).find((audit) => audit.scoreDisplayMode === "error")?.errorMessage;
  let found = await look();
  // A browser that gets no processor time paints nothing in time, and says so; another look is no milder.
  for (let again = 0; again < 3 && fault(found); again += 1) found = await look();
  if (fault(found)) throw new Error(`${path}: ${fault(found)}`);
  if (reports) writeFileSync(`${reports}/${path.replaceAll("/", "_")}.html`, found.report);
  return found.lhr;
}
const points = (lhr, category) => Math.round(lhr.categories[category].score * 100);
// What costs points in a category, with the first place it was found at.
function faults(lhr, category) {
  const lost = lhr.categories[category].auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
  return lost.map(({ id }) => {
    const [first] = lhr.audits[id].details?.items ?? [];
    const where = first?.node?.snippet ?? first?.description ?? first?.url ?? "";
    return `${id} ${String(where).slice(0, 140)}`.trim();
  });
}
const row = (...cells) => console.log(cells.map((cell, at) => (at === 0 ? String(cell).padEnd(78) : String(cell).padStart(10))).join(" "));

async function looks() {
  const paths = (await addresses(browser, base)).filter((path) => only.some((ending) => path.endsWith(ending)));
  if (paths.length < only.length) failures.push(`only ${paths.length} of ${only.length} pages are there`);
  row(`page (${form})`, "access", "practices", "shift");
  for (const path of paths) {
    // Nothing here is about time, so nothing is waited for beyond a page that lies still.
    const lhr = await measure(path, {
      onlyCategories: ["accessibility", "best-practices"],
      onlyAudits: ["cumulative-layout-shift"],
      throttlingMethod: "simulate",
      pauseAfterFcpMs: 250,
      pauseAfterLoadMs: 250,
      networkQuietThresholdMs: 250,
      cpuQuietThresholdMs: 250,
      ignoreStatusCode: true,
      disableFullPageScreenshot: true,
    });
    const [access, practices] = [points(lhr, "accessibility"), points(lhr, "best-practices")];
    const shift = lhr.audits["cumulative-layout-shift"].numericValue;
    row(path, access, practices, shift.toFixed(3));
    const told = [...faults(lhr, "accessibility"), ...faults(lhr, "best-practices")];
    for (const one of told) console.log(`    ${one}`);
    if (access < LEAST_SCORE) failures.push(`${path}: accessibility ${access}`);
    if (practices < LEAST_SCORE) failures.push(`${path}: best practices ${practices}`);
    if (!(shift < MOST_SHIFT)) failures.push(`${path}: layout shift ${shift}`);
  }
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];

async function waits() {
  const path = "/gate/AMS";
  const names = ["first-contentful-paint", "largest-contentful-paint", "interactive", "total-blocking-time", "server-response-time"];
  const all = [];
  row(`${path} (${form})`, "perform.", "paint", "largest", "interact.", "blocking", "server");
  for (let run = 0; run < runs; run += 1) {
    const lhr = await measure(path, { onlyCategories: ["performance"] });
    const one = [points(lhr, "performance"), ...names.map((name) => Math.round(lhr.audits[name].numericValue))];
    all.push(one);
    row(`run ${run + 1}`, ...one);
  }
  const middle = all[0].map((_, at) => median(all.map((one) => one[at])));
  row("median", ...middle);
  if (middle[0] < LEAST_SPEED) failures.push(`${path}: performance ${middle[0]}`);
  if (middle[3] >= INTERACTIVE_MS) failures.push(`${path}: interactive after ${middle[3]} ms`);
}

await (speed ? waits() : looks());
await browser.close();
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(failures.length ? `${failures.length} under the limits` : "all within the limits");
process.exit(failures.length ? 1 : 0);
