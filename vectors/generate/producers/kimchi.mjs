// Producer over the compiled Rust code (proof-systems) that ships inside o1js: curve arithmetic of both curves and the
// permutation over both fields, independent of o1js's own TypeScript.
import { createRequire } from 'node:module';
import { serve } from './serve.mjs';

const wasm = createRequire(import.meta.url)('../node_modules/o1js/dist/node/bindings/compiled/node_bindings/kimchi_wasm.cjs');

function toBytes(text) {
  const out = new Uint8Array(32);
  for (let i = 0, x = BigInt(text); i < 32; i++, x >>= 8n) out[i] = Number(x & 0xffn);
  return out;
}

const toText = (bytes) => BigInt('0x' + Buffer.from(bytes).reverse().toString('hex')).toString();

const names = { pallas: 'caml_pallas', vesta: 'caml_vesta' };
const call = (curve, name, ...args) => wasm[`${names[curve]}_${name}`](...args);

const read = (curve, { x, y }) =>
  x === '0' && y === '0'
    ? call(curve, 'scale', call(curve, 'one'), toBytes('0'))
    : call(curve, 'of_affine_coordinates', toBytes(x), toBytes(y));

function write(curve, point) {
  const affine = call(curve, 'to_affine', point);
  return affine.infinity ? { x: '0', y: '0' } : { x: toText(affine.x), y: toText(affine.y) };
}

function permute({ field, params, state }) {
  if (params !== 'kimchi') return undefined;
  const bytes = Buffer.concat(state.map(toBytes));
  const out = wasm[`caml_pasta_${field}_poseidon_block_cipher`](Uint8Array.from(bytes));
  return { state: [0, 32, 64].map((i) => toText(out.slice(i, i + 32))) };
}

await serve({
  'curve.add': ({ curve, p, q }) => ({ point: write(curve, call(curve, 'add', read(curve, p), read(curve, q))) }),
  'curve.scale': ({ curve, point, scalar }) => ({
    point: write(curve, call(curve, 'scale', point ? read(curve, point) : call(curve, 'one'), toBytes(scalar))),
  }),
  'poseidon.permute': permute,
});
