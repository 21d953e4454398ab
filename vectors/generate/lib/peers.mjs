// The libraries, each in its own process. Their versions are those of package-lock.json.
import { readFileSync } from 'node:fs';
import { Peer } from './peer.mjs';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

/** installed names the package that stands in a directory of node_modules, with the version that the lock pins. */
function installed(directory, name = directory) {
  const { version } = lock.packages[`node_modules/${directory}`];
  const found = JSON.parse(readFileSync(new URL(`../node_modules/${directory}/package.json`, import.meta.url), 'utf8'));
  if (found.version !== version) throw new Error(`${directory}: ${found.version} is installed, ${version} is pinned`);
  return { package: name, version };
}

export function openPeers() {
  const peers = {
    o1js2: new Peer('o1js.mjs', ['o1js'], installed('o1js')),
    o1js1: new Peer('o1js.mjs', ['o1js-1'], installed('o1js-1', 'o1js')),
    kimchi: new Peer('kimchi.mjs', [], installed('o1js'), 'kimchi_wasm'),
    sealed: new Peer('sealed.mjs', [], installed('o1js'), 'primitives'),
    minaSigner: new Peer('mina-signer.mjs', [], installed('mina-signer')),
  };
  return { ...peers, close: () => Object.values(peers).forEach((peer) => peer.close()) };
}
