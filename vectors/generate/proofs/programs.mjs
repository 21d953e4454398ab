// The programs whose proofs are vectors. Each uses gates that others do not: the features name them.
//
// A function is plain Kimchi (o1js's Experimental.ZkFunction), a program is Pickles (ZkProgram). `o` is the module o1js.

const secp = (1n << 256n) - (1n << 32n) - 977n;

/** functions returns {name: {publicInput, privateInputs, main, features}}; each runs main(publicInput, ...privateInputs). */
export function functions(o) {
  const { Field, Gadgets, Poseidon, Group, Scalar, RuntimeTable, Provable } = o;
  const one = (z, x, features, main) => ({ publicInput: Field(z), types: [Field], inputs: [Field(x)], features, main });
  return {
    generic: one(125n, 5n, 'generic', (z, x) => x.mul(x).mul(x).assertEquals(z)),
    poseidon: one(5n, 6n, 'poseidon', (z, x) => Poseidon.hash([x, z, x]).assertNotEquals(z)),
    curve: one(5n, 5n, 'complete add, varbase mul, endo scalar', (z, x) => {
      const g = Provable.witness(Group, () => Group.generator.scale(7));
      const h = g.add(g.scale(Provable.witness(Scalar, () => Scalar.from(12345n))));
      h.x.assertNotEquals(z);
      x.assertEquals(z);
    }),
    'range-check': one(77n, 77n, 'range check 0 and 1, foreign field add, lookup', (z, x) => {
      x.assertLessThanOrEqual(Field(100));
      x.assertEquals(z);
    }),
    'multi-range-check': one(77n, 77n, 'range check 0 and 1, lookup', (z, x) => {
      Gadgets.multiRangeCheck([x, x.add(1), x.mul(2)]);
      x.assertEquals(z);
    }),
    'foreign-field-add': one(5n, 9n, 'foreign field add', (z, x) => {
      const a = [x, z, Field(3)];
      const sum = Gadgets.ForeignField.sum([a, a, a], [1n, -1n], secp);
      Gadgets.ForeignField.assertAlmostReduced([sum], secp);
    }),
    'foreign-field-mul': one(5n, 9n, 'foreign field mul', (z, x) => {
      const a = [x, z, Field(3)];
      Gadgets.ForeignField.assertAlmostReduced([Gadgets.ForeignField.mul(a, a, secp)], secp);
    }),
    xor: one(0xdeadbeefn, 0x12345678n, 'xor, lookup', (z, x) => {
      Gadgets.xor(x, z, 32).assertEquals(Field(0xdeadbeefn ^ 0x12345678n));
    }),
    rot: one(0x1234567890abcdefn, 0x1234567890abcdefn, 'rot, lookup', (z, x) => {
      Gadgets.rotate64(x, 12, 'left').assertEquals(Gadgets.rotate64(z, 12, 'left'));
    }),
    'runtime-table': one(5n, 5n, 'lookup gate, runtime table', (z, x) => {
      const table = new RuntimeTable(5, [10n, 20n, 30n]);
      table.insert([[10n, Field(123)], [20n, Field(456)], [30n, Field(789)]]);
      table.lookup(10n, Field(123));
      table.lookup(30n, Field(789));
      table.check();
      x.assertEquals(z);
    }),
    mixed: one(0xdeadbeefn, 0x12345678n, 'xor, range check 0, rot, lookup', (z, x) => {
      Gadgets.xor(x, z, 32).assertEquals(Field(0xdeadbeefn ^ 0x12345678n));
      Gadgets.rangeCheck64(x);
      Gadgets.rotate64(x, 3, 'left');
    }),
  };
}

/** programs returns {name: {config, prove(program, make), features}}; prove returns the proof to be kept. */
export function programs(o) {
  const { Field, Gadgets, Poseidon, ZkProgram, SelfProof, Struct, UInt32, Bool } = o;
  const small = (name, features, types, inputs, method) => ({
    features,
    config: { name, methods: { run: { privateInputs: types, method } } },
    prove: async (program) => (await program.run(...inputs)).proof,
  });
  const chain = {
    name: 'chain',
    publicInput: Field,
    publicOutput: Field,
    methods: {
      base: { privateInputs: [], method: async (x) => ({ publicOutput: x.add(1) }) },
      step: {
        privateInputs: [SelfProof],
        method: async (x, earlier) => {
          earlier.verify();
          earlier.publicOutput.assertEquals(x);
          return { publicOutput: x.mul(2) };
        },
      },
    },
  };
  const tree = {
    name: 'tree',
    publicInput: Field,
    methods: {
      leaf: { privateInputs: [Field], method: async (x, y) => Poseidon.hash([y]).assertEquals(x) },
      join: {
        privateInputs: [SelfProof, SelfProof],
        method: async (x, left, right) => {
          left.verify();
          right.verify();
          Poseidon.hash([left.publicInput, right.publicInput]).assertEquals(x);
        },
      },
    },
  };
  const Pair = Struct({ flag: Bool, count: UInt32 });
  return {
    range: small('range', 'range check 0 and 1, foreign field add, lookup', [Field], [Field(77)], async (x) =>
      x.assertLessThanOrEqual(Field(100))
    ),
    'input-output': {
      features: 'public input and output',
      config: {
        name: 'input-output',
        publicInput: Pair,
        publicOutput: Field,
        methods: {
          run: {
            privateInputs: [Field],
            method: async ({ flag, count }, x) => ({ publicOutput: Poseidon.hash([flag.toField(), count.value, x]) }),
          },
        },
      },
      prove: async (program) => (await program.run(new Pair({ flag: Bool(true), count: UInt32.from(7) }), Field(9))).proof,
    },
    'foreign-field-mul': small('foreign-field-mul', 'foreign field add and mul, lookup', [Field], [Field(9)], async (x) => {
      const a = [x, x.add(1), Field(3)];
      Gadgets.ForeignField.assertAlmostReduced([Gadgets.ForeignField.mul(a, a, secp)], secp);
    }),
    xor: small('xor', 'xor, lookup', [Field], [Field(0x12345678n)], async (x) => {
      Gadgets.xor(x, Field(0xdeadbeefn), 32).assertEquals(Field(0xdeadbeefn ^ 0x12345678n));
    }),
    rot: small('rot', 'rot, range check 0, lookup', [Field], [Field(0x12345678n)], async (x) => {
      Gadgets.rotate64(x, 3, 'left').assertEquals(Field(0x12345678n << 3n));
    }),
    'chain-0': { features: 'a program with recursion, its base: no previous proof', config: chain, prove: async (p) => (await p.base(Field(3))).proof },
    'chain-1': {
      features: 'one previous proof',
      config: chain,
      prove: async (p) => (await p.step(Field(4), (await p.base(Field(3))).proof)).proof,
    },
    'tree-2': {
      features: 'two previous proofs',
      config: tree,
      prove: async (p) => {
        const [a, b] = [Poseidon.hash([Field(1)]), Poseidon.hash([Field(2)])];
        const left = (await p.leaf(a, Field(1))).proof;
        const right = (await p.leaf(b, Field(2))).proof;
        return (await p.join(Poseidon.hash([a, b]), left, right)).proof;
      },
    },
  };
}
