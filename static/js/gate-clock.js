// How long windows are open still, counted on by the server's clock while nobody fetches anything. The words and the limits are
// those of the server's own list (templates/gate/list.html, src/web/functions.rs).
const SOON = 10 * 60_000;
const MINUTE = 60_000;

const words = (name) => document.querySelector(`[data-word="${name}"]`)?.cloneNode(true).childNodes ?? [];

/** Writes the time left on every card in view; `offset` is how far the server's clock is ahead of the phone's. */
export function tellTime(scope, offset) {
  const now = Date.now() + offset;
  for (const stop of scope.querySelectorAll("[data-closes]")) {
    const [opens, closes] = [Date.parse(stop.dataset.opens), Date.parse(stop.dataset.closes)];
    const soon = closes >= now && closes - now <= SOON;
    const state = closes < now ? "closed" : opens > now ? "opens-in" : soon ? "closes-soon" : "closes-in";
    stop.classList.toggle("stop--open", opens <= now);
    stop.classList.toggle("stop--soon", soon);
    const word = stop.querySelector(".stop-word");
    word.replaceChildren(...words(state));
    stop.querySelector(".stop-left")?.remove();
    if (state === "closed") continue;
    const minutes = Math.floor(((state === "opens-in" ? opens : closes) - now) / MINUTE);
    const left = document.createElement("span");
    left.className = state === "opens-in" ? "stop-left stop-left--far" : "stop-left";
    const [figure, unit] = [document.createElement("b"), document.createElement("small")];
    figure.textContent = minutes < 100 ? minutes : Math.floor((minutes + 30) / 60);
    unit.append(...words(minutes < 100 ? "min" : "hours"));
    left.append(figure, " ", unit);
    word.after(left);
  }
}
