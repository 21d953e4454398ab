// Writes what a real JSON.stringify makes of the zkcw messages and of strings:
//
//   node protocol/wire/testdata/make.mjs protocol/wire/testdata
//
// makes messages.json and strings.json in the folder named.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw Error('usage: node make.mjs FOLDER');

const hex = (text) => Buffer.from(text, 'utf8').toString('hex');

const key = 'B62qrPN5Y5yq8kGE3FbVKbGTdTAJNdtNtB5sNVpxyRwWGcDEhpMzc8g';
const ciphertext = JSON.stringify({
  publicKey: { x: '1', y: '12418654782883325593414442427049395787963493412651469444558597405572177144507' },
  cipherText: ['0', '28948022309329048855892746252171976963363056481941560715954676764349967630336', '7'],
});
const odd = '</script>&\u2028\u2029 "quoted" back\\slash \b\t\n\f\r\u0000\u001f\u007f \u00e9 \u{1f511}';

// The objects as the encryption example builds them: an undefined member is dropped.
const request = (post, params) => ({ post, params });
const reply = (data) => ({ success: true, data, error: undefined });

const messages = [
  ['options', key, request('options', { key })],
  ['ready', key, request('ready', { key })],
  ['done', ciphertext, request('done', { result: ciphertext })],
  ['options', odd, request('options', { key: odd })],
  ['done', odd, request('done', { result: odd })],
  ['options-reply', ciphertext, reply({ command: 'options', encrypted: ciphertext })],
  ['execute-reply', ciphertext, reply({ command: 'execute', encrypted: ciphertext })],
  ['execute-reply', odd, reply({ command: 'execute', encrypted: odd })],
  ['close-reply', '{"success":true}', reply({ command: 'close', status: JSON.stringify({ success: true }) })],
  ['close-reply', '', reply({ command: 'close', status: JSON.stringify(undefined) })],
  ['refusal', 'base58_checksum', { success: false, data: undefined, error: 'base58_checksum' }],
  ['job-args', key, { clientAddress: key }],
  ['job-result', ciphertext, ciphertext],
].map(([kind, value, object]) => ({ kind, value: hex(value), message: hex(JSON.stringify(object)) }));

const points = [];
for (let code = 0; code <= 0xff; code++) points.push(code);
points.push(0x100, 0x7ff, 0x800, 0x2027, 0x2028, 0x2029, 0x202a, 0xd7ff, 0xe000, 0xfeff, 0xfffd, 0xffff);
points.push(0x10000, 0x1f511, 0x10fffe, 0x10ffff);

const texts = points.map((code) => String.fromCodePoint(code));
texts.push('', '<>&', odd, ciphertext, '\ud83d\udd11', 'a\u0000b\u0001c', '\\u0041');

// Unpaired surrogates: no UTF-8 text stands for them, so only the JSON is written.
const unpaired = ['\ud800', '\udbff', '\udc00', '\udfff', 'a\ud800b', '\udc00\ud800', '\ud800\ud800\udc00'];

const strings = {
  strings: texts.map((text) => [hex(text), hex(JSON.stringify(text))]),
  unpaired: unpaired.map((text) => hex(JSON.stringify(text))),
};

const file = (value) => JSON.stringify(value, null, 1) + '\n';
writeFileSync(join(folder, 'messages.json'), file(messages));
writeFileSync(join(folder, 'strings.json'), file(strings));
