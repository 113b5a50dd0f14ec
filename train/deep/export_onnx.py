"""Writes the trained network as three ONNX graphs in eight bits: `encoder`, `frames` and `acts` in the folder OUT.

`python export_onnx.py WEIGHTS ENCODER OUT`
"""
import json
import pathlib
import sys

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from transformers import AutoModel

from model import WIDTH, Reader

weights, encoder, out = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
out.mkdir(parents=True, exist_ok=True)
net = Reader(AutoModel.from_pretrained(encoder, attn_implementation="eager"))
net.load_state_dict(torch.load(weights))
net.eval()


class Encoder(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = net

    def forward(self, ids, form, register, mask):
        shared, top = self.net.encode(ids, form, register, mask)
        return shared, self.net.cues(top), top[:, 0]


class Frames(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = net

    def forward(self, states, marked, mask):
        return self.net.emit(self.net.frames(states, marked, mask))


class Acts(nn.Module):
    """Means over source, cue and content, by what share each piece has in each [S, T, 3], and the passage, to sums."""

    def __init__(self):
        super().__init__()
        self.net = net

    def forward(self, states, roles, mask, shares, passage):
        h = self.net.acts(states, roles, mask)
        pooled = torch.matmul(shares.transpose(1, 2), h).flatten(1)
        return self.net.act(torch.cat([pooled, passage], -1))


def write(name, module, inputs, names, outputs, axes):
    full = out / f"{name}.full.onnx"
    torch.onnx.export(module, inputs, str(full), input_names=names, output_names=outputs, dynamic_axes=axes, dynamo=False, opset_version=17)
    quantize_dynamic(str(full), str(out / f"{name}.onnx"), weight_type=QuantType.QInt8, per_channel=True)


with torch.no_grad():
    two = {0: "passages", 1: "pieces"}
    ids = torch.randint(1000, 20000, (2, 40))
    write(
        "encoder",
        Encoder(),
        (ids, torch.zeros_like(ids), torch.zeros(2, dtype=torch.long), torch.ones(2, 40)),
        ["ids", "form", "register", "mask"],
        ["shared", "cues", "passage"],
        {"ids": two, "form": two, "mask": two, "register": {0: "passages"}, "shared": two, "cues": two, "passage": {0: "passages"}},
    )
    three = {0: "frames", 1: "pieces"}
    write(
        "frames",
        Frames(),
        (torch.randn(3, 20, WIDTH), torch.zeros(3, 20, dtype=torch.long), torch.ones(3, 20)),
        ["states", "marked", "mask"],
        ["emissions"],
        {"states": three, "marked": three, "mask": three, "emissions": three},
    )
    write(
        "acts",
        Acts(),
        (torch.randn(3, 20, WIDTH), torch.zeros(3, 20, dtype=torch.long), torch.ones(3, 20), torch.rand(3, 20, 3), torch.randn(3, WIDTH)),
        ["states", "roles", "mask", "shares", "passage"],
        ["sums"],
        {"states": three, "roles": three, "mask": three, "shares": three, "passage": {0: "frames"}, "sums": {0: "frames"}},
    )
(out / "transitions.json").write_text(json.dumps(net.transitions.flatten().tolist()))
