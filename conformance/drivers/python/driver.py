"""The driver of the conformance suite for minaseal in Python (SPEC A.2): python3 driver.py"""

import json
import sys

from minaseal import elgamal, keys, poseidon, schnorr, sealed, statement, strictjson, texts
from minaseal.codes import Refused, require
from minaseal.curves import PALLAS, VESTA, point_json, point_of
from minaseal.fields import P, Q, inverse, number, numbers, sqrt
from minaseal.messages import read_ticket, ticket_json

FIELDS = {"fp": P, "fq": Q}
CURVES = {"pallas": PALLAS, "vesta": VESTA}
SETS = {("fp", "kimchi"): poseidon.KIMCHI, ("fq", "kimchi"): poseidon.KIMCHI_FQ,
        ("fp", "legacy"): poseidon.LEGACY, ("fq", "legacy"): poseidon.LEGACY_FQ}  # fmt: skip
NATURAL = 2**53 - 1


class BadRequest(Exception):
    """The request is not one of the protocol."""


class Unsupported(Exception):
    """There is no such operation, field, scheme or parameter set."""


def of(table, name, what):
    if name not in table:
        raise Unsupported(what)
    return table[name]


def wanted(condition, what):
    if not condition:
        raise BadRequest(what)


def text(value):
    wanted(type(value) is str, "a string is awaited")
    return value


def strings(value):
    wanted(type(value) is list and all(type(x) is str for x in value), "a list of strings is awaited")
    return value


def decimals(values):
    return [str(x) for x in values]


def fields_of(value, modulus=P):
    wanted(type(value) is list, "a list is awaited")
    return numbers(value, modulus)


def natural(value, most):
    require(type(value) is str and value.isascii() and value.isdigit() and str(int(value)) == value, "non_canonical")
    require(int(value) <= most, "non_canonical")
    return int(value)


def field_eval(field, fn, a, b=None):
    m = of(FIELDS, text(field), "field")
    if text(fn) in ("add", "sub", "mul"):
        wanted(b is not None, f"{fn} needs b")
        x, y = number(a, m), number(b, m)
        return {"value": str({"add": x + y, "sub": x - y, "mul": x * y}[fn] % m)}
    functions = {"neg": lambda x: -x % m, "square": lambda x: x * x % m, "inv": lambda x: inverse(x, m), "sqrt": lambda x: sqrt(x, m)}
    function = of(functions, fn, "function")
    wanted(b is None, f"{fn} has no b")
    return {"value": str(function(number(a, m)))}


def point(curve, value, identity=True):
    wanted(isinstance(value, strictjson.Object) and not value.twice and set(value) == {"x", "y"}, "a point is awaited")
    return point_of(curve, value["x"], value["y"], identity)


def curve_add(curve, p, q):
    c = of(CURVES, text(curve), "curve")
    return {"point": point_json(c.add(point(c, p), point(c, q)))}


def curve_scale(curve, scalar, point=None):
    c = of(CURVES, text(curve), "curve")
    base = c.generator if point is None else globals()["point"](c, point)
    return {"point": point_json(c.multiply(number(scalar, c.order), base))}


def curve_check(curve, point):
    c = of(CURVES, text(curve), "curve")
    wanted(isinstance(point, strictjson.Object) and set(point) == {"x", "y"}, "a point is awaited")
    x, y = number(point["x"], c.modulus), number(point["y"], c.modulus)
    return {"onCurve": (x, y) == (0, 0) or c.contains(x, y)}


def poseidon_permute(field, params, state):
    of(FIELDS, text(field), "field")
    chosen = of(SETS, (field, text(params)), "parameter set")
    values = fields_of(state, chosen.modulus)
    wanted(len(values) == 3, "a state has three elements")
    return {"state": decimals(chosen.permute(values))}


def poseidon_hash(inputs, params="kimchi", prefix=None):
    chosen = of(SETS, ("fp", text(params)), "parameter set")
    return {"hash": str(chosen.hash(fields_of(inputs), None if prefix is None else text(prefix)))}


def poseidon_hash_any_length(inputs):
    values = fields_of(inputs)
    return {"hash": str(poseidon.hash(values + [len(values)]))}  # [PSD-5]


def poseidon_sponge(trace):
    wanted(type(trace) is list, "a list is awaited")
    sponge, squeezed = poseidon.Sponge(), []
    for entry in trace:
        wanted(isinstance(entry, strictjson.Object) and len(entry) == 1, "absorb or squeeze")
        if "absorb" in entry:
            sponge.absorb(number(entry["absorb"], P))
        else:
            wanted(entry.get("squeeze") is True, "absorb or squeeze")
            squeezed.append(str(sponge.squeeze()))
    return {"squeezed": squeezed}


def poseidon_pack(fields, packed):
    values, items = fields_of(fields), []
    wanted(type(packed) is list, "a list is awaited")
    for pair in packed:
        wanted(type(pair) is list and len(pair) == 2 and type(pair[1]) is strictjson.Number, "a pair is awaited")
        wanted(pair[1].lstrip("-").isdigit(), "an integer is awaited")
        items.append((number(pair[0], P), int(pair[1])))
    return {"fields": decimals(poseidon.pack(values, items))}


def encoding_encode(text=None, hex=None):
    return {"fields": decimals(texts.encode_text(globals()["text"](text)) if hex is None else texts.encode_bytes(bytes_of(hex)))}


def bytes_of(hex):
    try:
        data = bytes.fromhex(text(hex))
    except ValueError:
        raise BadRequest("lower-case hexadecimal is awaited")
    wanted(data.hex() == hex, "lower-case hexadecimal is awaited")
    return data


def encoding_decode(fields, as_):
    values = fields_of(fields)
    wanted(as_ in ("text", "hex"), "as is text or hex")
    return {"text": texts.decode_text(values)} if as_ == "text" else {"hex": texts.decode_bytes(values).hex()}


def public_key_decode(base58):
    x, y = keys.decode_public(text(base58))
    return {"x": str(x), "y": str(y), "isOdd": y % 2 == 1}


def public_key_encode(x, isOdd):
    x = number(x, P)
    wanted(type(isOdd) is bool, "a boolean is awaited")
    return {"base58": keys.encode_public(PALLAS.with_parity(x, isOdd))}


def private_key_decode(base58):
    scalar = keys.decode_private(text(base58))
    return {"scalar": str(scalar), "publicKey": keys.encode_public(keys.public_of(scalar))}


def private_key_encode(scalar):
    scalar = number(scalar, Q)
    require(scalar != 0, "scalar_zero")
    return {"base58": keys.encode_private(scalar)}


def scheme_of(scheme):
    if text(scheme) == "sealed-v1":
        raise Unsupported("sealed-v1 is the scheme of sealed.seal")
    elgamal.scheme_of(scheme)
    return scheme


def message_of(text, fields):
    return fields_of(fields) if text is None else texts.encode_text(globals()["text"](text))


def ciphertext_of(value, json):
    return elgamal.ciphertext_of(value if json is None else strictjson.read(text(json)))


def plain(as_, fields):
    return {"text": texts.decode_text(fields)} if as_ == "text" else {"fields": decimals(fields)}


def ciphertext_out(c):
    return json.loads(elgamal.ciphertext_json(c))


def elgamal_encrypt(scheme, publicKey, ephemeral, text=None, fields=None):
    scheme, key = scheme_of(scheme), keys.decode_public(globals()["text"](publicKey))
    message = message_of(text, fields)
    return {"ciphertext": ciphertext_out(elgamal.encrypt(scheme, key, message, number(ephemeral, Q)))}


def elgamal_decrypt(scheme, privateKey, as_, ciphertext=None, ciphertextJSON=None):
    scheme, key = scheme_of(scheme), keys.decode_private(text(privateKey))
    wanted(as_ in ("text", "fields"), "as is text or fields")
    return plain(as_, elgamal.decrypt(scheme, key, ciphertext_of(ciphertext, ciphertextJSON)))


def place(transcript, direction, sequence):
    transcript = number(transcript, P)
    wanted(direction in ("0", "1"), "direction is 0 or 1")
    return transcript, int(direction), natural(sequence, 2**32 - 1)


def sealed_transcript(job, app, worker, identity):
    points = [keys.decode_public(text(key)) for key in (app, worker, identity)]
    return {"transcript": str(sealed.transcript(check_job(job), *points))}


def check_job(job):
    return sealed.messages.check_job(text(job))


def sealed_seal(privateKey, publicKey, transcript, direction, sequence, ephemeral, text=None, fields=None):
    private, public = keys.decode_private(privateKey), keys.decode_public(publicKey)
    at, message = place(transcript, direction, sequence), message_of(text, fields)
    c = elgamal.seal(private, public, at, message, number(ephemeral, Q))
    return {"ciphertext": ciphertext_out(c), "transcript": str(sealed.next_transcript(at[0], c))}


def sealed_open(privateKey, publicKey, transcript, direction, sequence, as_, ciphertext=None, ciphertextJSON=None):
    private, public = keys.decode_private(privateKey), keys.decode_public(publicKey)
    at = place(transcript, direction, sequence)
    wanted(as_ in ("text", "fields"), "as is text or fields")
    c = ciphertext_of(ciphertext, ciphertextJSON)
    return {**plain(as_, elgamal.open(private, public, at, c)), "transcript": str(sealed.next_transcript(at[0], c))}


def sealed_range(privateKey, worker, publicKey, transcript, direction, sequence, ciphertext):
    private, points = keys.decode_private(text(privateKey)), [keys.decode_public(text(key)) for key in (worker, publicKey)]
    at = place(transcript, direction, sequence)
    inputs, value = statement.sealed_range(private, *points, at, ciphertext_of(ciphertext, None))
    return {"publicInput": decimals(inputs), "value": str(value)}


def sealed_app(privateKey, job, now, options, payload, status, ephemerals, requests, identity=None, launcher=None):
    trusted = keys.decode_public(text(identity if launcher is None else launcher))
    time, scalars = natural(now, NATURAL), fields_of(ephemerals, Q)
    wanted(len(scalars) == 3, "three ephemerals")
    app = sealed.App(
        check_job(job), text(options), text(payload), text(status), trusted if launcher is None else None,
        None if launcher is None else trusted, keys.decode_private(text(privateKey)), scalars, lambda: time,
    )  # fmt: skip
    app.step("start")
    replies = [app.step("request", texts.utf8(request))[1] for request in strings(requests)]
    out = {"replies": [reply.decode() for reply in replies if reply is not None]}
    return out if app.result is None else {**out, "result": app.result}


def sealed_worker(privateKey, identityKey, app, job, result, ephemerals, replies, ticket=None):
    private, identity, scalars = keys.decode_private(privateKey), keys.decode_private(identityKey), fields_of(ephemerals, Q)
    wanted(len(scalars) == 2, "two ephemerals")
    worker = sealed.Worker(text(app), identity, text(job), None if ticket is None else read_ticket(ticket), private, scalars)
    requests, replies, event, data = [], strings(replies)[:], "start", None
    while event is not None:
        action, message, outcome = worker.step(event, data)
        if worker.state == "failed":
            raise Refused(outcome)
        event = None
        if message is not None:
            requests.append(message.decode())
            if replies:
                event, data = "reply", texts.utf8(replies.pop(0))
        elif action == "prove":
            event, data = "proved", text(result)
    known = {"options": worker.options, "payload": worker.payload, "status": worker.status}
    if worker.payload is None:
        known["options"] = None  # the two come together, to the prover
    return {"requests": requests, **{name: value for name, value in known.items() if value is not None}}


def ticket_sign(privateKey, job, app, worker, notAfter):
    launcher, job = keys.decode_private(text(privateKey)), text(job)
    app, worker = keys.decode_public(text(app)), keys.decode_public(text(worker))
    return {"ticket": ticket_json(sealed.sign_ticket(launcher, job, app, worker, natural(notAfter, NATURAL)))}


def ticket_verify(ticket, launcher, job, app, worker, now):
    launcher, app, worker = (keys.decode_public(text(key)) for key in (launcher, app, worker))
    sealed.check_ticket(read_ticket(text(ticket)), launcher, text(job), app, worker, natural(now, NATURAL))
    return {"valid": True}


def schnorr_sign(privateKey, network, fields=None, message=None):
    key = keys.decode_private(text(privateKey))
    if message is None:
        r, s = schnorr.sign_fields(key, fields_of(fields), text(network))
    else:
        r, s = schnorr.sign_message(key, text(message), text(network))
    return {"r": str(r), "s": str(s), "base58": keys.encode_signature(r, s)}


def schnorr_verify(publicKey, network, r, s, fields=None, message=None):
    key = keys.decode_public(text(publicKey))
    values = None if fields is None else fields_of(fields)
    schnorr.network_of(text(network))
    signature = number(r, P), number(s, Q)
    if message is None:
        return {"valid": schnorr.verify_fields(key, values, signature, network)}
    return {"valid": schnorr.verify_message(key, text(message), signature, network)}


def hello():
    return {
        "name": "minaseal-python", "version": "1.0.0", "language": "Python", "homepage": "https://github.com/minaseal/minaseal",
        "ops": list(OPERATIONS), "schemes": ["o1js-v1", "o1js-v2", "sealed-v1"], "proofSystems": [], "codes": True,
    }  # fmt: skip


# Of each operation: its function and its members; ? marks one that may be left out, | two of which one is there.
OPERATIONS = {
    "hello": (hello, ""),
    "field.eval": (field_eval, "field fn a b?"),
    "curve.add": (curve_add, "curve p q"),
    "curve.scale": (curve_scale, "curve point? scalar"),
    "curve.check": (curve_check, "curve point"),
    "poseidon.permute": (poseidon_permute, "field params state"),
    "poseidon.hash": (poseidon_hash, "params? inputs prefix?"),
    "poseidon.hashAnyLength": (poseidon_hash_any_length, "inputs"),
    "poseidon.sponge": (poseidon_sponge, "trace"),
    "poseidon.hashToGroup": (lambda inputs: {"point": point_json(poseidon.hash_to_group(fields_of(inputs)))}, "inputs"),
    "poseidon.pack": (poseidon_pack, "fields packed"),
    "encoding.encode": (encoding_encode, "text|hex"),
    "encoding.decode": (encoding_decode, "fields as"),
    "publicKey.decode": (public_key_decode, "base58"),
    "publicKey.encode": (public_key_encode, "x isOdd"),
    "privateKey.decode": (private_key_decode, "base58"),
    "privateKey.encode": (private_key_encode, "scalar"),
    "elgamal.encrypt": (elgamal_encrypt, "scheme publicKey text|fields ephemeral"),
    "elgamal.decrypt": (elgamal_decrypt, "scheme privateKey ciphertext|ciphertextJSON as"),
    "sealed.transcript": (sealed_transcript, "job app worker identity"),
    "sealed.seal": (sealed_seal, "privateKey publicKey transcript direction sequence text|fields ephemeral"),
    "sealed.open": (sealed_open, "privateKey publicKey transcript direction sequence ciphertext|ciphertextJSON as"),
    "sealed.range": (sealed_range, "privateKey worker publicKey transcript direction sequence ciphertext"),
    "sealed.app": (sealed_app, "privateKey job identity|launcher now options payload status ephemerals requests"),
    "sealed.worker": (sealed_worker, "privateKey identityKey app job ticket? result ephemerals replies"),
    "ticket.sign": (ticket_sign, "privateKey job app worker notAfter"),
    "ticket.verify": (ticket_verify, "ticket launcher job app worker now"),
    "schnorr.sign": (schnorr_sign, "privateKey fields|message network"),
    "schnorr.verify": (schnorr_verify, "publicKey fields|message network r s"),
}


def run(op, value):
    """One operation, its members checked against its list."""
    function, members = OPERATIONS[op]
    value = strictjson.Object([]) if value is None else value
    wanted(isinstance(value, strictjson.Object) and not value.twice, "in is an object")
    rest = set(value)
    for member in members.split():
        names = member.rstrip("?").split("|")
        found = rest.intersection(names)
        wanted(len(found) == 1 or not found and member.endswith("?"), f"in needs {member}")
        rest -= found
    wanted(not rest, "in has a member that is not known")
    return function(**{"as_" if name == "as" else name: member for name, member in value.items()})


def respond(line):
    try:
        request = strictjson.read(line)
    except Refused:
        request = None
    if not isinstance(request, strictjson.Object) or request.twice or "id" not in request:
        return '{"id":null,"status":"error","code":"bad_request"}'  # [DRV-6]
    answer = {"status": "ok"}
    try:
        wanted(set(request) <= {"id", "op", "in"} and type(request.get("op")) is str, "not a request")
        if request["op"] not in OPERATIONS:
            raise Unsupported(request["op"])  # [DRV-5]
        answer["out"] = run(request["op"], request.get("in"))
    except Refused as refusal:
        answer = {"status": "invalid", "code": refusal.code}
    except Unsupported as missing:
        answer = {"status": "unsupported", "message": str(missing)}
    except BadRequest as error:
        answer = {"status": "error", "code": "bad_request", "message": str(error)}
    return f'{{"id":{dump(request["id"])},{json.dumps(answer)[1:]}'


def dump(value):
    """The JSON of a value that strictjson has read."""
    if type(value) is strictjson.Number:
        return str(value)
    if type(value) is list:
        return "[" + ",".join(map(dump, value)) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(name) + ":" + dump(member) for name, member in value.items()) + "}"
    return json.dumps(value)


def main():
    for line in sys.stdin.buffer:
        sys.stdout.write(respond(line.rstrip(b"\n")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
