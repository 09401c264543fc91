"""The pipeline and policies that Rasa 3.6 itself suggests, to compare ours with."""

from __future__ import annotations

from typing import Any

_FALLBACK = "FallbackClassifier"
# Source: Rasa 3.6.21, rasa/engine/recipes/config_files/default_config.yml.
_CONFIG: dict[str, Any] = {
    "recipe": "default.v1",
    "language": "fr",
    "assistant_id": "rasa-defaults",
    "pipeline": [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {
            "name": "CountVectorsFeaturizer",
            "analyzer": "char_wb",
            "min_ngram": 1,
            "max_ngram": 4,
        },
        {"name": "DIETClassifier", "epochs": 100, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "epochs": 100, "constrain_similarities": True},
        {"name": _FALLBACK, "threshold": 0.3, "ambiguity_threshold": 0.1},
    ],
    "policies": [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "UnexpecTEDIntentPolicy", "max_history": 5, "epochs": 100},
        {
            "name": "TEDPolicy",
            "max_history": 5,
            "epochs": 100,
            "constrain_similarities": True,
        },
    ],
}


def default_config(epochs: int) -> dict[str, Any]:
    """Gives Rasa's defaults, every network trained `epochs` times over the data."""
    config = dict(_CONFIG)
    for kind in ("pipeline", "policies"):
        config[kind] = [
            {**part, "epochs": epochs} if "epochs" in part else part
            for part in _CONFIG[kind]
        ]
    return config


def default_nlu_config(epochs: int) -> dict[str, Any]:
    """Gives Rasa's pipeline alone, without the fallback that hides a reading."""
    config = default_config(epochs)
    pipeline = [one for one in config["pipeline"] if one["name"] != _FALLBACK]
    return {**config, "pipeline": pipeline, "policies": []}
