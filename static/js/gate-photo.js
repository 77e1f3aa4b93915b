// Photos of hand-overs: made smaller and written anew on the phone, sealed there until there is signal, sent once.
import { change, drop, keep, recall } from "./gate-vault.js";

const LONGER_SIDE = 1600;

/** Photos that wait to be sent: { station, gift, receipt }. */
export async function photos() {
  return (await recall("photos")) ?? [];
}

/** The picture alone, as JPEG: what the camera wrote beside it is gone. */
async function picture(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LONGER_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(bitmap.width * scale), Math.round(bitmap.height * scale)];
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
}

/** Keeps a photo until it can be sent. */
export async function addPhoto(station, gift, file) {
  const blob = await picture(file);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  const receipt = crypto.randomUUID();
  await keep(`photo-${receipt}`, btoa(text));
  await change("photos", [], (all) => { all.push({ station, gift, receipt }); });
}

/** Forgets what waits of a gift: its hand-over was taken back. */
export async function dropPhotos(gift) {
  for (const one of (await photos()).filter((one) => one.gift === gift)) await forget(one.receipt);
}

async function forget(receipt) {
  await change("photos", [], (all) => {
    const at = all.findIndex((one) => one.receipt === receipt);
    if (at >= 0) all.splice(at, 1);
  });
  await drop(`photo-${receipt}`);
}

/** Sends what waits. Gives how many could not be kept; stops at the first that does not get through. */
export async function sendPhotos() {
  let refused = 0;
  for (const { station, gift, receipt } of await photos()) {
    const text = await recall(`photo-${receipt}`);
    if (text) {
      const headers = {
        accept: "application/json", "content-type": "image/jpeg", "giftgate-receipt": receipt,
        "giftgate-form-token": (await recall("list"))?.form_token ?? "",
      };
      const body = Uint8Array.from(atob(text), (mark) => mark.charCodeAt(0));
      const answer = await fetch(`/gate/${station}/gifts/${gift}/photo`, {
        method: "POST", headers, body, signal: AbortSignal.timeout(60_000),
      }).catch(() => null);
      if (!answer || answer.status === 401 || answer.status === 403 || answer.status >= 500) return refused;
      if (!answer.ok) refused += 1;
    }
    await forget(receipt);
  }
  return refused;
}
