"""The same GPT step in PyTorch eager: scaled dot product attention, fused AdamW, clipping. Prints milliseconds per step."""

import json
import os
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

SIZES = {
    "tiny": (256, 128, 4, 4, 128, 16),
    "small": (4096, 256, 4, 4, 128, 16),
    "medium": (8192, 512, 8, 8, 256, 4),
}
V, D, L, H, T, B = SIZES[sys.argv[1]]
torch.manual_seed(1)
torch.set_num_threads(os.cpu_count())


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.ln_1, self.ln_2 = nn.LayerNorm(D), nn.LayerNorm(D)
        self.qkv, self.out = nn.Linear(D, 3 * D), nn.Linear(D, D)
        self.up, self.down = nn.Linear(D, 4 * D), nn.Linear(4 * D, D)

    def forward(self, x):
        q, k, v = (t.view(B, T, H, D // H).transpose(1, 2) for t in self.qkv(self.ln_1(x)).split(D, 2))
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.out(mixed.transpose(1, 2).reshape(B, T, D))
        return x + self.down(F.gelu(self.up(self.ln_2(x)), approximate="tanh"))


class GPT(nn.Module):
    def __init__(self):
        super().__init__()
        self.wte, self.wpe = nn.Embedding(V, D), nn.Embedding(T, D)
        self.layers = nn.ModuleList(Layer() for _ in range(L))
        self.norm = nn.LayerNorm(D)

    def forward(self, ids):
        x = self.wte(ids) + self.wpe.weight
        for layer in self.layers:
            x = layer(x)
        return self.norm(x) @ self.wte.weight.T


model = GPT()
optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.01, fused=True)
ids, labels = torch.randint(V, (B, T)), torch.randint(V, (B * T,))
milliseconds = []
for _ in range(int(sys.argv[2])):
    started = time.perf_counter()
    loss = F.cross_entropy(model(ids).view(-1, V), labels)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad()
    milliseconds.append((time.perf_counter() - started) * 1000)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"milliseconds": milliseconds, "peak": peak, "tokens": B * T}))
