"""Lets Rasa start without the libraries that the served model never calls.

Rasa imports TensorFlow, and the clients of every messaging service and database it
knows, whatever the model is made of: most of its start and half of its memory. A model
of rules, memoization and our own components calls none of them. While this is
installed, an `import` of one of these libraries *from Rasa's own modules* yields a
stand-in: good for a base class, an annotation or a decorator, and an error as soon as
somebody calls it. Everybody else's imports are untouched.

Source: docs/adr/0007, measured with `bot bench turn`.
"""

from __future__ import annotations

import abc
import builtins
import sys
from collections.abc import Callable, Iterable, MutableSequence
from pathlib import Path
from types import ModuleType
from typing import Any

# Rasa's components that run without any of the libraries below. A model with another
# one gets the real libraries.
LEAN_COMPONENTS = frozenset(
    f"rasa.{name}"
    for name in (
        "core.policies.ensemble.DefaultPolicyPredictionEnsemble",
        "core.policies.memoization.AugmentedMemoizationPolicy",
        "core.policies.memoization.MemoizationPolicy",
        "core.policies.rule_policy.RulePolicy",
        "graph_components.adders.nlu_prediction_to_history_adder.NLUPredictionToHistoryAdder",
        "graph_components.converters.nlu_message_converter.NLUMessageConverter",
        "graph_components.providers.domain_for_core_training_provider.DomainForCoreTrainingProvider",
        "graph_components.providers.domain_provider.DomainProvider",
        "graph_components.providers.rule_only_provider.RuleOnlyDataProvider",
        "graph_components.providers.story_graph_provider.StoryGraphProvider",
        "nlu.classifiers.regex_message_handler.RegexMessageHandler",
        "nlu.tokenizers.whitespace_tokenizer.WhitespaceTokenizer",
    )
)
OUR_PREFIX = "bot."

# Libraries of policies and classifiers, of other channels, and of stores and brokers
# that `endpoints.yml` and `credentials.yml` of this project do not name.
UNUSED = frozenset(
    {
        "tensorflow",
        "keras",
        "tensorflow_addons",
        "tensorflow_hub",
        "tensorflow_text",
        "aiogram",
        "boto3",
        "botocore",
        "fbmessenger",
        "mattermostwrapper",
        "matplotlib",
        "pymongo",
        "rocketchat_API",
        "slack_sdk",
        "twilio",
        "webexteamssdk",
    }
)


class NotLoaded(RuntimeError):
    """A stand-in was called: the model needs a library that was left out."""


class StandInType(abc.ABCMeta):
    """Classes whose every attribute is another stand-in."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") or name.startswith("_abc"):
            raise AttributeError(name)
        return StandInType(name, (StandIn,), {})

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        """Leaves what it decorates as it is; otherwise expects to be importing."""
        # A decorator is called while its module is imported; nothing else may be.
        if len(arguments) == 1 and not options and callable(arguments[0]):
            return arguments[0]
        if Switch.importing:
            return StandInType("called", (StandIn,), {})
        raise NotLoaded(
            f"Expected the model to do without `{cls.__name__}`, but it was called. "
            "Please remove its component from LEAN_COMPONENTS in bot/supervisor."
        )


class StandIn(Exception, metaclass=StandInType):
    """Base of all stand-ins; an exception, since `except` clauses name some of them."""


class Switch:
    """Whether imports go on, so that calls at import time are expected."""

    importing = True


class StandInModule(ModuleType):
    """A module of stand-ins."""

    __path__: MutableSequence[str] = []  # noqa: RUF012, a package without files

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandInType(name, (StandIn,), {})


def can_be_lean(components: Iterable[str]) -> bool:
    """Whether all components are known to run without the libraries of `UNUSED`.

    Args:
        components: Full class names, or Rasa's short names as in `config.yml`.
    """
    found = set(components)
    short = {name.rpartition(".")[2] for name in LEAN_COMPONENTS}
    return bool(found) and all(
        name in LEAN_COMPONENTS or name in short or name.startswith(OUR_PREFIX)
        for name in found
    )


def components_in(config: Path) -> frozenset[str]:
    """Names of the pipeline's and the policies' components in a `config.yml`."""
    from ruamel.yaml import YAML

    content = YAML(typ="safe").load(config) or {}
    entries = [*(content.get("pipeline") or ()), *(content.get("policies") or ())]
    # Without a list of its own, Rasa puts in its defaults, which need TensorFlow.
    if not content.get("pipeline") or not content.get("policies"):
        return frozenset()
    return frozenset(str(entry["name"]) for entry in entries)


def install() -> None:
    """Routes Rasa's imports of `UNUSED` to stand-ins, from now on."""
    builtins.__import__ = _routed(builtins.__import__)


def _routed(real: Callable[..., Any]) -> Callable[..., Any]:
    def import_or_stand_in(
        name: str,
        globals: Any = None,
        locals: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        top = name.partition(".")[0]
        if level == 0 and top in UNUSED and _is_rasa(globals):
            return _stand_in_for(name if fromlist else top)
        return real(name, globals, locals, fromlist, level)

    return import_or_stand_in


def _is_rasa(importer: Any) -> bool:
    name = str((importer or {}).get("__name__", ""))
    return name == "rasa" or name.startswith("rasa.")


_modules: dict[str, StandInModule] = {}


def _stand_in_for(name: str) -> StandInModule:
    # Kept out of `sys.modules`, where others would find them.
    if name not in _modules:
        _modules[name] = StandInModule(name)
    return _modules[name]


def loaded_by_mistake() -> list[str]:
    """Libraries of `UNUSED` that somebody else loaded anyway, for the log."""
    return sorted(UNUSED.intersection(sys.modules))
