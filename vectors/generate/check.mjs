// Regenerates all vectors in a temporary directory and compares them with the committed ones, byte for byte.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const committed = fileURLToPath(new URL('..', import.meta.url));
const main = fileURLToPath(new URL('./main.mjs', import.meta.url));

/** list returns the vector files below a directory, as <area>/<name>.json. */
function list(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length).split(sep).join('/'))
    .filter((path) => !/^(generate|schema|kimchi|pickles)\//.test(path)) // proofs are checked by proofs/check.mjs
    .sort();
}

const fresh = mkdtempSync(join(tmpdir(), 'minaseal-vectors-'));
try {
  execFileSync(process.execPath, [main, '--out', fresh], { stdio: ['ignore', 'ignore', 'inherit'] });
  const paths = [...new Set([...list(committed), ...list(fresh)])].sort();
  const read = (directory, path) => {
    try {
      return readFileSync(join(directory, path), 'utf8');
    } catch (error) {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    }
  };
  const different = paths.filter((path) => read(committed, path) !== read(fresh, path));
  for (const path of different) console.error(`different: ${path}`);
  if (different.length > 0) process.exitCode = 1;
  else console.log(`${paths.length} files are identical`);
} finally {
  rmSync(fresh, { recursive: true });
}
