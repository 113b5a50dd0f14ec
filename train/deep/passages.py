"""Articles as passages: runs of whole sentences of at most so many pieces, each after the article's title."""
import json
import random

import torch

CLS, SEP = 101, 102
PIECES = 256
SOURCE, CUE, CONTENT = 1, 2, 3


def read(path):
    return [json.loads(line) for line in open(path)]


def passages(article, rng=None):
    """(first, last) pieces of each passage. With `rng` the first one is of a random length, so that borders vary."""
    token = article["token"]
    first_piece = {}
    for i, t in enumerate(token):
        first_piece.setdefault(t, i)
    room = PIECES - len(article["title"]) - 3
    starts = [first_piece[a] for a, _ in article["sentences"] if a in first_piece] or [0]
    starts = sorted(set(starts))
    bounds = starts[1:] + [len(token)]
    runs, first, limit = [], starts[0], rng.randrange(room // 3, room) if rng else room
    last = first
    for end in bounds:
        if end - first > limit and last > first:
            runs.append((first, last))
            first, limit = last, room
        last = end
        while last - first > room:  # A sentence longer than a passage.
            runs.append((first, first + room))
            first += room
    if last > first:
        runs.append((first, last))
    return runs


def example(article, run):
    """What the network takes of one passage, with the statements whose frames lie within it."""
    a, b = run
    title, token = article["title"], article["token"]
    head = 2 + len(title)
    ids = [CLS, *title, SEP, *article["ids"][a:b], SEP]
    form = [0] * head + [article["form"][t] for t in token[a:b]] + [0]
    place = {}
    for i in range(a, b):
        if i == 0 or token[i - 1] != token[i]:
            place[token[i]] = i - a + head
    first = list(place.values())
    statements, anchors = [], []
    for s in article["statements"]:
        cue = [t for t in s["cue"] if t in place]
        if not cue or cue[0] != s["cue"][0]:
            continue
        anchors.append(place[cue[0]])
        f, l = s["frame"]
        inside = [t for t in range(f, l) if t in place]
        if not inside or (f not in place and f in article["_piece"]) or (l - 1 not in place and l - 1 in article["_piece"]):
            continue
        role = {}
        for name, label in (("content", CONTENT), ("cue", CUE), ("source", SOURCE)):
            for t in s[name]:
                role[t] = label
        lo = place[inside[0]]
        hi = place[inside[-1]] + 1
        while hi - head + a < b and token[hi - head + a] == inside[-1]:
            hi += 1
        statements.append(
            {
                "lo": lo,
                "hi": hi,
                "anchor": place[cue[0]],
                "tokens": [place[t] for t in inside],
                "labels": [role.get(t, 0) for t in inside],
                # Of each piece: that of the token that it is part of.
                "roles": [role.get(token[i], 0) for i in range(lo - head + a, hi - head + a)],
                "act": s["act"],
            }
        )
    return {"ids": ids, "form": form, "register": article["register"], "first": first, "anchors": anchors, "statements": statements, "corpus": article["corpus"]}


def prepare(articles):
    for article in articles:
        article["_piece"] = set(article["token"])
    return articles


def epoch(articles, repeats, seed):
    """Every passage, each article so often as its corpus is repeated; without repeats once, with fixed borders."""
    rng = random.Random(seed)
    return [
        example(article, run)
        for article in articles
        for _ in range(repeats.get(article["corpus"], 0) if repeats else 1)
        for run in passages(article, rng if repeats else None)
    ]


def batches(examples, size, rng):
    """Batches of passages of like length, in random order."""
    order = list(range(len(examples)))
    rng.shuffle(order)
    chunks = []
    for i in range(0, len(order), size * 24):
        part = sorted(order[i : i + size * 24], key=lambda k: len(examples[k]["ids"]))
        chunks += [part[j : j + size] for j in range(0, len(part), size)]
    rng.shuffle(chunks)
    return [[examples[k] for k in chunk] for chunk in chunks]


def collate(batch):
    L = max(len(e["ids"]) for e in batch)
    ids, form, mask = (torch.zeros(len(batch), L, dtype=t) for t in (torch.long, torch.long, torch.float))
    cue, is_first = torch.zeros(len(batch), L), torch.zeros(len(batch), L)
    for i, e in enumerate(batch):
        n = len(e["ids"])
        ids[i, :n] = torch.tensor(e["ids"])
        form[i, :n] = torch.tensor(e["form"])
        mask[i, :n] = 1
        is_first[i, e["first"]] = 1
        cue[i, e["anchors"]] = 1
    return ids, form, torch.tensor([e["register"] for e in batch]), mask, cue, is_first


def frames(batch, group):
    """The frames of a batch, in groups of like length: tensors of each."""
    every = sorted(((i, s) for i, e in enumerate(batch) for s in e["statements"]), key=lambda x: x[1]["hi"] - x[1]["lo"])
    for g in range(0, len(every), group):
        part = every[g : g + group]
        T = max(s["hi"] - s["lo"] for _, s in part)
        W = max(len(s["tokens"]) for _, s in part)
        P = len(part)
        at = torch.zeros(P, T, dtype=torch.long)
        mask, marked, roles = torch.zeros(P, T), torch.zeros(P, T, dtype=torch.long), torch.zeros(P, T, dtype=torch.long)
        tokens, labels, on = torch.zeros(P, W, dtype=torch.long), torch.zeros(P, W, dtype=torch.long), torch.zeros(P, W)
        for k, (_, s) in enumerate(part):
            n, w = s["hi"] - s["lo"], len(s["tokens"])
            at[k, :n] = torch.arange(s["lo"], s["hi"])
            mask[k, :n] = 1
            marked[k, s["anchor"] - s["lo"]] = 1
            roles[k, :n] = torch.tensor(s["roles"])
            tokens[k, :w] = torch.tensor(s["tokens"]) - s["lo"]
            labels[k, :w] = torch.tensor(s["labels"])
            on[k, :w] = 1
        yield {
            "row": torch.tensor([i for i, _ in part]),
            "at": at,
            "mask": mask,
            "marked": marked,
            "roles": roles,
            "tokens": tokens,
            "labels": labels,
            "on": on,
            "act": torch.tensor([s["act"] for _, s in part]),
            "corpus": [batch[i]["corpus"] for i, _ in part],
        }
