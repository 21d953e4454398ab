// o1js's prover of plain Kimchi, behind bench/proofs, for a circuit that is given row by row: minaseal's.
//
//   node rows.mjs PROGRAM range|sealed-range
//
// PROGRAM rows STATEMENT prints the rows and a witness. It answers as proofs.mjs does. o1js makes rows of its own for the public
// inputs; the halves of generic gates that stand in minaseal's take rows more here.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [program, statement] = process.argv.slice(2);
import.meta.resolve(`@o1js/native-${process.platform}-${process.arch}`);
const o1js = await import(import.meta.resolve('o1js'));
const { Gates } = await import(new URL('./node_modules/o1js/dist/node/lib/provable/gates.js', import.meta.url));
o1js.setBackend('native');
await o1js.initializeBindings();
const { Experimental, Field, Provable } = o1js;

const text = execFileSync(program, ['rows', statement], { maxBuffer: 1 << 26 });
const { public: inputs, values, rows } = JSON.parse(text);
const generic = 1;

// The rows of the public inputs are o1js's own; what else they hold becomes rows, two halves each.
const halves = rows.slice(0, inputs.length).map(({ coefficients, cells }) => ({ coefficients: coefficients.slice(5, 10), cells: cells.slice(3, 6) }));
const rest = [];
for (let i = 0; i < halves.length; i += 2) {
  const pair = halves.slice(i, i + 2);
  rest.push({ gate: generic, coefficients: pair.flatMap((h) => h.coefficients), cells: pair.flatMap((h) => h.cells) });
}
const all = [...rows.slice(inputs.length), ...rest];

const Variables = Provable.Array(Field, values.length);
const Public = Provable.Array(Field, inputs.length);

function main(publicInput, variables) {
  const list = [...variables];
  inputs.forEach((v, i) => (list[v] = publicInput[i]));
  const none = Provable.witness(Field, () => Field(0));
  for (const { gate, coefficients, cells } of all) {
    const last = cells.findLastIndex((v) => v >= 0);
    Gates.raw(gate, cells.slice(0, last + 1).map((v) => (v < 0 ? none : list[v])), coefficients.map(BigInt));
  }
}

const f = Experimental.ZkFunction({ name: statement, publicInputType: Public, privateInputTypes: [Variables], main });

// seconds runs f and returns its result with the time that it took.
async function seconds(f) {
  const start = performance.now();
  const result = await f();
  return [result, (performance.now() - start) / 1000];
}

const peak = () => process.resourceUsage().maxRSS * 1024;
const tell = (line) => console.log(JSON.stringify(line));

const [{ verificationKey }, setup] = await seconds(() => f.compile());
const { version } = JSON.parse(readFileSync(new URL('./node_modules/o1js/package.json', import.meta.url)));
tell({ version: `o1js ${version} (native)`, constraints: inputs.length + all.length, setup, peak: peak() });

const witness = values.map((v) => Field(v));
const publicInput = inputs.map((v) => witness[v]);
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'prove') continue;
  const [proof, proving] = await seconds(() => f.prove(publicInput, witness));
  const [valid, verifying] = await seconds(() => f.verify(proof, verificationKey));
  if (!valid) throw Error('the proof does not verify');
  tell({ prove: proving, verify: verifying, bytes: 0, peak: peak() });
}
process.exit(0);
