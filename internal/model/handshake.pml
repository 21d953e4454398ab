/*
 * The handshake of SPEC 8 with an active attacker, for Spin; README.md says how to
 * read and run it. The profile, the checks that are taken away and the properties that
 * are looked at come from the command line:
 *
 *	spin -a -DPROFILE=SEALED_V1 -DREMOVED=0 -DPROPERTIES=ALL handshake.pml
 *
 * The attacker is the network: whatever is sent, the attacker has, and a machine gets
 * what the attacker gives it: any message that was ever sent, once, twice, late, never,
 * in another place, under another label, altered where the checks let it pass, or one
 * that the attacker makes with keys of its own.
 */
#define ZKCW_V1 1
#define ZKCW_V2 2
#define SEALED_V1 3

/* The checks of sealed-v1 (SPEC 12.15) and the properties (README.md) have constants
 * there. HAS says whether the profile makes a check. */
#include "checks.inc"

#define SEALED (PROFILE == SEALED_V1)
#define HAS(check) (SEALED && !((REMOVED) & (check)))
/* What one of the other profiles has as well. */
#define WHOLE (PROFILE == ZKCW_V2 || HAS(LENGTH))
#define TAGGED (!((REMOVED) & TAG))
#define HAS_LIMIT (!((REMOVED) & LIMIT))

#define LOOKS_AT(property) ((PROPERTIES) & (property))
#define CLAIM(property, holds) assert(!LOOKS_AT(property) || (holds))

/* Traces are shorter without what only ends a run, or nothing at all. */
#ifndef QUIET
#define QUIET 0
#endif

/* The liveness of ends, under fairness, is looked at for one worker and the attacker. */
#ifdef FAIRNESS
#define TIME HAS_LIMIT
#define SECOND 0
#else
#define TIME (!QUIET)
#define SECOND 1
#endif

#include "tables.inc"

/* Keys. W1 and W2 are the run keys of two workers with the same identity: a second
 * responder, or the same one after a restart. OLD is one of an earlier run, whose
 * private key has leaked. */
#define NONE 0
#define W1 1
#define W2 2
#define OLD 3
#define MALLORY 4  /* the attacker's: worker key, identity, launcher and app */
#define HONEST 5   /* the identity of W1, W2, OLD; the app; the launcher */

#define LEAKED(key) ((key) == OLD || (key) == MALLORY)

/* How the app knows its worker. SHARED: the launcher gave the attacker a ticket too. */
#define PINNED 0
#define LAUNCHED 1
#define SHARED 2

/* The tickets that there are. Those of the launcher: for the honest identity; for the
 * attacker's, for another job, for another app, of the past, and with SHARED for this
 * run. Those that the attacker makes: as its own launcher, and in the launcher's name. */
#define T_NONE 0
#define T_HONEST 1
#define T_JOB 2
#define T_APP 3
#define T_PAST 4
#define T_SHARED 5
#define T_OWN 6
#define T_FORGED 7

/* Texts. MADE is one of the attacker's choice; CUT and GARBLED come of what it did to
 * a ciphertext of which it does not know the key. */
#define OPTIONS 1
#define PAYLOAD 2
#define CLOSING 3
#define NOTHING 4
#define RESULT1 5
#define RESULT2 6
#define MADE 7
#define CUT 8
#define GARBLED 9

/* How a ciphertext is given to a machine. */
#define SAME 0
#define NEGATED 1    /* the ephemeral key negated */
#define SHORTENED 2  /* cut by an element that the attacker knows */
#define ALTERED 3

/* The encrypted messages. Number 1 to 6 are the app's: options, payload and status of
 * its first run, and of its second one after a restart with the same key; 7 to 10 the
 * workers': ready and done of W1 and of W2. 0 is none; FORGED is made by the attacker
 * for the place that the receiver awaits. */
typedef Message {
	byte worker;   /* run key of the worker's side */
	byte identity; /* in the transcript */
	byte before;   /* in the transcript: the message before */
	byte text;     /* 0 while it has not been sent */
	byte turn;     /* the run of the app, which the text is of or answers */
};
#define MESSAGES 10
#define FORGED 11
Message sent[MESSAGES + 1];
#define APPS(n) ((n) <= 6)
#define OF_APP(seq) ((turn - 1) * 3 + ((seq) + 1) / 2)
#define OF_WORKER(k, seq) (4 + 2 * (k) + (seq) / 2)
#define SEQ(n) (APPS(n) -> 2 * (((n) - 1) % 3) + 1 : 2 * (((n) - 7) % 2) + 2)
#define SENDER_OF(n) ((n) < 9 -> W1 : W2)

/* The app. */
byte trust;
byte app = S_created;
byte turn = 1;         /* its run: 2 after a restart */
byte bound, identity; /* the worker key and identity that it answers, kept after its end */
byte position;        /* its last message */
byte answered;        /* the sequence number of its last answer */
byte held;            /* parts of a request */
bit late[3];          /* the app's and the workers' limit of time is over */

/* The workers, by number. */
byte worker[3];
byte place[3];        /* its last message */
byte patron[3];       /* the app for which it works */
byte works_on[3];     /* the app's run of which it has the payload */
byte fetched[3];      /* parts of a reply */
bit said[3];          /* its options request is out */
bit long_result[3];   /* its result travels in parts */
bit acknowledged[3];

bit accepted[MESSAGES + 1];

#define ENDED(state) ((state) == S_completed || (state) == S_failed)

/* The attacker reads a text. */
inline learn(text) {
	CLAIM(SECRECY, !(text == OPTIONS || text == PAYLOAD) || identity != HONEST);
	CLAIM(SECRECY, !(text == RESULT1) || patron[W1] != HONEST);
	CLAIM(SECRECY, !(text == RESULT2) || patron[W2] != HONEST);
	CLAIM(STATUS, text != CLOSING || identity != HONEST)
}

/* A limit of time ends a run, and nothing begins it again. */
inline ends(state) {
	CLAIM(ENDS, e != E_timeout && e != E_close || ENDED(next));
	CLAIM(ENDS, !ENDED(state) || next == state)
}

/* A machine accepts the message n, or one of the attacker's, under a label. */
inline accept(n, how, label) {
	CLAIM(JOBS, !label);
	CLAIM(BYTES, how == SAME);
	CLAIM(TEXT, how == SAME || how == NEGATED);
	if
	:: n != FORGED && LOOKS_AT(REPLAY) -> CLAIM(REPLAY, !accepted[n]); accepted[n] = 1
	:: else
	fi
}

#define PASSES(how) ((how) == SAME || (how) == NEGATED && !HAS(SIGNS) || (how) == SHORTENED && !WHOLE || (how) == ALTERED && !TAGGED)
#define TEXT_OF(n, how, made) ((how) == SHORTENED -> CUT : ((how) == ALTERED -> GARBLED : ((n) == FORGED -> made : sent[n].text)))

/* The attacker chooses what to give, and how. */
inline choose() {
	if
	:: n = FORGED
	:: sent[1].text -> n = 1 :: sent[2].text -> n = 2 :: sent[3].text -> n = 3
	:: sent[4].text -> n = 4 :: sent[5].text -> n = 5 :: sent[6].text -> n = 6
	:: sent[7].text -> n = 7 :: sent[8].text -> n = 8
	:: sent[9].text -> n = 9 :: sent[10].text -> n = 10
	fi;
	if
	:: how = SAME
	:: n != FORGED -> how = NEGATED
	:: n != FORGED -> how = SHORTENED
	:: n != FORGED -> how = ALTERED
	fi;
	if :: label = 0 :: SEALED -> label = 1 fi
}

/* For the reader of a trace (trace.go). */
#define SHOW(who, e, from, a, to, x1, x2, x3, x4) printf("STEP %d %d %d %d %d %d %d %d %d\n", who, e, from, a, to, x1, x2, x3, x4)
#ifdef CELLS
c_decl {
	static char seen[2][16][64];
	static void cell_reached(int who, int from, int e) {
		if (!seen[who][from][e]) { seen[who][from][e] = 1; printf("CELL %d %d %d\n", who, from, e); }
	}
}
#endif

#include "app.inc"
#include "worker.inc"

/* Time passes: the limit of every run that has not ended is over some time. */
proctype Clock() {
end:	do
	:: atomic { TIME && !late[0] && !ENDED(app) -> late[0] = 1 }
	:: atomic { TIME && !late[W1] && !ENDED(worker[W1]) -> late[W1] = 1 }
	:: atomic { TIME && SECOND && !late[W2] && !ENDED(worker[W2]) -> late[W2] = 1 }
	od
}

init {
	atomic {
		if :: trust = PINNED :: SEALED -> trust = LAUNCHED :: SEALED -> trust = SHARED fi;
		patron[W1] = HONEST;
		if :: SECOND -> patron[W2] = HONEST :: patron[W2] = MALLORY fi;
		run App();
		run Worker(W1);
		if :: SECOND -> run Worker(W2) :: else fi;
		run Clock()
	}
}

#ifdef FAIRNESS
ltl every_run_ends { <> [] (ENDED(app) && ENDED(worker[W1])) }
#endif
