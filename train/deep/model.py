"""The deep reader's network: one encoder, and three heads on it.

Encoder   six layers of all-MiniLM-L6-v2 over a passage of word pieces; how each token is written, and the register of the
          article, are added to what they embed.
Cues      for each token, whether a statement's cue begins with it.
Frames    for each cue, its frame's pieces as the fourth layer left them, marked with the cue, through copies of the two last
          layers: each token is the cue's source, part of the cue, its content, or none (a chain over tokens).
Acts      the same frame, each token marked with what it is to the cue, through copies of their own; what the source does, from
          the means over source, cue and content, and the passage as a whole.
"""
import copy

import torch
from torch import nn

SPLIT = 4  # Layers that all heads share; frames go through copies of those after.
LABELS = 4  # None, source, cue, content.
CUE = 2
ACTS = 16
FORMS = 42
WIDTH = 384


class Reader(nn.Module):
    def __init__(self, bert):
        super().__init__()
        self.embeddings = bert.embeddings
        self.embeddings.word_embeddings.weight.requires_grad = False
        self.layers = bert.encoder.layer
        self.frame_layers = copy.deepcopy(nn.ModuleList(bert.encoder.layer[SPLIT:]))
        self.form = nn.Embedding(FORMS, WIDTH)
        self.register = nn.Embedding(2, WIDTH)
        nn.init.zeros_(self.form.weight)
        nn.init.zeros_(self.register.weight)
        self.cue = nn.Sequential(nn.Dropout(0.1), nn.Linear(WIDTH, 256), nn.GELU(), nn.Linear(256, 1))
        nn.init.constant_(self.cue[-1].bias, -3)
        self.marker = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.marker.weight, std=0.3)
        nn.init.zeros_(self.marker.weight[0].data)
        self.emit = nn.Sequential(nn.Dropout(0.1), nn.Linear(WIDTH, LABELS))
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.role = nn.Embedding(LABELS, WIDTH)
        self.act_layers = copy.deepcopy(self.frame_layers)
        self.part_acts()
        self.act = nn.Sequential(nn.Dropout(0.2), nn.Linear(4 * WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, ACTS))

    @torch.no_grad()
    def part_acts(self):
        """Acts go on from what the frames' layers have learned."""
        self.act_layers.load_state_dict(self.frame_layers.state_dict())
        self.role.weight.zero_()
        self.role.weight[CUE] = self.marker.weight[1]

    def encode(self, ids, form, register, mask):
        """Pieces [B, L] → states after the shared layers and at the top, [B, L, WIDTH] each."""
        h = self.embeddings(input_ids=ids) + self.form(form) + self.register(register)[:, None, :]
        bias = ((1 - mask) * -1e4)[:, None, None, :]
        shared = None
        for i, layer in enumerate(self.layers):
            h = run(layer, h, bias)
            if i == SPLIT - 1:
                shared = h
        return shared, h

    def cues(self, top):
        return self.cue(top).squeeze(-1)

    def frames(self, states, marked, mask):
        """Shared states of each frame's pieces [P, T, WIDTH], 1 where the cue begins → states [P, T, WIDTH]."""
        return through(self.frame_layers, states + self.marker(marked), mask)

    def acts(self, states, roles, mask):
        """Shared states of each frame's pieces, what each is to the cue → states [P, T, WIDTH]."""
        return through(self.act_layers, states + self.role(roles), mask)


def through(layers, h, mask):
    bias = ((1 - mask) * -1e4)[:, None, None, :]
    for layer in layers:
        h = run(layer, h, bias)
    return h


def run(layer, h, bias):
    out = layer(h, attention_mask=bias)
    return out[0] if isinstance(out, tuple) else out


def chain_loss(emissions, labels, mask, transitions):
    """Negative log-likelihood of each row's labels under a linear chain, [P]. Rows begin at 0; mask is 1 on tokens."""
    P, T, K = emissions.shape
    rows = torch.arange(P)
    gold = emissions[rows, 0, labels[:, 0]]
    alpha = emissions[:, 0]
    for t in range(1, T):
        on = mask[:, t]
        gold = gold + on * (emissions[rows, t, labels[:, t]] + transitions[labels[:, t - 1], labels[:, t]])
        step = torch.logsumexp(alpha[:, :, None] + transitions, 1) + emissions[:, t]
        alpha = torch.where(on[:, None] > 0, step, alpha)
    return torch.logsumexp(alpha, 1) - gold


def best_path(emissions, transitions):
    """Viterbi of one row, emissions [T, K]."""
    T, K = emissions.shape
    score, back = emissions[0], []
    for t in range(1, T):
        value, at = (score[:, None] + transitions).max(0)
        back.append(at)
        score = value + emissions[t]
    path = [int(score.argmax())]
    for at in reversed(back):
        path.append(int(at[path[-1]]))
    return path[::-1]
