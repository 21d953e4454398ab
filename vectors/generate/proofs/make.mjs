// Makes the proofs that the vectors hold: node proofs/make.mjs --out <directory> [<area>/<name>]...
//
// Proofs are randomised, so a proof that is made anew differs from the committed one, and with it the changes that spoil it.
// It takes about five minutes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as o1js from 'o1js';
import { fileOf } from './files.mjs';
import { functions, programs } from './programs.mjs';

const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
if (!values.out) throw new Error('usage: node proofs/make.mjs --out <directory> [<area>/<name>]...');

o1js.setBackend('native');
await o1js.initializeBindings();

const wanted = (name) => positionals.length === 0 || positionals.includes(name);

function write(name, record) {
  const path = join(values.out, `${name}.json`);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, fileOf(name, record));
}

async function timed(name, make) {
  const start = Date.now();
  const record = await make();
  write(name, record);
  console.log(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

for (const [name, { publicInput, types, inputs, features, main }] of Object.entries(functions(o1js))) {
  if (!wanted(`kimchi/${name}`)) continue;
  await timed(`kimchi/${name}`, async () => {
    const config = { name, publicInputType: o1js.Field, privateInputTypes: types, main };
    const zkf = o1js.Experimental.ZkFunction(config);
    const { verificationKey } = await zkf.compile();
    const proof = await zkf.prove(publicInput, ...inputs);
    if (!(await zkf.verify(proof, verificationKey))) throw new Error(`${name}: does not verify`);
    return { features, system: 'kimchi-berkeley', proof: proof.toJSON(), verificationKey: verificationKey.toString() };
  });
}

for (const [name, { features, config, prove }] of Object.entries(programs(o1js))) {
  if (!wanted(`pickles/${name}`)) continue;
  await timed(`pickles/${name}`, async () => {
    const program = o1js.ZkProgram(config);
    const { verificationKey } = await program.compile({ cache: o1js.Cache.None });
    const proof = await prove(program);
    const json = proof.toJSON();
    if (!(await o1js.verify(json, verificationKey))) throw new Error(`${name}: does not verify`);
    return {
      features,
      system: 'pickles-berkeley',
      proof: json,
      verificationKey: { data: verificationKey.data, hash: verificationKey.hash.toString() },
    };
  });
}
process.exit(0);
