/** readPack returns the byte strings of a MessagePack text of lists, nil and byte strings: {path, at, length, bytes}, paths like 1.0.3. */
export function readPack(bytes) {
  const leaves = [];
  let at = 0;
  const value = (path) => {
    const tag = bytes[at++];
    if (tag === 0xc0) return;
    if (tag === 0xc4) {
      const length = bytes[at++];
      leaves.push({ path, at, length, bytes: bytes.subarray(at, at + length) });
      at += length;
      return;
    }
    let length = tag & 15;
    if (tag === 0xdc) {
      length = bytes.readUInt16BE(at);
      at += 2;
    } else if (tag >> 4 !== 9) throw new Error(`MessagePack tag ${tag} at ${at - 1}`);
    for (let i = 0; i < length; i++) value(path === '' ? `${i}` : `${path}.${i}`);
  };
  value('');
  if (at !== bytes.length) throw new Error('bytes left over');
  return leaves;
}
