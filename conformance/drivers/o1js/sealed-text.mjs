// Texts as fields, both ways (SPEC 4.8), by o1js's Encoding, which reads more than it writes.

import { refusal } from './refusal.mjs';

export const fieldsOf = ({ Encoding }, text) => Encoding.stringToFields(text);

/** textOf refuses fields that are not what o1js writes for their bytes. */
export function textOf({ Encoding }, fields) {
  const written = Encoding.bytesToFields(Encoding.bytesFromFields([...fields]));
  const same = written.length === fields.length && written.every((x, i) => x.toBigInt() === fields[i].toBigInt());
  if (!same) throw refusal('encoding_non_canonical', 'not the encoding of a text');
  return Encoding.stringFromFields([...fields]);
}
