// Writes the witnesses that o1js computes for proofs of programs, as they are handed to the native module:
//
//   node proofs/witnesses.mjs --out <directory>
//
// NAME.step and NAME.wrap hold fifteen columns one after the other, of 32 bytes little-endian an element, without the rows that blind.
// Together they have megabytes: `go test ./kimchi/pickles -run TestWitnessesOfO1js -witnesses <directory>` keeps of them what the test needs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as o1js from 'o1js';
import { programs } from './programs.mjs';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
if (!values.out) throw new Error('usage: node proofs/witnesses.mjs --out <directory>');
mkdirSync(values.out, { recursive: true });

o1js.setBackend('native');
const native = createRequire(import.meta.url)(`@o1js/native-${process.platform}-${process.arch}`);
let name;
for (const [field, part] of [['fp', 'step'], ['fq', 'wrap']]) {
  const create = native[`caml_pasta_${field}_plonk_proof_create`];
  native[`caml_pasta_${field}_plonk_proof_create`] = (index, columns, ...rest) => {
    const bytes = Array.from({ length: 15 }, (_, i) => Buffer.from(columns.get(i)));
    writeFileSync(join(values.out, `${name}.${part}`), Buffer.concat(bytes));
    return create(index, columns, ...rest);
  };
}
await o1js.initializeBindings();

const all = programs(o1js);
const { Field } = o1js;
const runs = {
  range: [['range-0', (p) => p.run(Field(0))], ['range-77', (p) => p.run(Field(77))], ['range-100', (p) => p.run(Field(100))]],
  'input-output': [['input-output', all['input-output'].prove]],
  xor: [['xor', all.xor.prove]],
};
for (const [program, list] of Object.entries(runs)) {
  const zk = o1js.ZkProgram(all[program].config);
  await zk.compile({ cache: o1js.Cache.None });
  for (const [label, prove] of list) {
    name = label;
    await prove(zk);
    console.log(name);
  }
}
process.exit(0);
