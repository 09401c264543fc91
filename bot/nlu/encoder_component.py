"""What our trainable components share: the process's encoder, and a place to save."""

from __future__ import annotations

from typing import Any, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage

from bot.nlu.encoder import ToneEncoder, open_encoder

_Component = TypeVar("_Component", bound="EncoderComponent")


class EncoderComponent(GraphComponent):
    """A component that reads messages by their sentence vectors."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        encoder: ToneEncoder,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._encoder = encoder

    @classmethod
    def create(
        cls: type[_Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> _Component:
        """See parent class. One encoder serves the whole process."""
        encoder = open_encoder(config["engine"], config["threads"])
        return cls(config, model_storage, resource, encoder)
