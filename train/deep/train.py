"""Trains the deep reader from what `export.ts` wrote. Deterministic on one machine: seeded, in a fixed order."""
import argparse
import json
import math
import random
import time

import torch
from torch import nn
from transformers import AutoModel

import passages as data
from model import ACTS, Reader, chain_loss

parser = argparse.ArgumentParser()
parser.add_argument("passages")
parser.add_argument("encoder")
parser.add_argument("out")
parser.add_argument("--dev", help="articles to report on, never taught")
parser.add_argument("--stage", type=int, help="this one alone, from the weights of OUT so far")
parser.add_argument("--limit", type=int, help="so many articles, to try the script")
parser.add_argument("--every", type=int, default=20)
options = parser.parse_args()

SIZE, GROUP = 16, 48
# One article of so many is held out, to fit probabilities on (`isHeldOut` in export.ts).
HOLD, HELD = 25, 7
# First everything, at a rate that falls as if for five epochs, acts by the frames' layers; then once more, with what is read for
# shown more often, acts by layers of their own.
STAGES = [
    {"epochs": 5, "stop": 4, "rate": 1.0, "act": 2.0, "repeats": {"polnear": 1, "coverage": 2, "written": 2}},
    {"epochs": 1, "stop": 1, "rate": 0.4, "act": 4.0, "repeats": {"polnear": 1, "coverage": 3, "written": 2, "invented": 3}},
]
TOGETHER, PARTED = range(2)
ACT_WEIGHT = {"written": 0.7}
torch.set_num_threads(2)
torch.manual_seed(1)
rng = random.Random(1)

articles = data.prepare(data.read(options.passages))
is_held = [i % HOLD == HELD and a["corpus"] != "invented" for i, a in enumerate(articles)]
held = [a for a, out in zip(articles, is_held) if out]
taught = [a for a, out in zip(articles, is_held) if not out]
if options.limit:
    taught = taught[:: max(1, len(taught) // options.limit)]
dev = data.prepare(data.read(options.dev)) if options.dev else []
net = Reader(AutoModel.from_pretrained(options.encoder, attn_implementation="sdpa", attention_probs_dropout_prob=0.0))

counts = [1e-9] * ACTS
for a in taught:
    for s in a["statements"]:
        if s["act"] >= 0 and a["corpus"] != "invented":
            counts[s["act"]] += 1
mean = sum(counts) / ACTS
act_weights = torch.tensor([min(4.0, max(0.6, (mean / c) ** 0.3)) for c in counts])

NEW = ("form", "register", "cue", "marker", "emit", "transitions", "role", "act")


def optimiser_for(rate):
    named = [(n.split(".")[0], p) for n, p in net.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if n not in NEW], "lr": 2e-4 * rate},
        {"params": [p for n, p in named if n in NEW], "lr": 1e-3 * rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=0.01)


def losses(batch, number, judge=None):
    """Mean losses of cues, of frames and of acts, these over all frames, so that a frame weighs the same in every batch."""
    ids, form, register, mask, cue, is_first = data.collate(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        shared, top = net.encode(ids, form, register, mask)
        odds = net.cues(top)
    each = nn.functional.binary_cross_entropy_with_logits(odds.float(), cue, reduction="none")
    cue_loss = (each * is_first).sum() / max(1.0, float(cue.sum()))
    chain, act, total = 0.0, 0.0, 0
    for g in data.frames(batch, GROUP):
        states = shared[g["row"][:, None], g["at"]]
        rows = torch.arange(len(g["act"]))[:, None]
        total += len(g["act"])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h = net.frames(states, g["marked"], g["mask"])
            e = net.emit(h)
        emissions = e.float()[rows, g["tokens"]]
        chain = chain + chain_loss(emissions, g["labels"], g["on"], net.transitions).sum()
        has = (g["act"] >= 0).nonzero().flatten()
        if len(has) == 0:
            continue
        z = act_sums({k: v[has] for k, v in g.items() if k != "corpus"}, states[has], h[has], top, number)
        weight = torch.tensor([ACT_WEIGHT.get(g["corpus"][k], 1.0) for k in has.tolist()])
        gold = g["act"][has]
        ce = nn.functional.cross_entropy(z, gold, weight=act_weights, reduction="none", label_smoothing=0.05)
        act = act + (ce * weight).sum()
        if judge is not None:
            judge(z, gold)
    total = max(1, total)
    return cue_loss, chain / total, act / total


def act_sums(g, states, h, top, number):
    rows = torch.arange(len(states))[:, None]
    if number != TOGETHER:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            h = net.acts(states, g["roles"], g["mask"])
    words = h.float()[rows, g["tokens"]]
    pooled = [mean_where(words, (g["labels"] == k).float() * g["on"]) for k in (1, 2, 3)]
    passage = top[g["row"], 0].float()
    if number != TOGETHER:  # By the passage alone an article is soon known by heart.
        passage = nn.functional.dropout(passage, 0.5, net.training)
    return net.act(torch.cat([*pooled, passage], -1))


def mean_where(words, on):
    return (words * on[..., None]).sum(1) / on.sum(1, keepdim=True).clamp(min=1)


@torch.no_grad()
def evaluate(articles, number):
    """Mean losses, F1 of cues at even odds, and the share of right acts on given spans."""
    net.eval()
    sums, n, right, acts = [0.0] * 3, 0, [0, 0, 0], [0, 0]

    def judge(z, gold):
        acts[0] += int((z.argmax(-1) == gold).sum())
        acts[1] += len(gold)

    examples = data.epoch(articles, None, 0)
    for i in range(0, len(examples), SIZE):
        batch = examples[i : i + SIZE]
        for k, v in enumerate(losses(batch, number, judge)):
            sums[k] += float(v)
        n += 1
        ids, form, register, mask, cue, is_first = data.collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            odds = net.cues(net.encode(ids, form, register, mask)[1]).float()
        guess = (odds > 0) & (is_first > 0)
        right = [right[0] + int((guess & (cue > 0)).sum()), right[1] + int(guess.sum()), right[2] + int(cue.sum())]
    net.train()
    figures = {"cue": sums[0] / n, "chain": sums[1] / n, "cue_f1": 2 * right[0] / max(1, right[1] + right[2]), "acts": acts[0] / max(1, acts[1])}
    return json.dumps({k: round(v, 4) for k, v in figures.items()})


def teach(number, stage):
    repeats = stage["repeats"]
    if number > 0:  # So that a stage by itself is the same as after the one before.
        torch.manual_seed(1 + number)
        rng.seed(1 + number)
    if number == PARTED:
        net.part_acts()
    per_epoch = len(data.epoch(taught, repeats, 0))
    steps = stage["epochs"] * math.ceil(per_epoch / SIZE)
    optimiser = optimiser_for(stage["rate"])
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min(1, (i + 1) / (0.06 * steps)) * max(0.02, 1 - i / steps)
    )
    print(f"stage {number}: {per_epoch} passages, about {steps} steps; {len(held)} articles held out", flush=True)
    started, step = time.time(), 0
    for epoch in range(stage["stop"]):
        sums, seen = [0.0] * 3, 0
        for batch in data.batches(data.epoch(taught, repeats, 100 * (number + 1) + epoch), SIZE, rng):
            parts = losses(batch, number)
            loss = parts[0] + 0.5 * parts[1] + stage["act"] * parts[2]
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            seen += 1
            sums = [total + float(part) for total, part in zip(sums, parts)]
            if step % options.every == 0:
                print(f"{step}/{steps} {[round(x / seen, 3) for x in sums]} {time.time() - started:.0f} s", flush=True)
        for name, some in {"held out": held, **{c: [a for a in dev if a["corpus"] == c] for c in ("coverage-dev", "polnear-dev")}}.items():
            if some:
                print(f"stage {number} epoch {epoch} {name} {evaluate(some, number)} {time.time() - started:.0f} s", flush=True)
        torch.save(net.state_dict(), options.out)


if options.stage is not None:
    net.load_state_dict(torch.load(options.out), strict=False)
for number, stage in enumerate(STAGES):
    if options.stage in (None, number):
        teach(number, stage)
