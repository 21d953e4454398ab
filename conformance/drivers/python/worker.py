"""The worker of a run (SPEC 8.4, 8.10, 9):

    python3 worker.py --nats URL --profile zkcw-v1|zkcw-v2 --client B62... [--result TEXT] [--timeout MS]
    python3 worker.py --nats URL --profile sealed-v1 --client B62... --identity-key FILE (--job NAME | --ticket FILE) [...]

It makes its key, asks for options and payload, hands over the result, and prints one JSON object a line: its key, the
payload, the status; or the code that ended it, with exit code 1."""

import argparse
import json
import pathlib
import sys

from minaseal import sealed, zkcw
from minaseal.codes import Refused
from minaseal.keys import decode_private
from minaseal.messages import LEAST_LIMIT, read_ticket
from minaseal.nats import Connection, Timeout


def say(**members):
    print(json.dumps(members), flush=True)


def machine(args, limit):
    if args.profile != "sealed-v1":
        return zkcw.Worker(args.profile, args.client)
    if limit < LEAST_LIMIT:
        raise Refused("wrong_length")  # [NAT-19]
    identity = decode_private(pathlib.Path(args.identity_key).read_text().strip())
    ticket = read_ticket(pathlib.Path(args.ticket).read_bytes().strip()) if args.ticket else None
    worker = sealed.Worker(args.client, identity, args.job, ticket)
    worker.limit = min(limit, worker.limit)  # [NAT-18]
    return worker


def converse(connection, worker, result, timeout):
    event, data = "start", None
    while worker.state not in ("completed", "failed"):
        action, message, outcome = worker.step(event, data)
        if worker.state == "failed":
            raise Refused(outcome)  # [HSK-15]
        if message is not None:
            event, data = ask(connection, worker.subject, message, timeout)
        elif action == "prove":
            say(payload=worker.payload)
            event, data = "proved", result
    say(status=worker.status)


def ask(connection, subject, message, timeout):
    """The event that a request leads to."""
    try:
        return "reply", connection.request(subject, message, timeout)
    except Timeout:
        return "timeout", None
    except Refused as refusal:
        if refusal.code == "no_responder":
            return "no-responder", None
        raise


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nats", required=True)
    parser.add_argument("--profile", required=True, choices=[*zkcw.SCHEMES, "sealed-v1"])
    parser.add_argument("--client", required=True)
    parser.add_argument("--result", default='{"verified":true}')
    parser.add_argument("--timeout", type=int, help="milliseconds for a reply")
    for name in ("job", "identity-key", "ticket"):
        parser.add_argument("--" + name, default="")
    args = parser.parse_args()
    timeout = args.timeout or (10000 if args.profile == "sealed-v1" else 1000)  # [NAT-21] [NAT-9]
    connection = Connection(args.nats)
    worker = machine(args, connection.max_payload)
    say(key=worker.key)
    converse(connection, worker, args.result, timeout / 1000)


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        say(code=refusal.code)
        sys.exit(1)
