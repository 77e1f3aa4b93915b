// A fake camera before real code images: PDF417, Aztec and QR of a boarding pass, the pass of somebody else, yesterday's, a
// code that is no pass and a torn one. The images are written here, Chromium plays them as its camera, and the page reads
// them with the program it ships with (zxing-wasm); nothing of them may leave the phone.
// Usage: giftgate demo --until 06:00 --listen 127.0.0.1:8090 (GIFTGATE_SCANNER_DIR=…/node_modules/zxing-wasm), then
// GIFTGATE_URL=http://127.0.0.1:8090 node camera.mjs
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { prepareZXingModule, writeBarcode } from "zxing-wasm/writer";

const base = (process.env.GIFTGATE_URL ?? "http://127.0.0.1:8080").replace(/\/$/, "");
const cases = JSON.parse(readFileSync(new URL("pass_cases.json", import.meta.url), "utf8"));
const program = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/writer/zxing_writer.wasm"));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(program).buffer } });
const folder = mkdtempSync(join(tmpdir(), "giftgate-camera-"));
const [WIDTH, HEIGHT, FRAMES] = [640, 480, 10];
const failures = [];
let passed = 0;

/** A Y4M film that shows one code; `torn` covers its middle third. */
async function film(name, format, text, torn = false) {
  const { symbol, error } = await writeBarcode(text, { format });
  if (error) throw new Error(`${format}: ${error}`);
  const scale = Math.max(1, Math.floor(Math.min((WIDTH - 60) / symbol.width, (HEIGHT - 60) / (symbol.height * (format === "PDF417" ? 3 : 1)))));
  const tall = format === "PDF417" ? scale * 3 : scale;
  const luma = Buffer.alloc(WIDTH * HEIGHT, 235);
  const [left, top] = [(WIDTH - symbol.width * scale) >> 1, (HEIGHT - symbol.height * tall) >> 1];
  for (let y = 0; y < symbol.height * tall; y++) {
    for (let x = 0; x < symbol.width * scale; x++) {
      const hidden = torn && x > (symbol.width * scale) / 3 && x < (symbol.width * scale * 2) / 3;
      const dark = symbol.data[Math.floor(y / tall) * symbol.width + Math.floor(x / scale)] === 0;
      luma[(top + y) * WIDTH + left + x] = dark && !hidden ? 16 : 235;
    }
  }
  const chroma = Buffer.alloc((WIDTH * HEIGHT) >> 1, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
  const path = join(folder, `${name}.y4m`);
  writeFileSync(path, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F10:1 Ip A1:1 C420jpeg\n`), ...Array(FRAMES).fill(frame)]));
  return path;
}

/** Opens a carried gift whose traveller has the first pass, scans what the camera shows, and gives what the page says. */
async function scan(path, seconds) {
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${path}`],
  });
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 780 }, locale: "en", permissions: ["camera"] });
    const page = await context.newPage();
    const sent = [];
    page.on("request", (request) => sent.push(`${request.url()} ${request.postData() ?? ""}`));
    page.on("pageerror", (error) => failures.push(`page: ${error}`));
    await page.addInitScript(() => { delete window.BarcodeDetector; });
    const { list } = await (await context.request.get(`${base}/gate/AMS/list.json`)).json();
    const card = list.cards.find((card) => card.first_name);
    await context.route("**/list.json", async (route) => {
      const answer = await route.fetch({ headers: { ...route.request().headers(), "if-none-match": "" } });
      const body = await answer.json();
      const key = createHash("sha256").update(`${body.list.salt}|SMIT|KL1699|63|14C`).digest("hex").slice(0, 32);
      const own = body.list.cards.find((one) => one.gift === card.gift);
      if (own) own.keys = [key];
      await route.fulfill({ response: answer, json: body });
    });
    const open = async () => {
      await page.goto(`${base}/gate/AMS/gifts/${card.gift}`);
      await page.waitForSelector("html[data-gate=kept]", { state: "attached", timeout: 60_000 });
    };
    await open();
    if (await page.$("form[data-queue=pick_up]")) {
      await page.click("form[data-queue=pick_up] button");
      await page.waitForURL(/done=picked_up/);
      await open();
    }
    const started = Date.now();
    await page.click("[data-scan-start]");
    const told = await page.waitForSelector("[data-verdict]:not([hidden])", { timeout: seconds * 1000 }).catch(() => null);
    const words = told ? await told.textContent() : "nothing";
    const leak = sent.find((one) => /SMIT|JANSEN|14C|M1|ABC123/.test(one));
    return { words, leak, ms: Date.now() - started, checked: await page.inputValue("[name=checked_by]") };
  } finally {
    await browser.close();
  }
}

const pass = cases[0].pass;
const plays = [
  ["pdf417", "PDF417", pass, "right person"],
  ["aztec", "Aztec", pass, "right person"],
  ["qr", "QRCode", pass, "right person"],
  ["other", "PDF417", cases[1].pass, "not for them"],
  ["yesterday", "Aztec", pass.replace("063Y", "062Y"), "not for them"],
  ["no-pass", "QRCode", "https://airline.example/menu", "can’t be read"],
  ["torn", "PDF417", pass, "nothing", true],
];
for (const [name, format, text, wanted, torn] of plays) {
  const { words, leak, ms, checked } = await scan(await film(name, format, text, torn), torn ? 6 : 40);
  if (!words.includes(wanted)) failures.push(`${name}: ${words} instead of ${wanted}`);
  else if (leak) failures.push(`${name}: ${leak} left the phone`);
  else if (wanted === "right person" && checked !== "pass") failures.push(`${name}: checked by ${checked}`);
  else {
    passed++;
    console.log(`${name}: ${words} (${ms} ms)`);
  }
}
rmSync(folder, { recursive: true });
for (const failure of failures) console.log(`FAIL ${failure}`);
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
