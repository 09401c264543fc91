"""What a trained model says of itself, read without loading Rasa."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

METADATA_FILE = "metadata.json"


def read_metadata(model: Path) -> dict[str, Any]:
    """The metadata that Rasa wrote into a model; empty when there is none.

    Args:
        model: A trained model, a `.tar.gz` file.
    """
    with tarfile.open(model) as archive:
        for member in archive:
            if Path(member.name).name == METADATA_FILE:
                file = archive.extractfile(member)
                assert file is not None
                text = io.TextIOWrapper(file, encoding="utf-8")
                metadata: dict[str, Any] = json.load(text)
                return metadata
    return {}


def components_of(metadata: dict[str, Any]) -> frozenset[str]:
    """Full class names of every component that the model runs to answer."""
    nodes = metadata.get("predict_schema", {}).get("nodes", {}).values()
    return frozenset(str(node["uses"]) for node in nodes)


def responses_of(metadata: dict[str, Any]) -> dict[str, Any]:
    """The responses the model was trained with, by name."""
    return dict(metadata.get("domain", {}).get("responses") or {})
