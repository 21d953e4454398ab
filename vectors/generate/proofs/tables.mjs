// Writes the gates of programs as o1js compiles them, in the compact form of SPEC 11.20, and the keys:
//
//   node proofs/tables.mjs --out <directory> [<name>]...
//
// It takes the gates from the calls that make prover indexes in o1js's native module. The key that Kimchi makes of them is compiled in the
// same run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import * as o1js from 'o1js';
import { programs } from './programs.mjs';

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
if (!values.out) throw new Error('usage: node proofs/tables.mjs --out <directory> [<name>]...');

const wanted = positionals.length ? positionals : ['range', 'input-output', 'foreign-field-mul', 'xor'];

// The numbers that o1js gives to gates.
const gateNumbers = [
  'Zero', 'Generic', 'Poseidon', 'CompleteAdd', 'VarBaseMul', 'EndoMul', 'EndoMulScalar', 'Lookup',
  'RangeCheck0', 'RangeCheck1', 'ForeignFieldAdd', 'ForeignFieldMul', 'Xor16', 'Rot64',
];
const permuted = 7;

o1js.setBackend('native');
const native = createRequire(import.meta.url)(`@o1js/native-${process.platform}-${process.arch}`);
let circuits;
for (const field of ['fp', 'fq']) {
  const create = native[`caml_pasta_${field}_plonk_index_create`];
  native[`caml_pasta_${field}_plonk_index_create`] = (gates, publicInputs, ...rest) => {
    circuits[field].push(JSON.parse(native[`caml_pasta_${field}_plonk_circuit_serialize`](publicInputs, gates)));
    return create(gates, publicInputs, ...rest);
  };
}
await o1js.initializeBindings();

function uvarint(n) {
  const bytes = [];
  for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) | 128);
  return Buffer.from([...bytes, n]);
}

/** circuitBytes encodes a circuit. Wires lead from each cell to the next one with its variable, and from the last to the first. */
function circuitBytes({ public_input_size, gates }) {
  const cell = (row, col) => row * permuted + col;
  const before = new Map();
  gates.forEach(({ wires }, row) => wires.slice(0, permuted).forEach((w, col) => before.set(cell(w.row, w.col), cell(row, col))));
  const constants = new Map();
  const rows = gates.map(({ typ, coeffs }, row) => {
    const gate = gateNumbers.indexOf(typ);
    if (gate < 0) throw new Error(`gate ${typ}`);
    const parts = [Buffer.from([gate])];
    for (let col = 0; col < permuted; col++) {
      parts.push(uvarint(Math.max(0, cell(row, col) - before.get(cell(row, col)))));
    }
    parts.push(Buffer.from([coeffs.length]));
    for (const c of coeffs) {
      if (!constants.has(c)) constants.set(c, constants.size);
      parts.push(uvarint(constants.get(c)));
    }
    return Buffer.concat(parts);
  });
  return Buffer.concat([
    uvarint(public_input_size), uvarint(gates.length), uvarint(constants.size),
    ...[...constants.keys()].map((c) => Buffer.from(c, 'hex')),
    ...rows,
  ]);
}

function hashBytes(hash) {
  const hex = BigInt(hash.toString()).toString(16).padStart(64, '0');
  return Buffer.from(hex, 'hex').reverse();
}

const all = programs(o1js);
mkdirSync(values.out, { recursive: true });
for (const name of wanted) {
  circuits = { fp: [], fq: [] };
  const { verificationKey } = await o1js.ZkProgram(all[name].config).compile({ cache: o1js.Cache.None });
  const [step, wrap] = [circuits.fp, circuits.fq];
  if (step.length !== 1 || wrap.length !== 1) throw new Error(`${name}: ${step.length} step and ${wrap.length} wrap circuits, for one method`);
  const plain = Buffer.concat([
    Buffer.from('gates\0\0\x01', 'latin1'), hashBytes(verificationKey.hash), circuitBytes(step[0]), circuitBytes(wrap[0]),
  ]);
  const table = deflateRawSync(plain, { level: 9 });
  writeFileSync(join(values.out, `${name}.gates`), table);
  const key = { data: verificationKey.data, hash: verificationKey.hash.toString() };
  writeFileSync(join(values.out, `${name}.key.json`), JSON.stringify(key) + '\n');
  console.log(`${name}: ${step[0].gates.length} and ${wrap[0].gates.length} rows, ${table.length} bytes`);
}
process.exit(0);
