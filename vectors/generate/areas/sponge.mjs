// poseidon.sponge: sequences of absorptions (a) and squeezes (s), written as words.
import { p } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { Suite } from '../lib/suite.mjs';

const words = [
  '', 'a', 'aa', 'aaa', 's', 'ss', 'sss', 'ssss', 'sssss', 'as', 'aas', 'aaas', 'aaaas', 'aaaaas', 'ass', 'asss', 'assss', 'aass', 'aasss', 'aaass',
  'asa', 'asas', 'assas', 'asssas', 'aasas', 'aasaas', 'assaas', 'asaaas', 'sas', 'sass', 'ssas', 'sssas', 'saas', 'ssaas', 'saaas', 'saaaas',
  'asasasas', 'aasssaass', 'aaassaaassaaass', 'sasasasa', 'assassassass', 'aaaaaaaasssssss', 'asaasaaasaaaas', 'asassasssassss',
];

export async function build({ o1js2, o1js1 }) {
  const suite = new Suite('poseidon/sponge');
  const stream = new Stream('poseidon/sponge');
  const peers = [o1js2, o1js1];
  const group = suite.group('poseidon.sponge', ['PSD-11'], peers);
  for (const word of words) {
    const trace = [...word].map((c) => (c === 's' ? { squeeze: true } : { absorb: stream.element(p) }));
    const flags = /ss|sa/.test(word) ? ['SpongeSqueezeTwice'] : word.startsWith('s') || word === '' ? ['PoseidonEmpty'] : [];
    await group(word === '' ? 'no step' : `steps ${word}`, { trace }, { flags });
  }
  // The orders of the two encryption schemes for three elements.
  const absorb = (x) => ({ absorb: x });
  const [z, c0, c1, c2] = stream.elements(4, p);
  const squeeze = { squeeze: true };
  await group('order of o1js-v1', { trace: [absorb(z), squeeze, squeeze, absorb(c0), absorb(c1), squeeze, absorb(c2), squeeze] }, { flags: ['SpongeSqueezeTwice'] });
  await group('order of o1js-v2', {
    trace: [absorb(z), absorb('0'), squeeze, absorb(c0), absorb('0'), squeeze, absorb(c1), absorb('1'), squeeze, absorb(c2), squeeze],
  }, { flags: ['SpongeSqueezeTwice'] });
  for (const inputs of [['0'], ['0', '0'], [`${p - 1n}`, `${p - 1n}`, `${p - 1n}`]]) {
    await group('edge values', { trace: [...inputs.map(absorb), squeeze, squeeze, squeeze] }, { flags: ['FieldEdge'] });
  }

  const refusals = suite.group('poseidon.sponge', ['FLD-1', 'FLD-8', 'FLD-9'], peers);
  for (const [text, flag] of [[`${p}`, 'NonCanonicalField'], ['01', 'JsonLeadingZero'], ['-1', 'JsonNegative'], ['0x1', 'JsonHexNumber']]) {
    await refusals(`an element ${text}`, { trace: [absorb(text), squeeze] }, { code: 'non_canonical', flags: [flag] });
  }
  return [suite];
}
