from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.errors import SettingsError
from bot.nlu.entities.gazetteer import fold_place, load_gazetteer
from bot.nlu.entities.region import find_regions

REGIONS = Path(__file__).parents[3] / "data" / "knowledge" / "regions.yml"
GAZETTEER = load_gazetteer(REGIONS)
ARA, IDF = "Auvergne-Rhône-Alpes", "Île-de-France"
PACA = "Provence-Alpes-Côte d’Azur"


def regions(text: str) -> list[str | int]:
    return [entity.value for entity in find_regions(text, GAZETTEER)]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("en Auvergne-Rhône-Alpes", ARA),
        ("auvergne rhone alpes", ARA),
        ("AURA", ARA),
        ("je suis en PACA", PACA),
        ("Provence-Alpes-Côte d'Azur", PACA),
        ("et en ile de france ?", IDF),
        ("IDF", IDF),
        ("basé à Lyon", ARA),
        ("sur marseille", PACA),
        ("à St Étienne", ARA),
        ("Île-de-France", IDF),
        ("dans le 75", IDF),
        ("département 69", ARA),
        ("dépt 2A", "Corse"),
        ("société du 93", IDF),
        ("mon commerce (38)", ARA),
        ("69003 Lyon", ARA),
        ("code postal 13001", PACA),
        ("en Seine-Saint-Denis", IDF),
        ("dans la Somme", "Hauts-de-France"),
        ("dans le cher", "Centre-Val de Loire"),
        ("à Nice", PACA),
        ("je suis a tours", "Centre-Val de Loire"),
        ("Nord", "Hauts-de-France"),
        ("le Nord.", "Hauts-de-France"),
        ("à La Réunion", "La Réunion"),
        ("île de la Réunion", "La Réunion"),
        ("En Martinique", "Martinique"),
        ("97400 Saint-Denis", "La Réunion"),
        ("grand est", "Grand Est"),
    ],
)
def test_places_are_found(text: str, region: str) -> None:
    assert regions(text) == [region]


@pytest.mark.parametrize(
    "text",
    [
        "j'ai 75 ans",
        "20 % du capital",
        "le 13 mai",
        "c'est trop cher",
        "la somme de 5000 euros",
        "dans la somme de mes dettes",
        "la réunion de demain",
        "à la réunion on m'a dit oui",
        "dans le 15e jour",
        "dans les 15 jours",
        "il y a un lot de factures",
        "merci M. Laval",
        "ça n'a aucun sens",
        "en Grande-Bretagne",
        "gare de Lyon",
        "il faut 50000 euros",
        "département 99",
        "du 93 %",
        "c'est très nice",
        "les tours de magie",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert regions(text) == []


def test_a_region_named_twice_is_returned_once() -> None:
    assert regions("à Lyon, en Auvergne-Rhône-Alpes") == [ARA]


def test_the_span_is_that_of_the_message() -> None:
    text = "Je suis à Saint-Étienne, dans la Loire."
    [entity] = find_regions(text, GAZETTEER)
    assert text[entity.start : entity.end] == entity.text == "Saint-Étienne"


@pytest.mark.parametrize("text", ["Île", "d’Azur", "ÉTÉ", "½ ﬁn", "Œ", "🙂 à", "İ"])
def test_folding_keeps_places(text: str) -> None:
    assert len(fold_place(text)) == len(text)


def test_the_table_is_the_official_one() -> None:
    table = yaml.safe_load(REGIONS.read_text(encoding="utf-8"))["regions"]
    numbers = Counter(n for region in table for n in region["departments"])
    metropolitan = {f"{n:02d}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}
    assert set(numbers) == metropolitan | {"971", "972", "973", "974", "976"}
    assert max(numbers.values()) == 1
    assert len({region["code"] for region in table}) == 18


def test_regions_are_named_as_in_the_programmes() -> None:
    path = REGIONS.with_name("programmes.yml")
    programmes = yaml.safe_load(path.read_text(encoding="utf-8"))["regions"]
    assert set(programmes) <= set(GAZETTEER.departments.values())


def test_a_missing_table_says_what_to_correct(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="correct the file"):
        load_gazetteer(tmp_path / "none.yml")
