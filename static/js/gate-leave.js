// Where people sign in, nobody is signed in: a phone that kept the gate's list forgets it, whichever page they left by. What
// was not sent stays sealed on it and goes out with the next sign-in.
import { signedOut } from "./gate-queue.js";

const known = indexedDB.databases ? await indexedDB.databases().catch(() => null) : null;
// A phone that never was at a gate gets no store for it.
if (!known || known.some((one) => one.name === "giftgate-gate")) await signedOut().catch(() => {});
