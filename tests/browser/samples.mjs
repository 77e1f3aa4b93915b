// Every page in every state that the program knows, in a real browser: axe (no violation), no sideways scrolling, no console error.
// Usage: GIFTGATE_URL=http://127.0.0.1:8090 node samples.mjs [--shots DIR] [--langs en,ja] [--widths 360,1440] [--schemes light,dark] [--only TEMPLATE]
import { mkdirSync } from "node:fs";
import { launch, sideways, violations } from "./look.mjs";

const base = process.env.GIFTGATE_URL;
const option = (name, otherwise) => {
  const place = process.argv.indexOf(`--${name}`);
  return place < 0 ? otherwise : process.argv[place + 1];
};
const shots = option("shots");
const only = option("only", "");
const languages = option("langs", "en,nl,es,de,ja").split(",");
const widths = option("widths", "360,1440").split(",").map(Number);
const schemes = option("schemes", "light,dark").split(",");
if (shots) mkdirSync(shots, { recursive: true });

const templates = await (await fetch(`${base}/samples`)).json();
const browser = await launch();
let passed = 0;
const failures = [];
const check = (name, fault) => (fault ? failures.push(`${name}: ${fault}`) : passed++);
const todo = schemes.flatMap((colorScheme) => widths.flatMap((width) => languages.flatMap((language) =>
  [...templates.entries()].filter(([, template]) => template.includes(only)).map(([n, template]) => ({ colorScheme, width, language, n, template })))));

// One after the other, by two hands.
async function walk() {
  const page = await (await browser.newContext()).newPage();
  const noise = [];
  // Photos and pages to listen to are not among the samples.
  page.on("console", (message) => message.type() === "error" && !/status of 40\d/.test(message.text()) && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(String(error)));
  for (let one = todo.shift(); one; one = todo.shift()) {
    const { colorScheme, width, language, n, template } = one;
    const name = `${template} ${n} ${language} ${width} ${colorScheme}`;
    noise.length = 0;
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.goto(`${base}/samples/${n}?lang=${language}`);
    check(`${name} axe`, await violations(page));
    check(`${name} width`, await sideways(page));
    check(`${name} console`, noise.join(" | "));
    if (shots) await page.screenshot({ path: `${shots}/${template.replaceAll("/", "_")}-${n}-${language}-${width}-${colorScheme}.png`, fullPage: true });
  }
}
await Promise.all([walk(), walk()]);
await browser.close();
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${templates.length} samples: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
