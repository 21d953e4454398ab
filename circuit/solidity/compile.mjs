// Compiles the contract on standard input and prints its deployed bytecode in
// hexadecimal.

import { readFileSync } from 'node:fs';

import solc from 'solc';

const input = {
  language: 'Solidity',
  sources: { 'Verifier.sol': { content: readFileSync(0, 'utf8') } },
  settings: {
    optimizer: { enabled: true, runs: 200 },
    outputSelection: { '*': { '*': ['evm.deployedBytecode.object'] } },
  },
};
const output = JSON.parse(solc.compile(JSON.stringify(input)));
for (const { severity, formattedMessage } of output.errors ?? []) {
  if (severity === 'error') throw Error(formattedMessage);
}
console.log(output.contracts['Verifier.sol'].Verifier.evm.deployedBytecode.object);
