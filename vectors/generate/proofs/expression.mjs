/**
 * readExpression returns the atoms of an s-expression by their paths: {at, text}. A list of pairs whose first parts are names
 * is a record, whose members go by name; other lists go by position.
 */
export function readExpression(text) {
  let at = 0;
  const read = () => {
    while (text[at] === ' ') at++;
    if (text[at] === '(') {
      at++;
      const items = [];
      for (;;) {
        while (text[at] === ' ') at++;
        if (text[at] === ')') break;
        items.push(read());
      }
      at++;
      return { items };
    }
    const [atom] = /^("(?:[^"\\]|\\.)*"|[^()\s"]+)/.exec(text.slice(at));
    const node = { at, text: atom };
    at += atom.length;
    return node;
  };
  const atoms = new Map();
  const name = (node) => /^[a-z][a-z_0-9]*$/i.test(node.text ?? '') && !/^(0x)?[0-9a-f]{16,}$/i.test(node.text);
  const isMember = ({ items }) => items?.length === 2 && name(items[0]);
  const walk = (node, path) => {
    if (node.text !== undefined) return atoms.set(path, node);
    const record = node.items.length > 0 && node.items.every(isMember);
    node.items.forEach((item, i) => {
      const [key, value] = record ? [item.items[0].text, item.items[1]] : [i, item];
      walk(value, path === '' ? `${key}` : `${path}.${key}`);
    });
  };
  walk(read(), '');
  if (at !== text.length) throw new Error('text left over');
  return atoms;
}
