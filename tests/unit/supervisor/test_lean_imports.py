from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from bot.settings import PROJECT_ROOT
from bot.supervisor.lean_imports import can_be_lean, components_in
from bot.supervisor.model_metadata import components_of, read_metadata, responses_of

OURS = "bot.nlu.few_shot_intent_classifier.FewShotIntentClassifier"
DIET = "rasa.nlu.classifiers.diet_classifier.DIETClassifier"
RULES = "rasa.core.policies.rule_policy.RulePolicy"


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        pytest.param([OURS, RULES], True, id="rules and ours"),
        pytest.param(["RulePolicy", OURS], True, id="short names"),
        pytest.param([OURS, RULES, DIET], False, id="a neural network of Rasa's"),
        pytest.param(["DIETClassifier"], False, id="its short name"),
        pytest.param(["somebody.else.Component"], False, id="a stranger"),
        pytest.param([], False, id="nothing is known"),
    ],
)
def test_only_known_components_do_without(
    components: list[str], expected: bool
) -> None:
    assert can_be_lean(components) is expected


def test_model_itself_tells_components_and_responses(
    tmp_path: Path,
) -> None:
    model = tmp_path / "model.tar.gz"
    nodes = {"a": {"uses": OURS}, "b": {"uses": RULES}}
    said = {"utter_greet": [{"text": "Bonjour."}]}
    metadata = {"predict_schema": {"nodes": nodes}, "domain": {"responses": said}}
    content = json.dumps(metadata).encode()
    with tarfile.open(model, "w:gz") as archive:
        info = tarfile.TarInfo("metadata.json")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
    assert components_of(read_metadata(model)) == {OURS, RULES}
    assert responses_of(read_metadata(model)) == said


def test_a_configuration_without_a_pipeline_gets_rasas_defaults(
    tmp_path: Path,
) -> None:
    config = tmp_path / "config.yml"
    config.write_text("recipe: default.v1\npipeline:\npolicies:\n- name: RulePolicy\n")
    assert not can_be_lean(components_in(config))


def test_this_projects_own_configuration_is_lean() -> None:
    assert can_be_lean(components_in(PROJECT_ROOT / "config.yml"))


def run(code: str) -> str:
    # In a process of its own: what is imported there stays there.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.graph
def test_rasa_starts_without_tensorflow_and_calls_to_it_are_refused() -> None:
    said = run(
        "import sys\n"
        "from bot.supervisor.lean_imports import *\n"
        "install()\n"
        "import rasa.core.run\n"
        "from rasa.core.policies.ted_policy import TEDPolicy\n"
        "from rasa.utils.tensorflow.models import RasaModel, tf\n"
        "Switch.importing = False\n"
        "print('tensorflow' in sys.modules)\n"
        "try: tf.constant(1)\n"
        "except NotLoaded as error: print(error)\n"
    )
    loaded, refused = said.splitlines()
    assert loaded == "False"
    assert "`constant`" in refused


def test_other_modules_imports_are_untouched() -> None:
    said = run(
        "from bot.supervisor.lean_imports import *\n"
        "install()\n"
        "import boto3\n"
        "print(type(boto3).__name__)\n"
    )
    assert said.strip() == "module"
