"""The same with Hugging Face tokenizers: paragraphs of a file to token ids in a file, all cores. Prints seconds, tokens and MiB."""

import json
import os
import re
import resource
import sys
import tempfile
import time

import numpy as np
from tokenizers import Tokenizer

path, tokenizer_file = sys.argv[1:3]
tokenizer = Tokenizer.from_file(tokenizer_file)
encode = getattr(tokenizer, "encode_batch_fast", tokenizer.encode_batch)
started = time.perf_counter()
total, starts = 0, [0]


def paragraphs():
    carry = ""
    with open(path, encoding="utf-8") as text:
        while piece := text.read(1 << 20):
            *whole, carry = re.split(r"\n\s*\n", carry + piece)
            yield [p.strip() for p in whole if p.strip()]
    yield [carry.strip()] if carry.strip() else []


with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "ids"), "wb") as out:
        for rows in paragraphs():
            for encoding in encode(rows, add_special_tokens=False):
                ids = encoding.ids
                out.write(np.asarray(ids, dtype=np.uint16).tobytes())
                total += len(ids)
                starts.append(total)
    np.asarray(starts, dtype=np.float64).tofile(os.path.join(folder, "starts"))
    seconds = time.perf_counter() - started

usage = resource.getrusage(resource.RUSAGE_SELF)
print(
    json.dumps(
        {
            "seconds": seconds,
            "busy": usage.ru_utime + usage.ru_stime,
            "tokens": total,
            "peak": usage.ru_maxrss / 1024,
        }
    )
)
