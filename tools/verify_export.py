"""Proves an export of Misty's log with Python alone. Written from docs/log-format.md, which says what is checked and why.

python3 verify_export.py FILE [--key ID]     0: all is in order, 1: a fault, 2: the command line was not understood
"""
import base64, hashlib, json, re, sys

LINE_MAX, GENESIS = 17_000_000, "0" * 64

class Fault(Exception):
    pass

def need(holds, words):
    if not holds:
        raise Fault(words)

# Ed25519 as RFC 8032 writes it down: points as (x, y, z, t).
P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a, b):
    e, f, c, d = (a[1] - a[0]) * (b[1] - b[0]), (a[1] + a[0]) * (b[1] + b[0]), 2 * a[3] * b[3] * D, 2 * a[2] * b[2]
    w, x, y, z = f - e, d - c, d + c, f + e
    return (w * x % P, y * z % P, x * y % P, w * z % P)

def times(n, point):
    result = (0, 1, 1, 0)
    while n > 0:
        result = add(result, point) if n & 1 else result
        point, n = add(point, point), n >> 1
    return result

def point_of(raw):
    y = int.from_bytes(raw, "little") & ((1 << 255) - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P != 0:
        x = x * pow(2, (P - 1) // 4, P) % P
    need((x * x - x2) % P == 0 and y < P, "a signature or a key is no point of the curve")
    x = P - x if x & 1 != raw[31] >> 7 else x
    return (x, y, 1, x * y % P)

BASE = point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))

def is_signed(text, public, signature):
    if public is None or len(signature) != 64:
        return False
    s = int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % Q
    left, right = times(s, BASE), add(point_of(signature[:32]), times(k, point_of(public)))
    same = (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0
    return s < Q and same

def read_keys(entries, expected):
    keys = {}
    for entry in entries:
        key, public = entry["key"], base64.b64decode(entry["key"]["public"])
        need(hashlib.sha256(public).hexdigest()[:16] == key["id"], "the id of a key does not fit the key")
        text = '{"id":"%s","public":"%s","since":"%s"}' % (key["id"], key["public"], key["since"])
        need(not keys or is_signed(text.encode(), keys.get(entry["by"]), base64.b64decode(entry["signature"])),
             "no earlier key vouches for key " + key["id"])
        keys[key["id"]] = public
    need(expected is None or next(iter(keys), None) == expected, "its first key is not " + str(expected))
    return keys

def verify(lines, expected):
    kind = keys = ended = None
    position, last, time, commits, events, heads, sequences = 0, GENESIS, "", 0, 0, 0, {}
    for line in lines:
        at[0] += 1
        need(len(line) <= LINE_MAX + 1, "the line is longer than any commit can be")
        need(line.endswith(b"\n"), "the file ends in the middle of a line: it was cut")
        need(not ended, "something follows the last line")
        line = line[:-1]
        value = json.loads(line)
        if kind is None:
            need(value.get("misty_log") == 1, "it is not an export of a log, or of a later form than this program reads")
            kind, position, last, keys = value["kind"], value["from"] - 1, value["prev"], read_keys(value["keys"], expected)
            dense = value["aggregates"] if kind == "part" else None
            need(kind in ("whole", "range", "part") and position >= 0, "its kind or its beginning is not known")
            need(re.fullmatch("[0-9a-f]{64}", last) and (position == 0) == (last == GENESIS), "its first hash is wrong")
            need(kind != "whole" or position == 0, "it says that it is whole, and begins later")
        elif line.startswith(b'{"commit":'):
            need(line[-75:-66] == b',"hash":"' and set(value) == {"commit", "hash"}, "it is not one commit and its hash")
            c, here = value["commit"], value["commit"]["position"]
            gap = here != position + 1
            need(hashlib.sha256(line[10:-75]).hexdigest() == value["hash"], "the content of position %s was changed" % here)
            need(here > position and (not gap or kind == "part"), "position %s belongs here, and not %s" % (position + 1, here))
            need(gap or c["prev"] == last, "position %s does not name the commit before it" % here)
            need(c["at"] >= time and c["events"], "the time of position %s goes back, or it has no event" % here)
            for stream in (event["stream"] for event in c["events"]):
                unknown = 0 if kind == "whole" else stream["sequence"] - 1
                before = sequences.get(stream["aggregate"], unknown) if dense is None or stream["aggregate"] in dense else unknown
                need(stream["sequence"] == before + 1 > 0, "%s has number %s where %s belongs"
                     % (stream["aggregate"], stream["sequence"], before + 1))
                sequences[stream["aggregate"]] = stream["sequence"]
            position, last, time, commits, events = here, value["hash"], c["at"], commits + 1, events + len(c["events"])
        elif line.startswith(b'{"head":'):
            head, text = value["head"], line[8:line.rindex(b',"signature":"')]
            need((head["position"], head["hash"]) == (position, last), "a signed head is of another log: it was rewritten")
            need(is_signed(text, keys.get(head["key"]), base64.b64decode(value["signature"])), "a signature is not good")
            heads += 1
        else:
            need(line.startswith(b'{"end":'), "it is neither a commit, nor a head, nor the end")
            ended = {"commits": commits, "events": events, "hash": last, "position": position}
            need(value["end"] == ended, "the end does not fit what stands before it")
    at[0] += not ended
    need(ended, "the file ends without its last line: it was cut")
    return "%d commits, %d events, up to position %d; %d signed heads fit; hash %s" % (commits, events, position, heads, last)

if __name__ == "__main__":
    args, at = sys.argv[1:], [0]
    expected = args[1 + args.index("--key")] if "--key" in args[:-1] else None
    args = [a for a in args if a not in ("--key", expected)]
    if len(args) != 1:
        sys.exit(print("python3 verify_export.py FILE [--key ID]", file=sys.stderr) or 2)
    try:
        with open(args[0], "rb") as file:
            print("In order: " + verify(iter(lambda: file.readline(LINE_MAX + 2), b""), expected))
    except (Fault, OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        sys.exit(print("Not in order. Line %d: %s." % (at[0], fault)) or 1)
