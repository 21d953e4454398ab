// Package proof is what all proof systems have in common (SPEC 11.2): the names of
// systems and set-ups, a proof and its one JSON form, the interfaces of provers and
// verifiers, the stages that they report, and the errors. It has no proof system itself:
// who imports it gets neither gnark nor Kimchi.
//
// # Where things are
//
//	statement            what is proved: instances, witnesses, the relation; no system
//	  proof              System, Setup, Proof and its JSON, Prover, Verifier, errors
//	    circuit          the statements' circuits in gnark: groth16-bn254, plonk-bn254
//	    kimchi/statements  the statements' circuits in Kimchi: kimchi-berkeley
//	    kimchi/pickles   proofs of o1js's ZkProgram: pickles-berkeley, pickles-mesa
//	      proof/systems  the table: a row for each system, a row for each statement
//	        cmd, driver, bench, roles: they ask the table, and name no system
//
// Each imports only what stands above it. circuit does not import kimchi, and kimchi
// does not import gnark; package proof/systems alone imports both.
//
// A new statement is a definition in package statement, its circuit in circuit or
// kimchi/statements or both, and one row in proof/systems. A new system is a package
// with a [Prover] and a [Verifier], and one row.
//
// # A proof
//
// A [Proof] is JSON that begins with the members of o1js's JsonProof. The proofs of this
// module's own systems have three members more, its labels, which say system, statement and set-up. A
// proof that o1js's verify accepts is a JsonProof with nothing added, and so a [Proof] without
// labels: who verifies it has to know what it is.
//
// # Making and verifying
//
// A [Prover] takes a [statement.Witness]. [Make] is how all of them work: the relation is
// checked natively, the proof is made, and it is verified before anybody gets it
// (SPEC 11.2 [PRF-13]). A [Verifier] knows its statement, system and set-up before it
// has a proof [PRF-9], and [VerifyInstance] is what an application calls that awaits
// a proof about its own ciphertext [PRF-21].
//
// # Secrets
//
// A proof is public. No error here has a part of a witness. Whether a prover takes the
// same time for all secrets is for its package to say; none does.
//
// # Who should not use it
//
// Programs that make or verify proofs: see proof/systems, circuit, kimchi/statements.
package proof
