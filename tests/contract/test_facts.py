"""Every figure said is a fact with a source; every planted mistake is found."""

from __future__ import annotations

import ast
import itertools
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.knowledge.facts import default_facts, sources_of
from bot.knowledge.placeholders import names_in
from bot.knowledge.programmes import default_programmes
from bot.knowledge.project import read_forbidden, review_project
from bot.knowledge.rendering import plain, render
from bot.knowledge.review import find_forbidden, rendered
from bot.knowledge.terms_answers import Topic, answer_about
from bot.training import check_knowledge
from tests.contract import conversation_data as data

FORBIDDEN = read_forbidden(data.DATA / "knowledge" / "sayings_forbidden.yml")
# Whose figures of 2020 have a source; the others « conditions propres à la Région ».
REGIONS_WITH_TERMS = {
    "Auvergne-Rhône-Alpes",
    "Île-de-France",
    "Grand Est",
    "Bourgogne-Franche-Comté",
    "Provence-Alpes-Côte d’Azur",
    "Occitanie",
    "Guadeloupe",
    "Guyane",
    "Martinique",
}


# ---- what is written ---------------------------------------------------------------


def test_words_and_facts_agree():
    found = review_project()
    assert found == [], "\n".join(found)


def test_nothing_is_known_that_is_never_said():
    facts = default_facts()
    said = {name.removesuffix("_bare") for name in names_in(list_of_variations())}
    said |= {
        each for p in default_programmes().regions.values() for each in p.fact_ids()
    }
    code = strings_in_code()
    silent = [
        fact.id
        for fact in facts.by_id.values()
        if fact.is_sayable
        and not fact.said_by
        and fact.id not in said
        and fact.id not in code
    ]
    assert silent == []


def test_no_source_is_listed_for_nothing():
    listed = set(data.load(data.DATA / "knowledge" / "sources.yml")["sources"])
    cited = sources_of(default_facts().by_id.values())
    for programme in default_programmes().regions.values():
        cited |= programme.sources()
    assert listed - cited == set()


def test_names_of_facts_slots_and_arguments_are_apart():
    facts, slots = default_facts(), set(data.domain()["slots"])
    said = set(facts.renderings())
    assert said & slots == set()
    assert said & set(facts.arguments) == set()
    by_slot = {n for n, each in facts.arguments.items() if each.filled_by == "slot"}
    assert by_slot - slots == set()


def test_every_argument_is_said_and_given():
    arguments = default_facts().arguments
    assert set(arguments) - set(names_in(list_of_variations())) == set()
    given = strings_in_code()
    by_code = {n for n, each in arguments.items() if each.filled_by != "slot"}
    assert by_code - given == set()
    known = {*data.domain()["actions"], *data.domain()["forms"], "slot", "gateway"}
    known |= {"clock"}
    known |= {f"validate_{form}" for form in data.domain()["forms"]}
    assert {each.filled_by for each in arguments.values()} - known == set()


def test_what_the_gateway_says_itself_has_no_fact():
    """It replaces only what it knows, and Rasa may be down."""
    arguments = default_facts().arguments
    for name in data.said_by_gateway():
        for used in names_in(data.responses()[name]):
            assert arguments[used].filled_by == "gateway"


def test_only_regions_with_sources_have_terms():
    assert set(default_programmes().regions) <= REGIONS_WITH_TERMS


def list_of_variations() -> list[list[dict[str, object]]]:
    return list(data.responses().values())


def strings_in_code() -> set[str]:
    """Strings and keywords of the code that may give an argument or say a fact."""
    found: set[str] = set()
    for folder in ("actions", "bot"):
        for path in (data.ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
                elif isinstance(node, ast.keyword) and node.arg:
                    found.add(node.arg)
    return found


# ---- what is said ------------------------------------------------------------------


def told_terms() -> Iterator[tuple[str, dict[str, str]]]:
    """Every answer that action_tell_terms can give, in any Region or none."""
    regions = data.load(data.DATA / "knowledge" / "regions.yml")["regions"]
    names = [region["name"] for region in regions]
    for topic, region in itertools.product([None, *Topic], [None, *names]):
        answer = answer_about(topic, region, default_programmes())
        yield answer.response, dict(answer.facts)


def texts_of_terms() -> Iterator[tuple[str, str]]:
    facts = default_facts().renderings()
    for response, given in told_terms():
        for variation in data.responses()[response]:
            yield response, render(variation["text"], {**facts, **given})


def all_texts() -> Mapping[str, list[str]]:
    """Everything a customer can read, with real arguments where actions build them."""
    said = dict(rendered(data.responses(), default_facts()))
    for response, text in texts_of_terms():
        said.setdefault(response, []).append(text)
    labels = data.load(data.DATA / "knowledge" / "intent_labels.yml")
    said["intent_labels.yml"] = [labels["human"], *labels["intents"].values()]
    said["facts"] = [fact.says for fact in default_facts().by_id.values()]
    return said


def test_forbidden_saying_is_never_said():
    assert [str(each) for each in find_forbidden(all_texts(), FORBIDDEN)] == []


def test_forbidden_saying_does_not_arise_from_empathy_before_an_answer():
    said = all_texts()
    before = [
        text
        for name in said
        if name.startswith("utter_acknowledge")
        for text in said[name]
    ]
    together = {
        name: [f"{first} {text}" for first in before for text in texts]
        for name, texts in said.items()
    }
    assert [str(each) for each in find_forbidden(together, FORBIDDEN)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Bonne nouvelle, vous êtes éligible au prêt.",
        "Votre prêt est accordé.",
        "Le prêt vous est garanti.",
        "Vous recevrez les fonds le 12 mai.",
        "Votre dossier fait l’objet d’un soupçon.",
        "Envoyez votre RIB ici.",
    ],
)
def test_forbidden_sayings_would_be_noticed(text):
    assert find_forbidden({"planted": [text]}, FORBIDDEN) != []


def test_terms_of_a_region_are_said_with_their_period_and_nothing_left_in_braces():
    for response, text in texts_of_terms():
        assert "{" not in text, response
        if response not in ("utter_region_noted", "utter_region_not_found"):
            assert "2020" in text, response


def test_what_is_told_of_a_region_is_short():
    assert [t for _, t in texts_of_terms() if len(sentence_ends(t)) > 4] == []


def sentence_ends(text: str) -> list[str]:
    return re.findall(r"[.!?…](?=\s|$)", text)


def test_figures_of_a_region_are_those_of_its_programme():
    """Each figure told of a Region is in its terms, its facts, or a general fact."""
    for response, given in told_terms():
        if "region" not in given:
            continue
        content = plain(written_terms(given["region"]))
        for name, value in given.items():
            for figure in data.numbers(value):
                assert figure in data.numbers(content), (response, name, figure)


def written_terms(region: str) -> str:
    programme = default_programmes().find(region)
    details = " ".join(fact.says for fact in default_programmes().details(region))
    return f"{programme.json() if programme else ''} {details}".replace(".0", "")


# ---- the test of the test ------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of everything that is reviewed."""
    for name in ("responses", "knowledge"):
        shutil.copytree(data.DATA / name, tmp_path / "data" / name)
    shutil.copy(data.ROOT / "domain.yml", tmp_path)
    return tmp_path


PLANTED = [
    pytest.param(
        "data/responses/loan.yml",
        "jusqu’à {flash_maximum}",
        "jusqu’à 60 000 €",
        r"utter_loan_overview: « 60 000 » is typed",
        id="figure in digits",
    ),
    pytest.param(
        "data/responses/terms.yml",
        "dont {loan_deferral} de",
        "dont deux ans de",
        r"utter_duration_\w+: « deux ans » is typed",
        id="figure in words",
    ),
    pytest.param(
        "data/responses/faq.yml",
        "{pge_share}",
        "{pge_shares}",
        r"utter_faq/pge_amount: \{pge_shares\} is filled by nothing",
        id="misspelt fact",
    ),
    pytest.param(
        "data/responses/faq.yml",
        "(règles de 2020)",
        "(règles de l’époque)",
        r"utter_faq/pge_repayment: .*Please say the year",
        id="period left out",
    ),
    pytest.param(
        "data/responses/trust.yml",
        "Vous faites bien",
        "Vous êtes éligible. Vous faites bien",
        r"utter_fraud_doubt: it says « vous êtes éligible »",
        id="promise",
    ),
    pytest.param(
        "data/responses/smalltalk.yml",
        "Avec plaisir.",
        "Avec plaisir. En 2020, d’autres prêts existaient.",
        r"utter_thank: it states something of 2020",
        id="statement without a fact",
    ),
    pytest.param(
        "domain.yml",
        "{suicide_prevention_line}",
        "{suicide_line}",
        r"utter_handoff_distress: \{suicide_line\} is filled by nothing",
        id="response of the domain",
    ),
    pytest.param(
        "data/knowledge/facts/loan.yml",
        "grade: PRO\n  sources: [S5, S6, S9, S14]\n- id: flash_maximum",
        "grade: FAIBLE\n  sources: [S5, S6, S9, S14]\n- id: flash_maximum",
        r"`flash_minimum` has grade FAIBLE .*loan.yml, line \d+",
        id="fact that became weak",
    ),
    pytest.param(
        "data/knowledge/facts/trust.yml",
        "sources: [S70]",
        "sources: [S700]",
        r"trust.yml, line \d+: lender_register: source S700",
        id="unknown source",
    ),
    pytest.param(
        "data/knowledge/programmes.yml",
        "sources: [S18]",
        "sources: [S180]",
        r"Auvergne-Rhône-Alpes: source S180",
        id="unknown source of a programme",
    ),
    pytest.param(
        "data/knowledge/facts/followup.yml",
        "value: 48",
        "value: 24",
        r"decision_time: its value is 24\u00a0h",
        id="value and sentence apart",
    ),
    pytest.param(
        "data/knowledge/facts/followup.yml",
        "utter_refusal_reason",
        "utter_refusal",
        r"mediation_terms: no response is called utter_refusal\b",
        id="response that is gone",
    ),
    pytest.param(
        "data/knowledge/shareable_answers.yml",
        "utter_use: ",
        "utter_file_documents_none: ",
        r"utter_file_documents_none: \{file_reference\} is filled for one customer",
        id="shared answer about a customer's file",
    ),
    pytest.param(
        "data/knowledge/shareable_answers.yml",
        "utter_use: ",
        "utter_ask_eligibility_form_region: ",
        r"utter_ask_eligibility_form_region: a condition chooses its words",
        id="shared answer chosen by what the customer said",
    ),
    pytest.param(
        "data/knowledge/shareable_answers.yml",
        "utter_use: ",
        "utter_usage: ",
        r"utter_usage: no response of this name",
        id="shared answer that is gone",
    ),
]


@pytest.mark.parametrize(("file", "written", "instead", "expected"), PLANTED)
def test_planted_violation_is_found(project, file, written, instead, expected):
    path = project / file
    before = path.read_text(encoding="utf-8")
    assert written in before
    path.write_text(before.replace(written, instead, 1), encoding="utf-8")
    found = review_project(project)
    assert any(re.search(expected, line) for line in found), found
    # Nothing else is reported: every other line names the same thing again.
    assert len({re.sub(r"^.*?: |\(.*", "", line) for line in found}) <= 4


def test_finding_names_file_and_line(project):
    path = project / "data" / "responses" / "loan.yml"
    text = path.read_text(encoding="utf-8").replace("{flash_maximum}", "7 €", 1)
    path.write_text(text, encoding="utf-8")
    line = text.splitlines().index("  utter_loan_overview:") + 1
    assert review_project(project)[0].startswith(f"loan.yml, line {line}: utter_loan")


def test_training_stops_before_a_customer_would_see_braces(project):
    check_knowledge(project)
    path = project / "data" / "responses" / "faq.yml"
    text = path.read_text(encoding="utf-8").replace("{pge_share}", "{pge_shares}")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"pge_shares.*utter_faq/pge_amount"):
        check_knowledge(project)


def test_criteria_of_the_pre_check_agree_with_the_facts():
    criteria = data.load(data.DATA / "knowledge" / "criteria.yml")["criteria"]
    facts = default_facts().by_id
    shared = {name: facts[name] for name in criteria if name in facts}
    assert shared, "the limits of the Flash way are in both"
    for name, fact in shared.items():
        found = criteria[name]
        assert (found["value"], found["unit"]) == (fact.value, fact.unit.value), name
