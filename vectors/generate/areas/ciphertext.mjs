// elgamal.decrypt of ciphertexts as JSON texts: layouts that are allowed, and all that SPEC 6.4 refuses.
//
// The ephemeral scalar is 1, so that R is the generator and R.x is 1; the message is chosen so that the first element of the
// ciphertext is a small number. Other spellings of these numbers then mean the same to whoever accepts them.
import { curves, p } from '../lib/constants.mjs';
import { Stream } from '../lib/random.mjs';
import { newKey, schemes, seal } from '../lib/sealed.mjs';
import { Suite } from '../lib/suite.mjs';

const { x: gx, y: gy } = curves.pallas.generator;
const quote = (value) => JSON.stringify(value);
const list = (elements) => `[${elements.map(quote).join(',')}]`;
const point = (x, y) => `{"x":${quote(x)},"y":${quote(y)}}`;
const object = (key, elements) => `{"publicKey":${key},"cipherText":${elements}}`;
const G = point(gx, gy);

export async function build(peers) {
  const files = [];
  for (const one of schemes(peers)) files.push(await buildScheme(one));
  return files;
}

async function buildScheme({ scheme, peers, decrypts }) {
  const suite = new Suite(`elgamal/${scheme}-json`);
  const stream = new Stream(`elgamal/${scheme}-json`);
  const keys = await newKey(peers[0], stream);

  /** withFirst returns the elements of a ciphertext whose first element is c0. */
  const withFirst = async (c0, n = 1) => {
    const rest = stream.elements(n - 1, p);
    const [stream0] = (await seal(peers[0], scheme, keys.publicKey, ['0', ...rest], 1n)).cipherText;
    const m0 = (((c0 - BigInt(stream0)) % p) + p) % p;
    const { cipherText } = await seal(peers[0], scheme, keys.publicKey, [`${m0}`, ...rest], 1n);
    if (cipherText[0] !== `${c0}`) throw new Error('first element');
    return cipherText;
  };
  const small = { zero: await withFirst(0n), one: await withFirst(1n), five: await withFirst(5n), pair: await withFirst(5n, 2) };
  const empty = (await seal(peers[0], scheme, keys.publicKey, [], 1n)).cipherText;

  const open = (requirements) => {
    const group = suite.group('elgamal.decrypt', requirements, peers);
    const run = (comment, input, options) => group(comment, { scheme, privateKey: keys.privateKey, ...input, as: 'fields' }, options);
    return {
      accept: (comment, text) => run(comment, { ciphertextJSON: text }, { flags: ['JsonLayout'] }),
      refuse: (comment, text, code, flag) => run(comment, { ciphertextJSON: text }, { code, flags: flag ? [flag] : [] }),
      refuseObject: (comment, ciphertext, code, flag) => run(comment, { ciphertext }, { code, flags: [flag] }),
    };
  };
  await layouts(open([decrypts, 'ENC-20']), small);
  await syntax(open(['ENC-14']), small);
  await members(open(['ENC-15']), small);
  await types(open(['ENC-16']), small);
  await numbers(open(['ENC-17', 'FLD-1', 'FLD-8', 'FLD-9']), small);
  await points(open(['ENC-18', 'CRV-8', 'CRV-9', 'ENC-6']), small);
  await lengths(open(['ENC-19', 'ENC-7']), empty);
  await order(open(['ERR-1']), small, empty);
  return suite;
}

async function layouts({ accept }, { five, pair }) {
  const elements = list(five);
  for (const [comment, text] of [
    ['as o1js writes it', object(G, elements)], ['members exchanged', `{"cipherText":${elements},"publicKey":${G}}`],
    ['coordinates exchanged', object(`{"y":${quote(gy)},"x":"1"}`, elements)],
    ['a space after each token', object(G, elements).replace(/([{}[\],:])/g, '$1 ')],
    ['tabs and line breaks', object(G, elements).replace(/,/g, ',\r\n\t')], ['white space around', ` \t\r\n${object(G, elements)}\n `],
    ['a name with an escape', object(G, elements).replace('publicKey', '\\u0070ublicKey')],
    ['a digit as an escape', object(G, `["\\u0035",${quote(five[1])}]`)], ['an escape in a coordinate', object(`{"x":"\\u0031","y":${quote(gy)}}`, elements)],
    ['two fields, indented', JSON.stringify(JSON.parse(object(G, list(pair))), null, 4)],
  ]) await accept(comment, text);
}

async function syntax({ refuse }, { five }) {
  const good = object(G, list(five));
  for (const [comment, text] of [
    ['empty text', ''], ['white space alone', ' \n'], ['cut before the last brace', good.slice(0, -1)], ['cut in half', good.slice(0, good.length / 2)],
    ['a letter after the object', `${good}x`], ['the object twice', good + good], ['a comma after the object', `${good},`], ['NUL after the object', `${good}\u0000`],
    ['a comma before the brace', good.replace(/}$/, ',}')], ['a comma before the bracket', good.replace(']', ',]')], ['a comma missing', good.replace('},', '}')],
    ['apostrophes for quotes', good.replaceAll('"', "'")], ['names without quotes', good.replace(/"(publicKey|cipherText|x|y)"/g, '$1')],
    ['a comment', `/* */${good}`], ['a byte order mark in front', `\ufeff${good}`], ['a non-breaking space in front', `\u00a0${good}`], ['a form feed in front', `\f${good}`],
    ['a line break within a number text', object(G, `["5\n",${quote(five[1])}]`)], ['an unknown escape', object(G, `["\\5",${quote(five[1])}]`)],
    ['a short escape', object(G, `["\\u35",${quote(five[1])}]`)], ['undefined', 'undefined'], ['NaN as an element', object(G, `[NaN,${quote(five[1])}]`)],
    ['an element with leading zero, no quotes', object(G, `[05,${quote(five[1])}]`)],
  ]) await refuse(comment, text, 'malformed_json');
}

async function members({ refuse }, { five }) {
  const elements = list(five);
  const good = object(G, elements);
  for (const [comment, text, flag] of [
    ['no member', '{}'], ['no publicKey', `{"cipherText":${elements}}`], ['no cipherText', `{"publicKey":${G}}`],
    ['no x', object(`{"y":${quote(gy)}}`, elements)], ['no y', object('{"x":"1"}', elements)], ['an empty publicKey', object('{}', elements)],
    ['PublicKey', good.replace('publicKey', 'PublicKey')], ['ciphertext', good.replace('cipherText', 'ciphertext')], ['X', good.replace('"x"', '"X"')],
    ['a member messageLength, as encryptBytes adds', good.replace(/}$/, ',"messageLength":31}'), 'JsonExtraMember'],
    ['an unknown member in front', good.replace('{', '{"version":1,'), 'JsonExtraMember'], ['a member null', good.replace(/}$/, ',"note":null}'), 'JsonExtraMember'],
    ['a member __proto__', good.replace(/}$/, ',"__proto__":{}}'), 'JsonExtraMember'], ['a member with an empty name', good.replace(/}$/, ',"":""}'), 'JsonExtraMember'],
    ['a member z in publicKey', object(`{"x":"1","y":${quote(gy)},"z":"1"}`, elements), 'JsonExtraMember'],
    ['publicKey in capitals beside publicKey', good.replace(/}$/, `,"PUBLICKEY":${G}}`), 'JsonExtraMember'],
    ['cipherText twice, equal', good.replace(/}$/, `,"cipherText":${elements}}`), 'JsonDuplicateMember'],
    ['cipherText twice, the last is right', `{"cipherText":["1","2"],"publicKey":${G},"cipherText":${elements}}`, 'JsonDuplicateMember'],
    ['cipherText twice, the first is right', good.replace(/}$/, ',"cipherText":["1","2"]}'), 'JsonDuplicateMember'],
    ['publicKey twice, equal', good.replace(/}$/, `,"publicKey":${G}}`), 'JsonDuplicateMember'],
    ['cipherText twice, once with an escape', good.replace(/}$/, `,"\\u0063ipherText":${elements}}`), 'JsonDuplicateMember'],
    ['x twice', object(`{"x":"1","y":${quote(gy)},"x":"1"}`, elements), 'JsonDuplicateMember'],
  ]) await refuse(comment, text, 'malformed_json', flag);
}

async function types({ refuse }, { zero, one, five }) {
  const tag = quote(five[1]);
  const elements = list(five);
  for (const [comment, text, flag] of [
    ['null', 'null'], ['a list', '[]'], ['a number', '5'], ['true', 'true'], ['the object in a list', `[${object(G, elements)}]`],
    ['the ciphertext as a JSON string', quote(object(G, elements))],
    ['publicKey is null', object('null', elements)], ['publicKey is a text', object('"B62q"', elements)], ['publicKey is a list', object(`["1",${quote(gy)}]`, elements)],
    ['x is a number', object(`{"x":1,"y":${quote(gy)}}`, elements), 'JsonNumber'], ['x is true', object(`{"x":true,"y":${quote(gy)}}`, elements), 'JsonNumber'],
    ['y is a number', object(`{"x":"1","y":${gy}}`, elements), 'JsonNumber'], ['x is null', object(`{"x":null,"y":${quote(gy)}}`, elements)],
    ['x is a list', object(`{"x":["1"],"y":${quote(gy)}}`, elements)], ['x is an object', object(`{"x":{"x":"1"},"y":${quote(gy)}}`, elements)],
    ['cipherText is null', object(G, 'null')], ['cipherText is false', object(G, 'false')], ['cipherText is 0', object(G, '0')],
    ['cipherText is an empty text', object(G, '""')], ['cipherText is a text', object(G, '"5"')], ['cipherText is an object', object(G, `{"0":"5","1":${tag},"length":2}`)],
    ['an element is a number', object(G, `[5,${tag}]`), 'JsonNumber'], ['an element is a number with a fraction of zero', object(G, `[5.0,${tag}]`), 'JsonNumber'],
    ['an element is a number with an exponent', object(G, `[5e0,${tag}]`), 'JsonNumber'], ['an element is true', object(G, `[true,${quote(one[1])}]`), 'JsonNumber'],
    ['an element is false', object(G, `[false,${quote(zero[1])}]`), 'JsonNumber'], ['an element is minus zero', object(G, `[-0,${quote(zero[1])}]`), 'JsonNumber'],
    ['the tag is a number', object(G, `["5",${five[1]}]`), 'JsonNumber'], ['an element is null', object(G, `[null,${tag}]`)],
    ['an element is a list', object(G, `[["5"],${tag}]`)], ['an element is an object', object(G, `[{},${tag}]`)], ['lists within lists', object(G, `[${'['.repeat(60)}${']'.repeat(60)},${tag}]`)],
  ]) await refuse(comment, text, 'malformed_json', flag);
}

async function numbers({ refuse, refuseObject }, { zero, five }) {
  const [, tag] = five;
  const n = BigInt(tag);
  for (const [spelling, flag] of [
    [' 5', 'JsonWhiteSpace'], ['5 ', 'JsonWhiteSpace'], ['\n5', 'JsonWhiteSpace'], ['\u00a05', 'JsonWhiteSpace'], ['\ufeff5', 'JsonWhiteSpace'], ['05', 'JsonLeadingZero'],
    ['0000000005', 'JsonLeadingZero'], ['+5', 'JsonNegative'], [`${5n - p}`, 'JsonNegative'], ['-5', 'JsonNegative'], [`${5n + p}`, 'JsonNotReduced'], [`${5n + 2n * p}`, 'JsonNotReduced'],
    ['0x5', 'JsonHexNumber'], ['0X5', 'JsonHexNumber'], ['0b101', 'JsonHexNumber'], ['0o5', 'JsonHexNumber'], ['-0x5', 'JsonHexNumber'],
    ['5n', 'NonCanonicalField'], ['5.0', 'NonCanonicalField'], ['5e0', 'NonCanonicalField'], ['0_5', 'NonCanonicalField'], ['five', 'NonCanonicalField'], ['5\u0000', 'NonCanonicalField'],
    ['\u0665', 'NonCanonicalField'], [`${5n + p * 10n ** 3000n}`, 'JsonNotReduced'],
  ]) await refuse(`an element ${quote(spelling).slice(0, 40)}`, object(G, list([spelling, tag])), 'non_canonical', flag);
  for (const [spelling, flag] of [['', 'JsonEmptyString'], ['  ', 'JsonEmptyString'], ['-0', 'JsonNegative'], ['00', 'JsonLeadingZero'], [`${p}`, 'JsonNotReduced'], ['0x0', 'JsonHexNumber']]) {
    await refuse(`an element ${quote(spelling).slice(0, 40)} for 0`, object(G, list([spelling, zero[1]])), 'non_canonical', flag);
  }
  for (const [comment, spelling, flag] of [
    ['plus p', `${n + p}`, 'JsonNotReduced'], ['minus p', `${n - p}`, 'JsonNegative'], ['hexadecimal', `0x${n.toString(16)}`, 'JsonHexNumber'], ['a leading zero', `0${tag}`, 'JsonLeadingZero'],
    ['a space behind', `${tag} `, 'JsonWhiteSpace'], ['empty', '', 'JsonEmptyString'],
  ]) await refuse(`the tag: ${comment}`, object(G, list(['5', spelling])), 'non_canonical', flag);
  const y = BigInt(gy);
  for (const [comment, x2, y2, flag] of [
    ['x 01', '01', gy, 'JsonLeadingZero'], ['x 0x1', '0x1', gy, 'JsonHexNumber'], ['x with a space', '1 ', gy, 'JsonWhiteSpace'], ['x +1', '+1', gy, 'JsonNegative'],
    ['x plus p', `${1n + p}`, gy, 'JsonNotReduced'], ['x minus p', `${1n - p}`, gy, 'JsonNegative'], ['y plus p', '1', `${y + p}`, 'JsonNotReduced'], ['y minus p', '1', `${y - p}`, 'JsonNegative'],
    ['y with a leading zero', '1', `0${gy}`, 'JsonLeadingZero'], ['y hexadecimal', '1', `0x${y.toString(16)}`, 'JsonHexNumber'], ['x empty', '', gy, 'JsonEmptyString'], ['y a word', '1', 'y', 'NonCanonicalField'],
  ]) await refuse(`publicKey: ${comment}`, object(point(x2, y2), list(five)), 'non_canonical', flag);
  await refuse('every number plus p', object(point(`${1n + p}`, `${y + p}`), list(five.map((text) => `${BigInt(text) + p}`))), 'non_canonical', 'JsonNotReduced');
  await refuseObject('as an object: an element plus p', { publicKey: { x: gx, y: gy }, cipherText: [`${5n + p}`, tag] }, 'non_canonical', 'JsonNotReduced');
  await refuseObject('as an object: x hexadecimal', { publicKey: { x: '0x1', y: gy }, cipherText: five }, 'non_canonical', 'JsonHexNumber');
}

async function points({ refuse, refuseObject }, { five }) {
  const elements = list(five);
  await refuse('the identity', object(point('0', '0'), elements), 'identity_point', 'EncIdentityEphemeral');
  await refuseObject('as an object: the identity', { publicKey: { x: '0', y: '0' }, cipherText: five }, 'identity_point', 'EncIdentityEphemeral');
  for (const [x, y] of [['1', '1'], ['0', '1'], ['1', '0'], [gx, `${BigInt(gy) + 1n}`], [gy, gx], [curves.vesta.generator.x, curves.vesta.generator.y], [`${p - 1n}`, gy]]) {
    await refuse('not on the curve', object(point(x, y), elements), 'point_not_on_curve', 'PointNotOnCurve');
  }
  await refuseObject('as an object: not on the curve', { publicKey: { x: '2', y: '3' }, cipherText: five }, 'point_not_on_curve', 'PointNotOnCurve');
}

async function lengths({ refuse, refuseObject }, empty) {
  await refuse('no element and no tag', object(G, '[]'), 'empty_ciphertext', 'EncZeroField');
  await refuse('the tag alone', object(G, list(empty)), 'empty_ciphertext', 'EncZeroField');
  await refuse('one element alone', object(G, list(['5'])), 'empty_ciphertext', 'EncZeroField');
  await refuseObject('as an object: no element and no tag', { publicKey: { x: gx, y: gy }, cipherText: [] }, 'empty_ciphertext', 'EncZeroField');
  await refuseObject('as an object: the tag alone', { publicKey: { x: gx, y: gy }, cipherText: empty }, 'empty_ciphertext', 'EncZeroField');
}

async function order({ refuse }, { five }, empty) {
  const flag = 'JsonOrder';
  const [, tag] = five;
  await refuse('a further member and a leading zero', object(G, list(['05', tag])).replace(/}$/, ',"n":1}'), 'malformed_json', flag);
  await refuse('a number without quotes and a leading zero', object(`{"x":"01","y":${quote(gy)}}`, `[5,${quote(tag)}]`), 'malformed_json', flag);
  await refuse('a member twice and the identity', object(point('0', '0'), list(five)).replace(/}$/, `,"cipherText":${list(five)}}`), 'malformed_json', flag);
  await refuse('no element and a further member', object(G, '[]').replace(/}$/, ',"n":1}'), 'malformed_json', flag);
  await refuse('a letter after the object and a leading zero', `${object(G, list(['05', tag]))}x`, 'malformed_json', flag);
  await refuse('not on the curve and an element not below p', object(point('1', '1'), list([`${p}`, tag])), 'non_canonical', flag);
  await refuse('the identity and a tag with a leading zero', object(point('0', '0'), list(['5', `0${tag}`])), 'non_canonical', flag);
  await refuse('the tag alone, with a leading zero', object(G, list([`0${empty[0]}`])), 'non_canonical', flag);
  await refuse('the identity and no element', object(point('0', '0'), '[]'), 'identity_point', flag);
  await refuse('not on the curve and the tag alone', object(point('1', '1'), list(empty)), 'point_not_on_curve', flag);
  await refuse('the identity, spelled by empty texts', object(point('', ''), list(five)), 'non_canonical', flag);
  await refuse('the identity, spelled by the modulus', object(point(`${p}`, '0'), list(five)), 'non_canonical', flag);
}
