// What takes its time says so: a form or link with `data-busy` shows a calm sign, and a second press does nothing.
// Without a script the page works as ever; going back to the page makes it as it was.
const busy = new Set();

function begin(element, button) {
  const sign = document.createElement("span");
  sign.className = "busy-sign";
  sign.setAttribute("role", "status");
  button.after(sign);
  element.setAttribute("aria-busy", "true");
  const one = { element, button, sign };
  busy.add(one);
  // After the form was read, or a disabled button's own value would not be sent.
  setTimeout(() => {
    sign.textContent = element.dataset.busy;
    if (button instanceof HTMLButtonElement && busy.has(one)) button.disabled = true;
  });
}

function end() {
  for (const { element, button, sign } of busy) {
    element.removeAttribute("aria-busy");
    if (button instanceof HTMLButtonElement) button.disabled = false;
    sign.remove();
  }
  busy.clear();
}

const isBusy = (element) => [...busy].some((one) => one.element === element);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-busy]") || event.defaultPrevented) return;
  if (isBusy(form)) return event.preventDefault();
  const button = event.submitter ?? form.querySelector("[type=submit]");
  if (button) begin(form, button);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-busy]");
  const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0;
  if (!link || elsewhere || event.defaultPrevented) return;
  if (isBusy(link)) event.preventDefault();
  else begin(link, link);
});

// Back from the next page, or nobody waits for it any more.
window.addEventListener("pageshow", end);
document.addEventListener("keydown", (event) => event.key === "Escape" && end());
