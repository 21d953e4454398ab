// Parameters of the Pasta curves, written out so that inputs can be made without the libraries under test.

export const p = 0x40000000000000000000000000000000224698fc094cf91b992d30ed00000001n;
export const q = 0x40000000000000000000000000000000224698fc0994a8dd8c46eb2100000001n;

export const fields = { fp: p, fq: q };

export const curves = {
  pallas: {
    base: p,
    order: q,
    generator: {
      x: '1',
      y: '12418654782883325593414442427049395787963493412651469444558597405572177144507',
    },
    beta: 20444556541222657078399132219657928148671392403212669005631716460534733845831n,
    lambda: 26005156700822196841419187675678338661165322343552424574062261873906994770353n,
  },
  vesta: {
    base: q,
    order: p,
    generator: {
      x: '1',
      y: '11426906929455361843568202299992114520848200991084027513389447476559454104162',
    },
    beta: 2942865608506852014473558576493638302197734138389222805617480874486368177743n,
    lambda: 8503465768106391777493614032514048814691664078728891710322960303815233784505n,
  },
};

export const identity = { x: '0', y: '0' };

export const mod = (x, m) => ((x % m) + m) % m;

/** negate returns the opposite of an affine point. */
export function negate(curve, point) {
  const { base } = curves[curve];
  return { x: point.x, y: mod(-BigInt(point.y), base).toString() };
}
