// What every browser test looks for on a page, and the browser it looks with.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// Chromium without a window; `more` are further arguments.
export const launch = (...more) => chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more],
});

// What axe finds, in one line; nothing where all is well.
export async function violations(page) {
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return result.violations.map((v) => `${v.id} (${v.nodes.length}): ${v.nodes[0].html.slice(0, 160)} ${v.nodes[0].any[0]?.message ?? ""}`).join(" | ");
}

// What makes a page scroll sideways; nothing where it does not.
export const sideways = (page) => page.evaluate(() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return "";
  const out = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > edge + 1);
  return out.slice(0, 3).map((e) => `${e.tagName}.${e.getAttribute("class")}`).join(", ") || "scrolls sideways";
});

// The desk's pages, found by following links, so that any data will do; `only` names the campaign.
export async function addresses(browser, base, only = "") {
  const page = await browser.newPage();
  const links = async (path, pattern) => {
    await page.goto(base + path);
    const all = await page.$$eval("main a[href]", (found) => found.map((link) => link.getAttribute("href").split("?")[0]));
    return [...new Set(all)].filter((href) => pattern.test(href));
  };
  const found = ["/", "/campaigns/new", "/gate", "/care", "/nothing-here"];
  found.push(...(await links("/gate", /^\/gate\/[A-Z]{3}$/)).slice(0, 1));
  const [campaign] = (await links("/", /^\/campaigns\/(?!new$)[^/]+$/)).filter((href) => !only || href.endsWith(`/${only}`));
  if (campaign) {
    const parts = ["candidates", "plan", "plan/what-if", "approvals", "follow-ups", "report", "edit", "edit/rehearse"];
    found.push(campaign, ...parts.map((part) => `${campaign}/${part}`));
    found.push(...(await links(`${campaign}/candidates?state=ambiguous`, /\/candidates\/[0-9a-f-]{36}$/)).slice(0, 1));
    const [confirmed] = await links(`${campaign}/candidates?state=confirmed`, /\/candidates\/[0-9a-f-]{36}$/);
    if (confirmed) found.push(confirmed, `${confirmed}/gifts`);
  }
  await page.close();
  return [...new Set(found)];
}
