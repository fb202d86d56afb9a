"""Loads model folders with Transformers. Reads a JSON list of {folder, architecture, ids} on stdin and prints one of what it found:
missing and unexpected keys, the scores over the ids, and whether the folder has a tokenizer, its ids of a sentence.
Each model is saved again to <folder>/again."""

import json
import os
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
import torch
import transformers

transformers.logging.set_verbosity_error()
transformers.logging.disable_progress_bar()


def scores_of(model, ids):
    text = torch.tensor([ids])
    more = {"decoder_input_ids": text} if getattr(model.config, "is_encoder_decoder", False) and not is_head(model) else {}
    with torch.no_grad():
        out = model(input_ids=text, **more)
    parts = [out.start_logits, out.end_logits] if "start_logits" in out else [out.logits]
    return torch.cat([p.flatten() for p in parts]).tolist()


def is_head(model):
    return type(model).__name__.endswith(("Classification", "Answering"))


def look(asked):
    folder, ids = asked["folder"], asked["ids"]
    model, info = getattr(transformers, asked["architecture"]).from_pretrained(folder, output_loading_info=True)
    model.eval()
    model.save_pretrained(os.path.join(folder, "again"))
    found = {"missing": sorted(info["missing_keys"]), "unexpected": sorted(info["unexpected_keys"]), "scores": scores_of(model, ids)}
    if "text" in asked:
        found["tokens"] = transformers.AutoTokenizer.from_pretrained(folder)(asked["text"])["input_ids"]
    return found


json.dump([look(asked) for asked in json.load(sys.stdin)], sys.stdout)
