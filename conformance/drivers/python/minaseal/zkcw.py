"""App and worker of zkcw-v1 and zkcw-v2 (SPEC 8.2 to 8.5). A machine takes events and says what to do: step returns
(action, message to send or None, outcome)."""

from . import elgamal, messages, strictjson
from .codes import Refused, require
from .keys import decode_public, encode_public, public_of, random_scalar
from .tables import APP, WORKER

SCHEMES = {"zkcw-v1": "o1js-v1", "zkcw-v2": "o1js-v2"}
MAX_TEXT = 393216  # [MSG-17]


def check_text(text, most=MAX_TEXT):
    require(len(text.encode()) <= most, "wrong_length")


def _decrypt(scheme, private, text, awaited):
    ciphertext = elgamal.ciphertext_of(strictjson.read(text))
    return elgamal.decrypt_text(scheme, private, ciphertext) if awaited else ""  # [HSK-6] [HSK-13]


class App:
    def __init__(self, profile, options, payload, status='{"success":true}'):
        self.scheme, self.options, self.payload, self.status = SCHEMES[profile], options, payload, status
        for text in (options, payload, status):
            check_text(text)
        self.private, self.state, self.worker, self.result = random_scalar(), "created", None, None
        self.address = encode_public(public_of(self.private))
        self.subject = "zkcw:" + self.address  # [NAT-1]

    def receive(self, data):
        """A request: its event, the worker's key in it, the result in it, the code of the event."""
        try:
            post, value = messages.read_request(data)
        except Refused as refusal:
            return "request-unknown" if refusal.code == "unknown_post" else "request-malformed", None, None, refusal.code
        try:
            if post == "done":
                awaited = APP.awaits("request-done", self.state)
                return "request-done", None, _decrypt(self.scheme, self.private, value, awaited), None
            return "request-" + post, decode_public(value), None, None
        except Refused as refusal:
            return "request-undecryptable", None, None, refusal.code

    def step(self, event, data=None):
        worker = result = code = None
        if event == "request":
            event, worker, result, code = self.receive(data)
        action, target, outcome = APP[event, self.state]
        if self.state in ("options-sent", "payload-sent") and worker is not None and worker != self.worker:
            action, target, outcome = "ignore", self.state, "second_worker"  # [HSK-5]
        self.state, message = target, None
        if action == "send-options":
            self.worker = worker  # [HSK-8]
            message = messages.reply("options", "encrypted", elgamal.encrypt_text(self.scheme, worker, self.options))
        elif action == "send-payload":
            message = messages.reply("execute", "encrypted", elgamal.encrypt_text(self.scheme, worker, self.payload))
        elif action == "deliver":
            message = messages.reply("close", "status", self.status) if self.status else messages.reply("close")
            self.result = result
        return action, message, code or event if outcome == "*" else outcome


class Worker:
    def __init__(self, profile, app):
        self.scheme, self.app, self.state = SCHEMES[profile], decode_public(app), "created"
        self.private = random_scalar()  # [HSK-3]
        self.key = encode_public(public_of(self.private))
        self.subject = "zkcw:" + app
        self.options = self.payload = self.status = None

    def receive(self, data):
        """A reply: its event, the text in it, the code of the event."""
        try:
            command, value = messages.read_reply(data)
        except messages.Unexpected:
            return "reply-unexpected", None, None
        except Refused as refusal:
            return "reply-malformed", None, refusal.code
        if command == "refusal":
            return "reply-refused", None, "peer_refused"  # [MSG-13]
        event = "reply-" + command
        if command == "close":
            return event, value, None
        try:
            return event, _decrypt(self.scheme, self.private, value, WORKER.awaits(event, self.state)), None
        except Refused as refusal:
            return "reply-undecryptable", None, refusal.code

    def step(self, event, data=None):
        text = code = None
        if event == "reply":
            event, text, code = self.receive(data)
        elif event == "proved":
            try:
                check_text(data)
            except Refused as refusal:
                event, code = "prove-failed", refusal.code
        action, target, outcome = WORKER[event, self.state]
        self.state, message = target, None
        if action == "request-options":
            message = messages.request("options", self.key)
        elif action == "request-ready":
            self.options = text
            message = messages.request("ready", self.key)  # [HSK-14]
        elif action == "prove":
            self.payload = text
        elif action == "request-done":
            message = messages.request("done", elgamal.encrypt_text(self.scheme, self.app, data))
        elif action == "finish":
            self.status = text
        return action, message, code or event.replace("-", "_") if outcome == "*" else outcome
