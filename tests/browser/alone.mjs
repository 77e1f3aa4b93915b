// A phone at the gate that lost its signal: time goes on, on the page that was open and on the list from the phone's own
// store, which says what the server's list says.
// Usage: as gate.mjs, on the same demo: GIFTGATE_URL=http://127.0.0.1:8090 node alone.mjs [--shots DIR]
import { sideways, violations } from "./look.mjs";
import { base, check, finish, holds, newPhone, open, same, shoot, signal } from "./phones.mjs";

const asked = await newPhone();
await open(asked, "/gate/AMS");
const list = await asked.page.evaluate(async () => {
  const answer = await fetch("/gate/AMS/list.json");
  return { ...(await answer.json()), now: answer.headers.get("giftgate-now") };
});
const gift = (card) => `/gate/AMS/gifts/${card.gift}`;
const due = list.list.cards.find((card) => Date.parse(card.closes_at) > Date.parse(list.now) && card.walk["pier-C"]);
const lonely = await newPhone(async (self) => {
  await self.context.route("**/list.json", async (route) => {
    if (self.offline) return route.abort("internetdisconnected");
    const answer = await route.fetch({ headers: { ...route.request().headers(), "if-none-match": "" } });
    const body = await answer.json();
    Object.assign(body.list.cards.find((card) => card.gift === due.gift), { gate_before: "B99", off_map: true });
    const window = { opens_at: due.opens_at, closes_at: due.closes_at };
    body.list.offers = [{ gift: due.gift, gift_name: { en: "A trail watch" }, from: "MAD", flight: "IB3720", route: "MAD–AMS", window }];
    await route.fulfill({ response: answer, json: body });
  });
});
await open(lonely, gift(due));
holds("an offer of another station is told on every page", await lonely.page.textContent("[data-offered]:not([hidden])"), "MAD, IB3720");
await open(lonely, "/gate/AMS");
await signal(lonely, false);
const opened = Date.now();
const own = lonely.page.locator(`.stop:has(a[href*="${due.gift}"])`);
/** Whether the card says it so many minutes before its window closes; a page that was being fetched may still come first. */
const left = async (what, minutes, wanted) => {
  const at = Date.parse(due.closes_at) - minutes * 60_000 - Date.parse(list.now) + opened;
  await lonely.page.clock.setSystemTime(new Date(at));
  let said;
  for (let tried = 0; tried < 50 && said !== wanted; tried++) {
    await lonely.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await lonely.page.waitForTimeout(100);
    const words = await own.locator(".stop-word, .stop-left").allTextContents();
    said = `${words.join(" ")}${(await own.getAttribute("class")).includes("stop--soon") ? "!" : ""}`;
  }
  same(what, said, wanted);
};
for (const where of ["the page that was open", "the phone's own list"]) {
  await left(`time goes on, on ${where}`, 11.5, "closes in 11 min");
  await left(`it becomes urgent, on ${where}`, 8.5, "closes soon 8 min!");
  await left(`it is over, on ${where}`, -1.5, "closed");
  if (where === "the page that was open") await lonely.page.reload();
  await lonely.page.waitForSelector("[data-shell-view] .stop");
}
await left("time goes back", 8.5, "closes soon 8 min!");
const said = (await own.textContent()).replace(/\s+/g, " ");
for (const words of ["Gate before: B99", "gate not on the map", `${due.walk.desk} min walk`, due.greeting, due.state === "approved" ? "At the desk" : due.courier ?? "Carried"]) {
  holds("a card without signal", said, words);
}
await lonely.page.selectOption("[data-shell-standing]", "pier-C");
await lonely.page.waitForURL(/at=pier-C/);
await own.getByText(`${due.walk["pier-C"]} min walk`).waitFor({ timeout: 5000 }).catch(() => {});
holds("minutes count from where somebody stands", await own.textContent(), `${due.walk["pier-C"]} min walk`);
holds("what others offer stands there too", await lonely.page.textContent("[data-shell-offers]"), "A trail watch · IB3720 MAD–AMS · from MAD");
const courier = due.courier ?? list.list.couriers[0];
const others = list.list.cards.filter((card) => card.courier !== courier).length;
await lonely.page.selectOption("[data-shell-round]", courier);
await lonely.page.waitForURL(/round=/);
await lonely.page.waitForFunction((n) => document.querySelectorAll("[data-shell-view] .stop").length === n, list.list.cards.length - others);
same("there are others' gifts", others > 0, true);
check("the list without signal width", await sideways(lonely.page));
check("the list without signal axe", await violations(lonely.page));
await shoot(lonely.page, "offline-soon");
await signal(lonely, true);
await lonely.page.goto(`${base}/gate/AMS`);
await lonely.page.waitForURL(/round=/);
same("with signal the round is kept", await lonely.page.inputValue("#round"), courier);
await finish();
