#!/usr/bin/env python3
"""Checks the chain of a register without riktlinje, as a proof that anybody can.

    riktlinje journal export > journal.jsonl
    python3 verify-journal.py journal.jsonl [checkpoint.txt]

Standard library only. The form is described in register-v1.md.
"""
import hashlib
import json
import sys

DOMAIN = b"\0riktlinje-journal-v1\0"


def link(register, seq, previous, body):
    number = lambda n: n.to_bytes(8, "big")
    parts = [DOMAIN, number(len(register)), register, number(seq), previous, number(len(body)), body]
    return hashlib.sha256(b"".join(parts)).digest()


def main(journal, checkpoint=None):
    heads, register = [bytes(32)], None
    for seq, line in enumerate(open(journal, "rb"), 1):
        entry = json.loads(line)
        body = line.rstrip(b"\r\n").split(b'"body":', 1)[1][:-1]
        register = register or entry["body"]["register"]
        if entry["seq"] != seq or entry["body"]["seq"] != seq or entry["body"]["register"] != register:
            sys.exit(f"entry {seq} is missing or moved")
        heads.append(link(register.encode(), seq, heads[-1], body))
        if entry["hash"] != heads[-1].hex():
            sys.exit(f"entry {seq} has been changed")
    if checkpoint:
        _, of, size, head = open(checkpoint, encoding="utf-8").read().split()
        if of != register or int(size) >= len(heads) or heads[int(size)].hex() != head:
            sys.exit("the history up to the checkpoint is another")
    print(f"{len(heads) - 1} entries, head {heads[-1].hex()}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
