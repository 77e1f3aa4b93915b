// Reads a boarding pass (IATA Resolution 792, format M) and compares it with the salted keys of a gift. What the pass says
// never leaves this file's functions; the server's half is src/formats/pass_key.rs, both hold for the same cases.
const SPELLED = { "Ø": "O", "Æ": "AE", "Œ": "OE", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH" };

/** A name's letters without marks, upper case, the first twelve. */
export function plainLetters(name) {
  const upper = name.toUpperCase().normalize("NFC").replace(/[ØÆŒŁĐÐÞ]/g, (mark) => SPELLED[mark]);
  return upper.normalize("NFD").replace(/[^A-Z]/g, "").slice(0, 12);
}

/** Name and legs of a pass; null where the text is none. */
export function readPass(text) {
  let code = text.trimStart().replace(/[\r\n]+$/, "");
  if (code.startsWith("]")) code = code.slice(3);
  if (/[^ -~]/.test(code)) return null;
  code = code.padEnd(60);
  const count = Number(code[1]);
  if (code[0] !== "M" || !(count >= 1 && count <= 4)) return null;
  const family = code.slice(2, 22).split("/")[0].trim();
  if (!family) return null;
  const legs = [];
  let at = 23;
  for (let leg = 0; leg < count; leg++) {
    if (code.length < at + 37) return null;
    const part = (from, length) => code.slice(at + from, at + from + length).trim();
    const digits = part(16, 5).replace(/[A-Z]+$/, "");
    const [locator, carrier, day] = [part(0, 7).toUpperCase(), part(13, 3), part(21, 3)];
    const fits = /^[A-Z0-9]{5,7}$/.test(locator) && /^[A-Z]{3}[A-Z]{3}$/.test(part(7, 6)) && /^[A-Z0-9]{2,3}$/.test(carrier)
      && /^\d{1,4}$/.test(digits) && /^\d{3}$/.test(day) && Number(day) >= 1 && Number(day) <= 366;
    if (!fits) return null;
    legs.push({ locator, flight: carrier + Number(digits), day: Number(day), seat: part(25, 4).replace(/^0+/, "") });
    const more = part(35, 2);
    if (more && !/^[0-9A-F]{1,2}$/i.test(more)) return null;
    at += 37 + (more ? parseInt(more, 16) : 0);
  }
  return { family, legs };
}

/** The salted key of a name and a seat (12A) or locator (@ABC123) on a flight and day of the year. */
export async function passKey(salt, family, flight, day, place) {
  const plain = place.trim().toUpperCase().replace(/^0+/, "");
  const text = `${salt}|${plainLetters(family)}|${flight}|${day}|${plain}`;
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 32);
}

/** Whether a pass is that of the traveller a card is for. It may name the flight as another airline sells it. */
export async function passFits(salt, card, pass) {
  for (const leg of pass.legs) {
    const flight = card.also_called?.includes(leg.flight) ? card.flight : leg.flight;
    for (const place of [leg.seat, `@${leg.locator}`].filter(Boolean)) {
      if (card.keys.includes(await passKey(salt, pass.family, flight, leg.day, place))) return true;
    }
  }
  return false;
}

/** Whether a typed family name and seat are. */
export async function typedFits(salt, card, family, seat) {
  if (!plainLetters(family)) return false;
  return card.keys.includes(await passKey(salt, family, card.flight, card.day_of_year, seat));
}

const FORMATS = ["pdf417", "aztec", "qr_code", "data_matrix"];
const ZXING = ["PDF417", "Aztec", "QRCode", "DataMatrix"];

/** Loads the program that reads codes where the browser has none; `files` are its script and its program. */
let loading;
export function loadScanner([script, program]) {
  loading ??= new Promise((done, failed) => {
    const tag = Object.assign(document.createElement("script"), { src: script });
    tag.onload = done;
    tag.onerror = failed;
    document.head.append(tag);
  }).then(async () => {
    await ZXingWASM.prepareZXingModule({ overrides: { locateFile: () => program }, fireImmediately: true });
    return async (video) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: video.videoWidth, height: video.videoHeight });
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(video, 0, 0);
      const picture = context.getImageData(0, 0, canvas.width, canvas.height);
      const codes = await ZXingWASM.readBarcodes(picture, { formats: ZXING, tryHarder: true, maxNumberOfSymbols: 2 });
      return codes.filter((code) => code.isValid).map((code) => code.text);
    };
  });
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** How this phone reads the codes that passes carry: "own", "program" or "" for not at all. */
export async function readable(files) {
  if (!navigator.mediaDevices?.getUserMedia) return "";
  const known = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
  if (known.includes("pdf417")) return "own";
  return files ? "program" : "";
}

async function reader(files) {
  if ((await readable(files)) !== "own") return loadScanner(files);
  const detector = new BarcodeDetector({ formats: FORMATS });
  return async (video) => (await detector.detect(video).catch(() => [])).map((code) => code.rawValue);
}

/** Looks through the camera until a pass is read; `torn` is told of codes that are none. Gives null when stopped. */
export async function scan(video, files, torn, stopped) {
  const camera = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: camera });
  try {
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const read = await reader(files);
    while (!stopped()) {
      for (const code of await read(video)) {
        const pass = readPass(code);
        if (pass) return pass;
        torn();
      }
      await new Promise((next) => setTimeout(next, 200));
    }
    return null;
  } finally {
    video.hidden = true;
    video.srcObject = null;
    stream.getTracks().forEach((track) => track.stop());
  }
}
