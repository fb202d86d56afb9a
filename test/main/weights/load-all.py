"""Loads model folders with Transformers. Each line on stdin is a JSON list of {folder, architecture, ids}, and is answered by a
line with a list of what was found: missing and unexpected keys, the scores over the ids, and with a `text` its ids by the
folder's tokenizer. Each model is saved again to <folder>/again. With a `config`, Transformers makes the model itself, with random weights, and saves it
to <folder>. With an `adapter`, peft puts what is in that folder on top of the model first."""

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


def made(kind, asked):
    """A model of Transformers' own, with something in every weight."""
    torch.manual_seed(1)
    model = kind(kind.config_class(**asked["config"]))
    with torch.no_grad():
        for weight in model.parameters():
            if weight.requires_grad:
                weight.normal_(0, 0.3)
    model.eval()
    model.save_pretrained(asked["folder"])
    return {"missing": [], "unexpected": [], "scores": scores_of(model, asked["ids"])}


def with_adapter(model, folder):
    from peft import PeftModel, get_peft_model_state_dict

    # peft 0.21 keeps this method of a seq2seq model for writing; transformers 5.24 calls it by another name
    writing = "_prepare_encoder_decoder_kwargs_for_generation"
    if not hasattr(model, writing):
        setattr(model, writing, None)
    model = PeftModel.from_pretrained(model, folder)
    from safetensors import safe_open

    with safe_open(os.path.join(folder, "adapter_model.safetensors"), "pt") as file:
        ours = set(file.keys())
    theirs = set(get_peft_model_state_dict(model))
    return model.merge_and_unload(), {"missing": sorted(theirs - ours), "unexpected": sorted(ours - theirs)}


def loaded(kind, asked):
    folder = asked["folder"]
    more = {"id2label": asked["labels"]} if "labels" in asked else {}
    model, info = kind.from_pretrained(folder, output_loading_info=True, **more)
    found = {"missing": sorted(info["missing_keys"]), "unexpected": sorted(info["unexpected_keys"])}
    if "adapter" in asked:
        model, found = with_adapter(model, asked["adapter"])
    model.eval()
    model.save_pretrained(os.path.join(folder, "again"))
    if "text" in asked:
        found["tokens"] = transformers.AutoTokenizer.from_pretrained(folder)(asked["text"])["input_ids"]
    return {**found, "scores": scores_of(model, asked["ids"])}


def look(asked):
    return (made if "config" in asked else loaded)(getattr(transformers, asked["architecture"]), asked)


for line in sys.stdin:
    print(json.dumps([look(asked) for asked in json.loads(line)]), flush=True)
