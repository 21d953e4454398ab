"""The app of a run (SPEC 8.3, 8.9, 9):

    python3 app.py --nats URL --profile zkcw-v1|zkcw-v2 [--options JSON] [--payload JSON] [--status JSON]
    python3 app.py --nats URL --profile sealed-v1 --job NAME (--identity B62... | --launcher B62...) [...]

It makes a key, listens, and prints one JSON object a line: its address, the code of each request that it refuses, and the
result. It ends with exit code 0 when it has the result, with 1 if it has none."""

import argparse
import json
import sys
import time

from minaseal import sealed, zkcw
from minaseal.codes import Refused
from minaseal.keys import decode_public
from minaseal.messages import LEAST_LIMIT
from minaseal.nats import Connection, Timeout


def say(**members):
    print(json.dumps(members), flush=True)


def machine(args, limit):
    if args.profile != "sealed-v1":
        return zkcw.App(args.profile, args.options, args.payload, args.status)
    if limit < LEAST_LIMIT:
        raise Refused("wrong_length")  # [NAT-19]
    trusted = [decode_public(text) if text else None for text in (args.identity, args.launcher)]
    app = sealed.App(args.job, args.options, args.payload, args.status, *trusted)
    app.limit = min(limit, app.limit)  # [NAT-18]
    return app


def serve(connection, app, deadline, patience):
    connection.subscribe(app.subject)  # [NAT-3]
    app.step("start")
    connection.flush()
    say(address=app.address)  # [NAT-26]
    while True:
        message = connection.next(deadline)
        if not message.reply:
            continue  # [NAT-6]
        before = app.state
        _, reply, outcome = app.step("request", message.data)
        if reply is not None:
            connection.publish(message.reply, reply)  # [NAT-5]
        if outcome not in ("ok", "duplicate"):
            say(code=outcome)
        if app.state != "completed":
            continue
        if before != "completed":
            connection.flush()  # [NAT-8]
            say(result=app.result)
        if not getattr(app, "pending", False):
            return
        deadline = time.monotonic() + patience  # [NAT-20]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nats", required=True)
    parser.add_argument("--profile", required=True, choices=[*zkcw.SCHEMES, "sealed-v1"])
    parser.add_argument("--options", default="{}")
    parser.add_argument("--payload", default='{"value":"77"}')
    parser.add_argument("--status", default='{"success":true}')
    for name in ("job", "identity", "launcher"):
        parser.add_argument("--" + name, default="")
    parser.add_argument("--timeout", type=int, default=10000, help="milliseconds for the next part of the last reply")
    parser.add_argument("--deadline", type=int, default=900000, help="milliseconds for the run")
    args = parser.parse_args()
    connection = Connection(args.nats)
    app = machine(args, connection.max_payload)
    try:
        serve(connection, app, time.monotonic() + args.deadline / 1000, args.timeout / 1000)  # [NAT-16]
    except Timeout:
        app.step("timeout")
    if app.state != "completed":
        raise Refused("timeout")  # [HSK-15]


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        say(code=refusal.code)
        sys.exit(1)
