// A real mail server (npm smtp-server) on a free loopback port, for tests: STARTTLS or TLS, AUTH, a certificate of its own.
// Mails to `…reject…` are refused for good (550), the first one to `…greylist…` for now (451). What it took it tells on its
// output, one JSON a line. Usage: node smtp.mjs KEY CERT [tls]; prints `ready PORT` and serves until it is ended.
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [key, cert] = process.argv.slice(2, 4).map((path) => readFileSync(path));
const refusal = (responseCode, words) => Object.assign(new Error(words), { responseCode });
const greeted = new Set();
const server = new SMTPServer({
  key,
  cert,
  secure: process.argv[4] === "tls",
  authMethods: ["PLAIN", "LOGIN"],
  onAuth: ({ username, password }, _, done) =>
    username === "giftgate" && password === "s3cret: of@all" ? done(null, { user: username }) : done(refusal(535, "no")),
  onMailFrom: (_, session, done) => done(session.secure ? null : refusal(530, "Must issue STARTTLS first")),
  onRcptTo: ({ address }, _, done) => {
    if (address.includes("reject")) return done(refusal(550, "no such user"));
    if (address.includes("greylist") && !greeted.has(address)) {
      greeted.add(address);
      return done(refusal(451, "come back later"));
    }
    done();
  },
  onData: (stream, session, done) => {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      const mail = Buffer.concat(parts).toString("latin1");
      console.log(JSON.stringify({ from: mailFrom.address, to: rcptTo.map((one) => one.address), secure: session.secure, user: session.user, mail }));
      done(null, "taken");
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(`ready ${server.server.address().port}`));
