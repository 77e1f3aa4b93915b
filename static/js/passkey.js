// Asks the device for a passkey and sends its answer with the form around the button. Where the browser knows none, the
// form stays hidden.
const read = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const write = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const make = (options) =>
  navigator.credentials.create({
    publicKey: {
      challenge: read(options.challenge),
      rp: { id: options.rp_id, name: "giftgate" },
      user: { id: read(options.user_id), name: options.user_name, displayName: options.display_name },
      // ES256, EdDSA, RS256.
      pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
      excludeCredentials: options.known.map((id) => ({ type: "public-key", id: read(id) })),
      authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "required" },
      attestation: "none",
      timeout: 240_000,
    },
  });

const show = (options) =>
  navigator.credentials.get({
    publicKey: { challenge: read(options.challenge), rpId: options.rp_id, userVerification: "required", timeout: 240_000 },
  });

async function ask(form) {
  const told = form.querySelector("[data-told]");
  told.hidden = true;
  try {
    const answer = await fetch(form.dataset.options, { headers: { accept: "application/json" }, credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const options = await answer.json();
    const key = await (form.dataset.passkey === "add" ? make(options) : show(options));
    const { response } = key;
    const data = response.authenticatorData ?? response.getAuthenticatorData();
    form.elements.credential_id.value = write(key.rawId);
    form.elements.client_data.value = write(response.clientDataJSON);
    form.elements.authenticator_data.value = write(data);
    form.elements.signature.value = response.signature ? write(response.signature) : "";
    form.elements.user_id.value = response.userHandle ? write(response.userHandle) : "";
    form.submit();
  } catch {
    // The person said no, the device knows none, or it took too long: one sentence serves all of them.
    told.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask(form);
  });
}
