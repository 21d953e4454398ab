// Text encryption as the zkCloudWorker encryption example does it with o1js: UTF-8 in
// field elements of 31 bytes, the ciphertext as the JSON text of what encrypt returns.

// textCipher returns {encrypt, decrypt} for a scheme with the o1js release in lib.
export function textCipher(lib, scheme) {
  const { Encoding, Field, Group, PrivateKey, PublicKey } = lib.o1js;
  const { encrypt, decrypt } = fieldCipher(lib, scheme);
  return {
    encrypt(text, publicKey) {
      const ciphertext = encrypt(Encoding.stringToFields(text), PublicKey.fromBase58(publicKey));
      return JSON.stringify(ciphertext);
    },
    decrypt(ciphertext, privateKey) {
      const parsed = parseCiphertext({ Field, Group }, JSON.parse(ciphertext));
      return Encoding.stringFromFields(decrypt(parsed, PrivateKey.fromBase58(privateKey)));
    },
  };
}

// fieldCipher returns o1js's functions for a scheme; undefined if the release has none.
export function fieldCipher({ version, o1js }, scheme) {
  const { encrypt, decrypt, encryptV2, decryptV2 } = o1js.Encryption;
  const named = { encrypt, decrypt };
  const v2 = { encrypt: encryptV2, decrypt: decryptV2 };
  return { '1.9.1': { 'o1js-v1': named, 'o1js-v2': v2 }, '2.15.0': { 'o1js-v2': named } }[version][scheme];
}

// parseCiphertext makes o1js values of a ciphertext's JSON, as leniently as the
// constructors are.
export function parseCiphertext({ Field, Group }, { publicKey, cipherText }) {
  return { publicKey: new Group(publicKey), cipherText: cipherText.map((t) => Field(t)) };
}

// profiles of the handshake: the o1js release and the scheme of each.
export const profiles = {
  'zkcw-v1': { version: '1.9.1', scheme: 'o1js-v1' },
  'zkcw-v2': { version: '2.15.0', scheme: 'o1js-v2' },
};
