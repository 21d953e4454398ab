// The files of proofs, vectors/kimchi/*.json and vectors/pickles/*.json: a proof made by o1js, and changes that spoil it.
import { readFileSync } from 'node:fs';
import * as changes from './changes.mjs';

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));

const requirements = {
  kimchi: ['KIM-7', 'KIM-12', 'KIM-15', 'KIM-16', 'KIM-20', 'KIM-21', 'KIM-22', 'KIM-23', 'B64-2', 'FLD-14'],
  pickles: [
    'PIC-1', 'PIC-2', 'PIC-3', 'PIC-4', 'PIC-5', 'PIC-7', 'PIC-8', 'PIC-9', 'PIC-10', 'PIC-11', 'PIC-12', 'PIC-13', 'PIC-16', 'B64-2', 'FLD-14',
  ],
};

/**
 * fileOf returns the text of a file for a proof: {features, system, proof, verificationKey}. The intermediate values, which
 * Go's tests write, go with it if there are any.
 */
export function fileOf(name, { features, system, proof, verificationKey, values }) {
  const area = name.split('/')[0];
  const tests = changes[area]({ proof, verificationKey }).map(([comment, code, list], i) => ({
    id: i + 2, comment, changes: list, result: 'invalid', code,
  }));
  tests.unshift({ id: 1, comment: 'as o1js made it', changes: [], result: 'valid' });
  const head = {
    schema: 'minaseal-proofs/1',
    name,
    producers: [{ package: 'o1js', version: lock.packages['node_modules/o1js'].version }],
    features,
    requirements: requirements[area],
    system,
    proof,
    verificationKey,
    numberOfTests: tests.length,
  };
  const lines = tests.map((test) => `    ${JSON.stringify(test)}`).join(',\n');
  const text = JSON.stringify(head, null, 2);
  const whole = values ? text.replace('  "numberOfTests"', `  "values": ${JSON.stringify(values)},\n  "numberOfTests"`) : text;
  return whole.replace(/\n}$/, `,\n  "tests": [\n${lines}\n  ]\n}\n`);
}
