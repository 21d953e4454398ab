/*
 * The scheme sealed-v1 alone (SPEC 6.6): whoever seals, to whomever, at whatever place,
 * and whatever the attacker does to the message, it opens only as what it was sealed as.
 * In the handshake some of its parts stand in for each other; here each is alone.
 */
#include "checks.inc"

#define HAS(check) (!((REMOVED) & (check)))

/* Parties; the attacker seals with its own key. */
#define A 0
#define B 1
#define MALLORY 2

#define SAME 0
#define NEGATED 1   /* the ephemeral key negated, or the receiver's view of any other point */
#define SHORTENED 2 /* cut by an element that the attacker knows */
#define ALTERED 3

typedef Place { byte transcript; byte direction; byte sequence };
Place sealed, opened;
byte sender, receiver, elements, how; /* sealed */
byte by, claimed;                     /* opened by the one, as sealed by the other */

#define OPENS (receiver == by /* Z */ \
	&& (sender == claimed || !HAS(SENDER)) /* Y, given Z */ \
	&& (sealed.transcript == opened.transcript || !HAS(TRANSCRIPT) && !HAS(CHAIN)) \
	&& (sealed.direction == opened.direction || !HAS(DIRECTION)) \
	&& (sealed.sequence == opened.sequence || !HAS(SEQUENCE)) \
	&& (how == SAME || how == NEGATED && !HAS(SIGNS) || how == SHORTENED && !HAS(LENGTH) || how == ALTERED && !HAS(TAG)))

inline either(x) { if :: x = 0 :: x = 1 fi }

inline choose(p) { either(p.transcript); either(p.direction); either(p.sequence) }

init {
	if :: sender = A :: sender = B :: sender = MALLORY fi;
	either(receiver);
	choose(sealed);
	if :: elements = 1 :: elements = 2 fi;
	either(by);
	either(claimed);
	choose(opened);
	if :: how = SAME :: how = NEGATED :: elements > 1 -> how = SHORTENED :: how = ALTERED fi;
	d_step {
		printf("SEAL %d %d %d %d %d\n", sender, receiver, sealed.transcript, sealed.direction, sealed.sequence);
		printf("OPEN %d %d %d %d %d %d\n", by, claimed, opened.transcript, opened.direction, opened.sequence, how);
		assert(!OPENS || by == receiver && claimed == sender && how == SAME
			&& sealed.transcript == opened.transcript && sealed.direction == opened.direction && sealed.sequence == opened.sequence)
	}
}
