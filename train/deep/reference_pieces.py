"""Random strings with the pieces that the reference tokeniser cuts them into: what our own is held against.

`python reference_pieces.py ENCODER COUNT OUT`: one JSON array a line, [text, ids].
"""
import json
import random
import sys
import unicodedata

from tokenizers import Tokenizer

encoder, count, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
tokenizer = Tokenizer.from_file(f"{encoder}/tokenizer.json")
tokenizer.no_padding()
tokenizer.no_truncation()
words = [w for w in open(f"{encoder}/vocab.txt").read().split("\n") if w and not w.startswith("[")]
rng = random.Random(7)
MARKS = "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u200b\u3000\t\n\r\x0b\x85\u00ad\ufeff"


def character():
    r = rng.random()
    if r < 0.5:
        return chr(rng.randrange(32, 127))
    if r < 0.6:
        return rng.choice(MARKS)
    while True:
        code = rng.choice([rng.randrange(0xA0, 0x600), rng.randrange(0x600, 0x3000), rng.randrange(0x3000, 0xD7FF), rng.randrange(0x10000, 0x2FA20)])
        # The reference's tables are old: characters that Unicode has added or put in another class since are left out.
        if unicodedata.ucd_3_2_0.category(chr(code)) != unicodedata.category(chr(code)) or unicodedata.category(chr(code)) == "Cn":
            continue
        return chr(code)


def text(i):
    if i % 2:
        return "".join(character() for _ in range(rng.randrange(1, 24)))
    part = lambda: rng.choice([rng.choice(words).replace("##", ""), character(), " ", rng.choice(words).capitalize()])
    return "".join(part() for _ in range(rng.randrange(1, 14)))


with open(out, "w") as file:
    for i in range(count):
        one = text(i)
        file.write(json.dumps([one, tokenizer.encode(one, add_special_tokens=False).ids]) + "\n")
