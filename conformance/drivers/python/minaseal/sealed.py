"""App and worker of sealed-v1 (SPEC 8.6 to 8.10), tickets, and the transcript. Machines step as those of zkcw do."""

import time

from . import elgamal, messages, schnorr
from .codes import Refused, require
from .keys import decode_public, decode_signature, encode_public, encode_signature, public_of, random_scalar
from .messages import Assembly, Outgoing
from .poseidon import hash
from .tables import SEALED_APP, SEALED_WORKER
from .texts import decode_text, encode_text

MAX_TEXT = 3145728  # [MSG-25]


def _key_fields(*points):
    return [value for point in points for value in (point[0], point[1] % 2)]


def _job_field(job):
    return hash(encode_text(job), "minaseal-job")


def transcript(job, app, worker, identity):
    """[HSK-25]"""
    return hash([_job_field(job), *_key_fields(app, worker, identity)], "minaseal-sealed-v1")


def next_transcript(h, ciphertext):
    return hash([h, ciphertext[1][-1]])


def _ticket_hash(job, app, worker, not_after):
    return hash([_job_field(job), *_key_fields(app, worker), not_after], "minaseal-ticket")


def sign_ticket(launcher, job, app, worker, not_after):
    signature = schnorr.sign_fields(launcher, [_ticket_hash(messages.check_job(job), app, worker, not_after)])
    return {
        "job": job, "app": encode_public(app), "worker": encode_public(worker), "notAfter": not_after,
        "launcher": encode_public(public_of(launcher)), "signature": encode_signature(*signature),
    }


def check_ticket(ticket, launcher, job, app, identity, now):
    """SPEC 8.8: check."""
    its_app, its_worker, its_launcher = (decode_public(ticket[name]) for name in ("app", "worker", "launcher"))
    signature = decode_signature(ticket["signature"])
    same = (its_launcher, ticket["job"], its_app, its_worker) == (launcher, job, app, identity)
    require(same, "worker_unauthenticated")
    signed = _ticket_hash(job, app, identity, ticket["notAfter"])
    require(schnorr.verify_fields(launcher, [signed], signature), "worker_unauthenticated")
    require(now <= ticket["notAfter"], "ticket_expired")


class _Sealer:
    """One side's sealing and opening along the transcript."""

    def __init__(self, private, ephemerals):
        self.private, self.ephemerals, self.h = private, list(ephemerals), None

    def seal(self, to, direction, seq, text):
        ephemeral = self.ephemerals.pop(0) if self.ephemerals else None
        c = elgamal.seal(self.private, to, (self.h, direction, seq), encode_text(text), ephemeral)
        self.h = next_transcript(self.h, c)
        return elgamal.ciphertext_json(c)

    def open(self, sender, direction, seq, body):
        """The text and the transcript after it; nothing changes."""
        c = elgamal.ciphertext_of(body)
        return decode_text(elgamal.open(self.private, sender, (self.h, direction, seq), c)), next_transcript(self.h, c)


class _Input:
    """An event with what it carries."""

    def __init__(self, event, code=None, **rest):
        self.event, self.code, self.whole = event, code, False
        self.__dict__.update(rest)


class App:
    def __init__(self, job, options, payload, status="", identity=None, launcher=None, private=None, ephemerals=(), now=None):
        self.job, self.options, self.payload, self.status = messages.check_job(job), options, payload, status
        self.identity, self.launcher, self.now = identity, launcher, now or (lambda: int(time.time()))
        for text in (options, payload, status):
            require(len(text.encode()) <= MAX_TEXT, "wrong_length")
        self.public = public_of(private := private or random_scalar())
        self.sealer, self.state, self.limit = _Sealer(private, ephemerals), "created", messages.MAX_MESSAGE
        self.address = encode_public(self.public)
        self.subject = "minaseal.v1." + self.address  # [NAT-17]
        self.worker = self.result = self.answered = self.last = None
        self.last_seq = self.fetched = 0
        self.parts = Assembly()

    @property
    def pending(self):
        """Completed, and the worker has not yet all parts of the last reply [NAT-20]."""
        return self.last is not None and self.fetched < len(self.last.messages) - 1

    def authenticate(self, key, identity, ticket, signature):
        """[HSK-28]: the worker's key, and the transcript."""
        worker, identity, signature = decode_public(key), decode_public(identity), decode_signature(signature)
        if self.identity is not None:
            require(identity == self.identity, "worker_unauthenticated")  # [HSK-29]
        else:
            require(ticket is not None, "worker_unauthenticated")  # [HSK-30]
            check_ticket(ticket, self.launcher, self.job, self.public, identity, self.now())
        h = transcript(self.job, self.public, worker, identity)
        require(schnorr.verify_fields(identity, [h], signature), "worker_unauthenticated")  # [HSK-26]
        return worker, h

    def receive(self, data):
        if self.answered == data:
            return _Input("request-repeated")
        try:
            kind, job, *rest = messages.read_sealed_request(data)
        except Refused as refusal:
            unknown = refusal.code in ("unknown_post", "unknown_profile")
            return _Input("request-unknown" if unknown else "request-malformed", refusal.code)
        if job != self.job:
            return _Input("request-foreign", "unknown_job")  # [HSK-35]
        return {"options": self._options, "part": self._part, "pointer": self._pointer}.get(
            kind, lambda body: self._body("request-" + kind, body)
        )(*rest)

    def _options(self, key, identity, ticket, signature):
        if self.worker is not None and encode_public(self.worker) != key:
            return _Input("request-second")
        if not SEALED_APP.awaits("request-options", self.state):
            return _Input("request-options")
        try:
            worker, h = self.authenticate(key, identity, ticket, signature)
        except Refused as refusal:
            return _Input("request-unauthenticated", refusal.code)
        return _Input("request-options", worker=worker, h=h)

    def _body(self, event, body):
        if not SEALED_APP.awaits(event, self.state):
            return _Input(event)  # [HSK-36]
        try:
            text, h = self.sealer.open(self.worker, elgamal.TO_APP, 2 if event == "request-ready" else 4, body)
            require(event == "request-done" or text == "", "malformed_json")  # [HSK-37]
        except Refused as refusal:
            return _Input("request-undecryptable", refusal.code)
        return _Input(event, text=text, h=h)

    def _part(self, seq, *part):
        if not SEALED_APP.awaits("request-part", self.state):
            return _Input("request-part")
        verdict = self.parts.judge(seq, *part)
        if seq != 4 or verdict == "unexpected":
            return _Input("request-unexpected")
        if verdict == "too_large":
            return _Input("request-malformed", "malformed_json")
        if verdict != "last":
            return _Input("request-part", part=(seq, *part))
        try:
            kind, job, *rest = messages.read_sealed_request(self.parts.join(part[-1]), messages.MAX_WHOLE)
            require(kind == "done" and job == self.job, "malformed_json")
            found = self._body("request-done", *rest)
        except Refused:
            found = _Input("request-malformed", "malformed_json")
        found.whole = True
        return found

    def _pointer(self, seq, part):
        if self.last is not None and (seq != self.last_seq or not 1 < len(self.last.messages) > part):
            return _Input("request-unexpected")
        return _Input("request-fetch", part=part)

    def step(self, event, data=None):
        found = self.receive(data) if event == "request" else _Input(event, {"close": "closed"}.get(event, event))
        action, target, outcome = SEALED_APP[found.event, self.state]
        outcome = found.code if outcome == "*" else outcome
        if found.whole:
            self.parts = Assembly()
        self.state, message = target, None
        if action == "send-options":
            self.worker = found.worker  # [HSK-33]
            message = self._answer(found, 1, self.options, data)
        elif action == "send-payload":
            message = self._answer(found, 3, self.payload, data)
        elif action == "deliver":
            message, self.result = self._answer(found, 5, self.status, data), found.text
        elif action == "repeat":
            message = self.last.messages[0]  # [HSK-34]
        elif action == "send-part":
            message, self.fetched = self.last.messages[found.part], max(self.fetched, found.part)
        elif action == "acknowledge":
            self.parts.add(*found.part)
            message = messages.pointer(self.job, *found.part[:2])
        elif action == "refuse":
            message = messages.sealed_refusal(self.job, outcome)
        return action, message, outcome

    def _answer(self, found, seq, text, data):
        self.sealer.h = found.h
        body = self.sealer.seal(self.worker, elgamal.TO_WORKER, seq, text)
        self.last = Outgoing(messages.sealed_reply(self.job, seq, body), self.job, seq, self.limit)
        self.last_seq, self.fetched, self.answered = seq, 0, data
        return self.last.messages[0]


class Worker:
    def __init__(self, app, identity, job="", ticket=None, private=None, ephemerals=()):
        self.app, self.job = decode_public(app), messages.check_job(job or ticket["job"])
        require(ticket is None or ticket["job"] == self.job, "bad_request")
        require(ticket is None or decode_public(ticket["worker"]) == public_of(identity), "bad_request")
        require(ticket is None or decode_public(ticket["app"]) == self.app, "bad_request")
        private = private or random_scalar()  # [HSK-40]
        public, its = public_of(private), public_of(identity)
        self.key, self.subject = encode_public(public), "minaseal.v1." + app
        self.sealer, self.state, self.limit = _Sealer(private, ephemerals), "created", messages.MAX_MESSAGE
        self.sealer.h = transcript(self.job, self.app, public, its)
        signature = encode_signature(*schnorr.sign_fields(identity, [self.sealer.h]))  # [HSK-26]
        form = messages.ticket_json(ticket) if ticket else None
        self.hello = messages.sealed_options(self.job, self.key, encode_public(its), form, signature)
        self.options = self.payload = self.status = self.out = None
        self.sent, self.parts = 0, Assembly()

    _EVENTS = {1: "reply-options", 3: "reply-execute", 5: "reply-close"}

    def _awaits(self, event):
        return SEALED_WORKER.awaits(event, self.state)

    def receive(self, data):
        try:
            kind, job, *rest = messages.read_sealed_reply(data)
        except Refused as refusal:
            return _Input("reply-malformed", refusal.code)
        if kind == "refusal":
            return _Input("reply-refused", "peer_refused")
        if job != self.job:
            return _Input("reply-foreign", "unknown_job")  # [HSK-39]
        return {"body": self._body, "part": self._part, "pointer": self._pointer}[kind](*rest)

    def _body(self, seq, body):
        event = self._EVENTS[seq]
        if not self._awaits(event):
            return _Input(event)
        try:
            text, h = self.sealer.open(self.app, elgamal.TO_WORKER, seq, body)
        except Refused as refusal:
            return _Input("reply-undecryptable", refusal.code)
        return _Input(event, text=text, h=h)

    def _part(self, seq, *part):
        if not self._awaits("reply-part"):
            return _Input("reply-part")
        if not self._awaits(self._EVENTS[seq]):
            return _Input("reply-unexpected")
        verdict = self.parts.judge(seq, *part)
        if verdict == "too_large":
            return _Input("reply-malformed", "malformed_json")
        if verdict == "next" or verdict == "first" and not self.parts.pieces:
            return _Input("reply-part", part=(seq, *part))
        if verdict != "last":
            return _Input("reply-unexpected")
        try:
            kind, job, *rest = messages.read_sealed_reply(self.parts.join(part[-1]), messages.MAX_WHOLE)
            require(kind == "body" and rest[0] == seq, "malformed_json")
            found = self._body(*rest) if job == self.job else _Input("reply-foreign", "unknown_job")
        except Refused:
            found = _Input("reply-malformed", "malformed_json")
        found.whole = True
        return found

    def _pointer(self, seq, part):
        if not self._awaits("reply-acknowledged"):
            return _Input("reply-acknowledged")
        if seq != 4 or part != self.sent or self.sent + 1 >= len(self.out.messages):
            return _Input("reply-unexpected")
        return _Input("reply-acknowledged")

    def step(self, event, data=None):
        if event == "reply":
            found = self.receive(data)
        elif event == "proved" and len(data.encode()) > MAX_TEXT:
            found = _Input("prove-failed", "wrong_length")
        else:
            found = _Input(event, {"close": "closed", "no-responder": "no_responder"}.get(event, event))
        action, target, outcome = SEALED_WORKER[found.event, self.state]
        if found.whole:
            self.parts = Assembly()
        self.state, message = target, None
        if action == "request-options":
            message = self.hello
        elif action == "request-ready":
            self.options, self.sealer.h = found.text, found.h
            message = messages.sealed_request("ready", self.job, 2, self.sealer.seal(self.app, elgamal.TO_APP, 2, ""))
        elif action == "prove":
            self.payload, self.sealer.h = found.text, found.h
        elif action == "request-done":
            done = messages.sealed_request("done", self.job, 4, self.sealer.seal(self.app, elgamal.TO_APP, 4, data))
            self.out = Outgoing(done, self.job, 4, self.limit)
            message = self.out.messages[0]
        elif action == "send-part":
            self.sent += 1
            message = self.out.messages[self.sent]
        elif action == "fetch-part":
            self.parts.add(*found.part)
            message = messages.pointer(self.job, found.part[0], found.part[1] + 1)
        elif action == "finish":
            self.status = found.text
        return action, message, found.code if outcome == "*" else outcome
