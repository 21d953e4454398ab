// Producer of sealed-v1, which no released library has: the scheme, the transcripts and the tickets written from SPEC.md with
// the primitives of o1js 2.15.0 (the sponge, the hash with a prefix, the group, Schnorr signatures). The code is the one that
// the o1js driver of the conformance suite runs; it shares nothing with the Go code.
import { serve } from './serve.mjs';
import { sealedOperations } from '../../../conformance/drivers/o1js/sealed-operations.mjs';

const o1js = await import(new URL('../node_modules/o1js/dist/node/index.js', import.meta.url));
await o1js.initializeBindings();
await serve(sealedOperations({ o1js }));
