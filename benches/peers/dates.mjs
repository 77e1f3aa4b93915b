// The peer of the date reader: chrono-node (MIT), https://www.npmjs.com/package/chrono-node
// Reads a dates.tsv (language, posted_at, expected days or -, text) and prints how often its first day is the first one expected.
//   npm install --prefix /tmp/peers chrono-node
//   NODE_PATH=/tmp/peers/node_modules node benches/peers/dates.mjs benches/evaluation/dates.tsv
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const chrono = createRequire(`${process.env.NODE_PATH ?? "."}/`)("chrono-node");
const tally = new Map();
let milliseconds = 0;
for (const line of readFileSync(process.argv[2], "utf8").split("\n")) {
  if (!line || line.startsWith("#")) continue;
  const [language, postedAt, expected, text] = line.split("\t");
  const reader = chrono[language] ?? chrono;
  // Wall-clock time of the post, read as local time: the process runs in UTC (see the first lines of the output).
  const reference = { instant: new Date(postedAt), timezone: 0 };
  const before = performance.now();
  const found = reader.parse(text, reference, { forwardDate: true });
  milliseconds += performance.now() - before;
  const start = found[0]?.start;
  const pad = (value) => String(value).padStart(2, "0");
  const day = start ? `${start.get("year")}-${pad(start.get("month"))}-${pad(start.get("day"))}` : "-";
  const counts = tally.get(language) ?? { days: 0, right: 0, none: 0, quiet: 0, known: Boolean(chrono[language]) };
  if (expected === "-") {
    counts.none += 1;
    counts.quiet += day === "-" ? 1 : 0;
  } else {
    counts.days += 1;
    counts.right += day === expected.split(",")[0] ? 1 : 0;
  }
  tally.set(language, counts);
}
console.log("language\tright\tof\taccuracy\tquiet where no day is named");
for (const [language, { days, right, none, quiet, known }] of [...tally].sort()) {
  const accuracy = days ? (right / days).toFixed(3) : "-";
  console.log(`${language}${known ? "" : " (no rules: English used)"}\t${right}\t${days}\t${accuracy}\t${quiet}/${none}`);
}
console.log(`${milliseconds.toFixed(0)} ms`);
