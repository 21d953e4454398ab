// The catalogue of flags: why a case is there, and what goes wrong where it is got wrong.

const flag = (bugType, description, effect) => ({ bugType, description, effect });

export const flags = {
  // numbers
  FieldEdge: flag('EDGE_CASE', 'An operand or a result next to zero, the modulus or a limb boundary.', 'A wrong carry or a missing final reduction changes the result.'),
  NonCanonicalField: flag('NON_CANONICAL', 'A number text or byte form that is not the canonical one, or is not below the modulus.', 'Two spellings of one value: signatures, hashes of texts and duplicate checks can be bypassed.'),
  JsonHexNumber: flag('NON_CANONICAL', 'A number with the prefix 0x, 0o or 0b.', 'A lenient reader takes another number than a decimal reader, or two spellings of one value.'),
  JsonNegative: flag('NON_CANONICAL', 'A number with a sign.', 'A lenient reader reduces it modulo the field: another spelling of an element.'),
  JsonEmptyString: flag('NON_CANONICAL', 'A number that is the empty or an all-blank string.', 'JavaScript reads it as 0.'),
  JsonNumber: flag('NON_CANONICAL', 'A JSON number or boolean where a string is due.', 'JavaScript reads it through a 64-bit float: large values change silently.'),
  JsonWhiteSpace: flag('NON_CANONICAL', 'White space inside a number text.', 'JavaScript trims it: another spelling of an element.'),
  JsonLeadingZero: flag('NON_CANONICAL', 'A decimal text with leading zeros.', 'Another spelling of an element.'),
  JsonNotReduced: flag('NON_CANONICAL', 'A decimal text of a number that is not below the modulus.', 'Another spelling of an element.'),
  JsonExtraMember: flag('NON_CANONICAL', 'An object with a member that the format does not have.', 'Data that nobody authenticates travels inside the ciphertext.'),
  JsonDuplicateMember: flag('PARSER_DIFFERENTIAL', 'An object with the same member twice.', 'Readers that take the first and readers that take the last see different ciphertexts.'),
  JsonOrder: flag('PARSER_DIFFERENTIAL', 'Two faults at once: the first check that fails decides the code.', 'Reports of two implementations cannot be compared.'),
  JsonLayout: flag('FUNCTIONALITY', 'Allowed variation: order of members, white space between tokens, escapes.', 'A reader that compares texts refuses a correct ciphertext.'),

  // curve
  PointNotOnCurve: flag('MISSING_CHECK', 'Coordinates that satisfy no curve equation.', 'Invalid-curve attacks recover the private key.'),
  IdentityPoint: flag('EDGE_CASE', 'The identity as operand or result.', 'Incomplete addition formulas fail or give a wrong point.'),
  EqualOrOpposite: flag('EDGE_CASE', 'Equal or opposite operands of an addition.', 'Incomplete addition formulas fail or give a wrong point.'),
  GeneratorMismatch: flag('WRONG_PARAMETER', 'The point (-1, 2), the generator that Zcash uses on these curves.', 'Keys made with another generator are other keys.'),
  ScalarZero: flag('MISSING_CHECK', 'A zero scalar where a private key or an ephemeral scalar is due.', 'The public key is the identity; the shared secret is known to everybody.'),
  ScalarEdge: flag('EDGE_CASE', 'A scalar next to zero, the order, a power of two or the endomorphism eigenvalue.', 'Recoding or scalar splitting goes wrong.'),
  ScalarSplit: flag('EDGE_CASE', 'A scalar at which its halves by the endomorphism, or its digits in windows, are at their edges.', 'A rounding, a sign or a carry goes wrong.'),
  ScalarGeP: flag('EDGE_CASE', 'A scalar from p to q-1: valid, though it is not below the base field modulus.', 'A library that checks scalars against the wrong modulus refuses valid keys or reduces them.'),
  ScalarGeQ: flag('MISSING_CHECK', 'A scalar that is not below the group order.', 'Two spellings of one key.'),

  // Poseidon
  PoseidonEmpty: flag('EDGE_CASE', 'No input: still one permutation.', 'A loop over the inputs alone forgets it.'),
  PoseidonZeroPadCollision: flag('MALLEABILITY', 'Inputs that collide with others through zero padding.', 'Whoever hashes lists of free length with it has collisions.'),
  PrefixTooLong: flag('MISSING_CHECK', 'A prefix of 32 characters or more.', 'It does not fit one element.'),
  PrefixNotAscii: flag('MISSING_CHECK', 'A prefix with a character above U+007F.', 'Libraries read such a character differently, or drop bits of it.'),
  PackedOutOfRange: flag('MISSING_CHECK', 'A packed item whose value does not fit its bits, or whose bits are not 1 to 254.', 'Different items pack to the same element.'),
  PackedBoundary: flag('EDGE_CASE', 'Items that fill an element to 253, 254 or 255 bits.', 'Off by one: another number of elements, another hash.'),
  SpongeSqueezeTwice: flag('EDGE_CASE', 'Several squeezes in a row, or an absorption after a squeeze.', 'The second squeeze costs no permutation; an absorption restarts at the first lane without one.'),

  // base58check and keys
  B62Alphabet: flag('MISSING_CHECK', 'A character outside the base58 alphabet.', 'Trimming or mapping readers accept texts that others refuse.'),
  B62Checksum: flag('MISSING_CHECK', 'A wrong checksum.', 'A mistyped key is used.'),
  B62Version: flag('MISSING_CHECK', 'A wrong version byte, outside or inside.', 'One kind of object is taken for another.'),
  B62Length: flag('MISSING_CHECK', 'A payload or a text of a wrong length.', 'Bytes are ignored or made up.'),
  B62Parity: flag('MISSING_CHECK', 'A parity byte that is neither 0 nor 1.', 'Two spellings of one key, or the wrong key.'),
  B62XGeP: flag('MISSING_CHECK', 'An x coordinate that is not below the modulus.', 'Two spellings of one key.'),
  SkShortPayload: flag('MISSING_CHECK', 'A private key with fewer than 32 scalar bytes.', 'o1js reads the bytes there are; the key is written differently afterwards.'),

  // signatures
  SigTampered: flag('AUTH_BYPASS', 'A signature, message, key or network that was changed.', 'A forgery is accepted.'),
  SigWrongParity: flag('MISSING_STEP', 'The commitment has the right x and an odd y.', 'A second signature for every signature.'),
  SigIdentityNonce: flag('MISSING_STEP', 'The commitment recomputed is the identity, and r is 0.', 'o1js represents the identity as (0, 0) and answers true; mina-signer answers false.'),
  SigNetwork: flag('AUTH_BYPASS', 'The network decides prefix and nonce.', 'A signature for the test network is replayed on the main network.'),
  SigMessageNul: flag('MALLEABILITY', 'A signed message with NUL characters added or removed at its end.', 'One signature holds for all of them: the legacy layout pads the last field with zero bits. Applications have to refuse NUL.'),
  UnknownNetwork: flag('MISSING_CHECK', 'A network name that is none of the three.', 'mina-signer takes any name for a custom network with a prefix of its own.'),

  // encryption
  EncTagFlip: flag('AUTH_BYPASS', 'A tag that was changed.', 'Any ciphertext is accepted.'),
  EncElementChange: flag('AUTH_BYPASS', 'An element that was changed.', 'The plaintext can be altered.'),
  EncBlockSwap: flag('AUTH_BYPASS', 'Elements in another order.', 'The plaintext can be rearranged.'),
  EncTruncation: flag('AUTH_BYPASS', 'Elements removed without an adjustment of the rest.', 'The plaintext can be cut.'),
  EncExtension: flag('AUTH_BYPASS', 'Elements added or repeated.', 'The plaintext can be extended.'),
  EncWrongKey: flag('AUTH_BYPASS', 'Decryption with another private key, or with another ephemeral key in the ciphertext.', 'A ciphertext for somebody else is accepted.'),
  EncCrossScheme: flag('PROTOCOL_CONFUSION', 'A ciphertext of one scheme under the other.', 'Nothing in a ciphertext names its scheme; trying both makes some forgeries succeed.'),
  EncV1Truncation: flag('FORGERY', 'o1js-v1: elements up to an even position, the known plaintext subtracted from the one there.', 'Whoever knows one element of the plaintext makes a valid ciphertext of the elements before it.'),
  EncV1ZeroExtension: flag('FORGERY', 'o1js-v1: the element 0 put before the tag.', 'After an odd number of elements the tag still holds: anybody can append an element of random plaintext to a message.'),
  EncV2TruncationToEmpty: flag('FORGERY', 'o1js-v2: the first element less its known plaintext, alone.', 'It is a valid ciphertext of the empty message unless zero-field ciphertexts are refused.'),
  EncZeroField: flag('MISSING_CHECK', 'A message or a ciphertext of zero fields.', 'Both schemes give the same bytes for it, and both can be cut to it.'),
  DecryptTwice: flag('FUNCTIONALITY', 'The same ciphertext decrypted again.', 'A decryption that takes the tag off its input, as o1js\'s does, fails the second time.'),
  EncNegatedEphemeral: flag('MALLEABILITY', 'The ephemeral key negated: only x enters the key stream.', 'Two ciphertexts of one message; duplicate checks on the text fail.'),
  EncNegatedKey: flag('MALLEABILITY', 'The negated private key decrypts too: only x enters the key stream.', 'The private key is not bound to the parity of the public key.'),
  EncIdentityEphemeral: flag('MISSING_CHECK', 'The identity as ephemeral key.', 'The shared secret is the same for every private key.'),

  // sealed-v1
  SealPlace: flag('REPLAY', 'A sealed message at another place: transcript, direction or sequence.', 'A message is replayed, sent back, or put in the place of another one.'),
  SealKeys: flag('AUTH_BYPASS', 'Other keys, or keys of the other sign, of sender, receiver or message.', 'A message is taken for somebody else\'s, or has several spellings.'),
  RangePayload: flag('MISSING_CHECK', 'A plaintext that is not the payload of sealed-range.', 'Something is proved about another text, or about a value with two spellings.'),
  RangeValue: flag('MISSING_CHECK', 'A value greater than 100.', 'A false statement is proved.'),
  SealForgery: flag('FORGERY', 'A message that is known, cut or extended with its masks and its tag: the forgeries of o1js-v1 and o1js-v2.', 'Whoever knows a message makes others of it.'),
  SealJobName: flag('MISSING_CHECK', 'A job that is not 1 to 64 characters from ! to ~.', 'Two spellings of one job, or a job that shows as another.'),
  TicketStolen: flag('AUTH_BYPASS', 'A true ticket for something else, or of somebody else.', 'A worker does a job that it was not given.'),
  TicketForged: flag('AUTH_BYPASS', 'A ticket whose signature is not the launcher\'s for what it says.', 'Anybody makes tickets.'),
  TicketTime: flag('MISSING_CHECK', 'A ticket whose time is over.', 'A worker that was let go comes back.'),

  RunOrder: flag('REPLAY', 'Messages of a run that come again, too late or too early.', 'An old message is taken for the one awaited, or a run ends that could go on.'),
  RunForeign: flag('AUTH_BYPASS', 'Messages of another worker, app or job, or changed ones.', 'Somebody else\'s message is acted on.'),
  RunForm: flag('MISSING_CHECK', 'Messages that have no form of sealed-v1.', 'Readers disagree about what a message says.'),
  RunParts: flag('EDGE_CASE', 'Messages in parts: whole, again, in another order, of something else.', 'A message is put together of what does not belong together, or cannot be put together.'),

  // text
  EncodingNoStop: flag('MISSING_CHECK', 'No STOP byte where one is due.', 'The end of the message is guessed.'),
  EncodingStopByteJunk: flag('NON_CANONICAL', 'Bytes that the encoder never writes: after the STOP byte, or in byte 31 of an inner field.', 'Many field lists decode to one text; hidden data survives.'),
  EncodingChunkBoundary: flag('EDGE_CASE', 'A length next to a multiple of 31.', 'The STOP byte is lost or doubled.'),
  Utf8Invalid: flag('PARSER_DIFFERENTIAL', 'Ill-formed UTF-8, or text with a lone surrogate.', 'Languages replace different numbers of bytes with U+FFFD.'),
  Utf8Bom: flag('PARSER_DIFFERENTIAL', 'A leading byte order mark.', 'The WHATWG decoder drops one; others keep it.'),
};
