// Keys of the reviewer's desk. Every key stands for a link or a form that is on the page, so nothing needs a script.
// They rest while somebody types, with a modifier, and where they were switched off (kept in this browser).
const STORE = "giftgate-keys";

function isOn() {
  try {
    return localStorage.getItem(STORE) !== "off";
  } catch {
    return true;
  }
}

function isTyping(target) {
  return target.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]") !== null;
}

// On the list j and k walk from line to line.
function walk(step) {
  const lines = [...document.querySelectorAll("[data-line]")];
  if (lines.length === 0) return false;
  const at = lines.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : lines.length - 1) : Math.min(Math.max(at + step, 0), lines.length - 1);
  lines[next].focus();
  return true;
}

function press(name) {
  const target = document.querySelector(`[data-key="${name}"]`);
  if (!target) return false;
  if (target instanceof HTMLFormElement) target.requestSubmit();
  else if (target instanceof HTMLDetailsElement) {
    target.open = !target.open;
    if (target.open) target.querySelector("summary").focus();
  } else if (target instanceof HTMLAnchorElement) target.click();
  else target.focus();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !isOn() || isTyping(event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const done =
    (key === "j" && (press("next") || walk(1))) ||
    (key === "k" && (press("previous") || walk(-1))) ||
    (key === "c" && press("confirm")) ||
    (key === "r" && press("reject")) ||
    (key === "u" && press("undo")) ||
    (key === "t" && press("take")) ||
    (key === "?" && press("help"));
  if (done) event.preventDefault();
});

// A live page comes anew, and its switch with it.
function show() {
  const box = document.querySelector("[data-keys-switch]");
  if (!box) return;
  box.checked = isOn();
  box.closest("[hidden]")?.removeAttribute("hidden");
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-keys-switch]")) return;
  try {
    localStorage.setItem(STORE, event.target.checked ? "on" : "off");
  } catch {
    // A browser that keeps nothing has the keys on.
  }
});
document.addEventListener("swapped", show);
show();
