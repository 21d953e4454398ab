"""The client's side of the NATS protocol, as far as a run needs it (SPEC 9): one connection, no threads."""

import json
import secrets
import socket
import time
from collections import deque, namedtuple
from urllib.parse import urlsplit

from .codes import Refused, require

Message = namedtuple("Message", "subject reply data status")


class Timeout(Exception):
    """Nothing came in time."""


class Connection:
    def __init__(self, url):
        at = urlsplit(url)
        self.socket = socket.create_connection((at.hostname, at.port or 4222), 5)
        self.buffer, self.messages, self.pongs, self.subscriptions = b"", deque(), 0, 0
        deadline = time.monotonic() + 5
        kind, _, rest = self._line(deadline).partition(" ")
        require(kind == "INFO", "closed")
        self.max_payload = json.loads(rest)["max_payload"]
        options = {"verbose": False, "pedantic": False, "headers": True, "no_responders": True, "lang": "python", "version": "1"}
        if at.username:
            options.update({"user": at.username, "pass": at.password} if at.password else {"auth_token": at.username})
        self._send(b"CONNECT " + json.dumps(options).encode())
        self.flush()

    def _send(self, *parts):
        self.socket.sendall(b"".join(part + b"\r\n" for part in parts))

    def _fill(self, deadline):
        left = deadline - time.monotonic()
        if left <= 0:
            raise Timeout
        self.socket.settimeout(left)
        try:
            data = self.socket.recv(1 << 16)
        except TimeoutError:
            raise Timeout
        if not data:
            raise Refused("closed")
        self.buffer += data

    def _line(self, deadline):
        while b"\r\n" not in self.buffer:
            self._fill(deadline)
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        return line.decode()

    def _bytes(self, count, deadline):
        while len(self.buffer) < count + 2:
            self._fill(deadline)
        data, self.buffer = self.buffer[:count], self.buffer[count + 2 :]
        return data

    def _operation(self, deadline):
        """Reads one operation of the server."""
        kind, *words = self._line(deadline).split(" ")
        if kind == "PING":
            self._send(b"PONG")
        elif kind == "PONG":
            self.pongs += 1
        elif kind == "-ERR":
            raise Refused("closed")
        elif kind in ("MSG", "HMSG"):
            sizes = words[-1:] if kind == "MSG" else words[-2:]
            total, header = int(sizes[-1]), int(sizes[0]) if kind == "HMSG" else 0
            # A message is not read in part: the rest of it comes, whatever the time.
            data = self._bytes(total, max(deadline, time.monotonic() + 5))
            status = data[:header].split(b"\r\n")[0].partition(b" ")[2].decode() if header else ""
            reply = words[2] if len(words) - len(sizes) == 3 else ""
            self.messages.append(Message(words[0], reply, data[header:], status))

    def flush(self):
        """Waits until the server has taken what was sent."""
        pongs, deadline = self.pongs, time.monotonic() + 5
        self._send(b"PING")
        while self.pongs == pongs:
            self._operation(deadline)

    def subscribe(self, subject):
        self.subscriptions += 1
        self._send(f"SUB {subject} {self.subscriptions}".encode())

    def publish(self, subject, data, reply=""):
        require(len(data) <= self.max_payload, "wrong_length")  # [NAT-12]
        self._send(f"PUB {subject} {reply + ' ' if reply else ''}{len(data)}".encode(), data)

    def next(self, deadline):
        while not self.messages:
            self._operation(deadline)
        return self.messages.popleft()

    def request(self, subject, data, timeout):
        """The first reply, on a subject of its own [NAT-4] [NAT-7]; no_responder for status 503 [NAT-11]."""
        inbox = "_INBOX." + secrets.token_hex(11)
        self.subscribe(inbox)
        self.publish(subject, data, inbox)
        deadline = time.monotonic() + timeout
        while True:
            message = self.next(deadline)
            if message.subject == inbox:
                require(message.status != "503", "no_responder")
                return message.data
