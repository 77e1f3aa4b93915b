// Keeps a page that shows "now" fresh: fetches it again each minute and swaps its content.
// It leaves the page alone while somebody works in it, and says so when there is no connection.
const EVERY = 60_000;

async function refresh() {
  const main = document.getElementById("main");
  const busy = main.contains(document.activeElement) && document.activeElement !== main;
  if (document.hidden || busy || main.querySelector("details[open]")) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, credentials: "same-origin" });
    // Signed out in the meantime: the page itself goes to the sign-in, and from there back here.
    if (answer.redirected) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("main");
    if (fresh) main.replaceChildren(...fresh.childNodes);
    document.documentElement.classList.remove("stale");
  } catch {
    document.documentElement.classList.add("stale");
  }
}

if (document.querySelector("[data-live]")) setInterval(refresh, EVERY);
