from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Build = Callable[..., Any]

EXAMPLES = {
    "ask_rate": ["quel est le taux", "combien d'intérêts", "le taux du prêt svp"],
    "ask_human": ["parler à un conseiller", "je veux un humain", "passez-moi qqn"],
    "faq/opening_hours": ["quels sont vos horaires", "vous ouvrez quand ?"],
    "faq/app_crash": ["l'application plante", "bug de l'appli ce matin"],
}


def message(text: str, label: str | None = None) -> Message:
    if label is None:
        return Message({"text": text})
    intent = label.partition("/")[0]
    data = {"text": text, "intent": intent}
    if intent != label:
        data["intent_response_key"] = label
    return Message(data)


@pytest.fixture
def training_data() -> TrainingData:
    messages = [
        message(text, label) for label, texts in EXAMPLES.items() for text in texts
    ]
    responses = {
        "utter_faq/opening_hours": [{"text": "De 9 h à 18 h."}],
        "utter_faq/app_crash": [{"text": "Relancez-la."}],
    }
    return TrainingData(messages, responses=responses)


@pytest.fixture
def storage(tmp_path: Path) -> ModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def build(storage: ModelStorage) -> Build:
    """Creates a component, or loads it with `trained`, as the graph would."""

    def make(kind: type[GraphComponent], trained: bool = False, **options: Any) -> Any:
        config = {**kind.get_default_config(), **options}
        context = ExecutionContext(GraphSchema({}), node_name=kind.__name__)
        constructor = kind.load if trained else kind.create
        return constructor(config, storage, Resource(kind.__name__), context)

    return make
