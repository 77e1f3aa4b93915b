// Says the value under the pointer at once, and of a stretch drawn over a picture its first and last values.
// Without this script the browser shows the same words after a moment, and a table stands below each picture.
const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
document.body.append(tip);

function say(text, event) {
  tip.textContent = text;
  tip.hidden = false;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - width - 4))}px`;
  tip.style.top = `${Math.max(4, event.clientY - height - 12)}px`;
}

for (const picture of document.querySelectorAll("[data-picture] svg")) {
  const spots = [...picture.querySelectorAll(".spot")];
  // Our words come sooner than the browser's; both at once would be one too many.
  for (const spot of spots) spot.querySelector("title")?.remove();
  let from = null;
  const brush = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  brush.classList.add("brush");
  const under = (event) => spots.findIndex((spot) => {
    const { left, right, top, bottom } = spot.getBoundingClientRect();
    return event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
  });
  picture.addEventListener("pointermove", (event) => {
    const at = under(event);
    if (at < 0) return (tip.hidden = true);
    if (from === null || from === at) return say(spots[at].dataset.tip, event);
    const ends = [from, at].sort((a, b) => a - b).map((place) => spots[place]);
    const [first, last] = ends.map((spot) => spot.getBBox());
    brush.setAttribute("x", first.x);
    brush.setAttribute("y", first.y);
    brush.setAttribute("width", Math.max(0, last.x + last.width - first.x));
    brush.setAttribute("height", first.height);
    say(`${ends[0].dataset.tip} → ${ends[1].dataset.tip}`, event);
  });
  picture.addEventListener("pointerdown", (event) => {
    const at = under(event);
    if (at < 0 || !picture.classList.contains("lines")) return;
    from = at;
    picture.append(brush);
  });
  const over = () => {
    from = null;
    brush.remove();
    brush.removeAttribute("width");
  };
  picture.addEventListener("pointerup", over);
  picture.addEventListener("pointerleave", () => {
    over();
    tip.hidden = true;
  });
}
