// A time matters in three places: at the station, where the reader is, and in UTC. A tap on one shows all three, a pointer
// over it too; the foot of the page lists every time on it, for the keyboard and for whoever is read to.
const foot = document.querySelector("[data-times]");
const shown = "time[title]";
const language = document.documentElement.lang;
const clock = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
  day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short",
});

// The station's clock and UTC stand in the title the server wrote.
function told(time) {
  time.dataset.told ??= time.title;
  const [station, utc] = time.dataset.told.split(" · ");
  return { station, own: clock.format(new Date(time.dateTime)), utc: utc ?? station };
}

function rows({ station, own, utc }) {
  const all = [[foot.dataset.station, station], [foot.dataset.own, own], ["UTC", utc.replace(/ UTC$/, "")]];
  return station.endsWith(" UTC") ? all.slice(1) : all;
}

function cell(kind, words) {
  const made = document.createElement(kind);
  made.textContent = words;
  return made;
}

function show(time) {
  const pop = foot.parentElement.querySelector("[popover]");
  const lines = rows(told(time)).map(([name, words]) => {
    const line = document.createElement("div");
    line.append(cell("dt", name), cell("dd", words));
    return line;
  });
  pop.querySelector("dl").replaceChildren(...lines);
  pop.showPopover();
  const [by, own] = [time.getBoundingClientRect(), pop.getBoundingClientRect()];
  const below = by.bottom + 6 + own.height < innerHeight;
  pop.style.left = `${Math.max(8, Math.min(by.left, innerWidth - own.width - 8))}px`;
  pop.style.top = `${Math.max(8, below ? by.bottom + 6 : by.top - own.height - 6)}px`;
}

// Every instant once, as the page shows it now.
function list() {
  const times = new Map([...document.querySelectorAll(`main ${shown}`)].map((time) => [time.dateTime, told(time)]));
  const lines = [...times].sort(([one], [other]) => one.localeCompare(other)).map(([, { station, own, utc }]) => {
    const line = document.createElement("tr");
    line.append(cell("th", station), cell("td", own), cell("td", utc));
    line.firstChild.scope = "row";
    return line;
  });
  foot.querySelector("tbody").replaceChildren(...lines);
}

const first = document.querySelector(`main ${shown}`);
if (foot && first) {
  const zone = told(first).station.split(" ").slice(1).join(" ");
  const own = clock.formatToParts().find((part) => part.type === "timeZoneName")?.value ?? "";
  const zones = rows({ station: `– ${zone}`, own, utc: "" }).map(([name, words]) => `${name} ${words.replace("– ", "")}`.trim());
  foot.querySelector("[data-zones]").textContent = zones.join(" · ");
  foot.hidden = false;
  foot.addEventListener("toggle", () => foot.open && list());
  document.addEventListener("pointerover", (event) => {
    const time = event.target.closest?.(shown);
    if (time) time.title = rows(told(time)).map((row) => row.join(" ")).join(" · ");
  });
  if (HTMLElement.prototype.showPopover) {
    document.documentElement.classList.add("tells-times");
    document.addEventListener("click", (event) => {
      const time = event.target.closest?.(`main ${shown}`);
      if (time && !time.closest("a, button, summary, label")) show(time);
    });
  }
}
