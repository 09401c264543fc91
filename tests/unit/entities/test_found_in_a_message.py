"""What a message holds, kind by kind; the ids are the specification."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.nlu.entities.dossier_reference import DEFAULT_PATTERN, compile_pattern
from bot.nlu.entities.extraction import ExtractionRules, extract
from bot.nlu.entities.found import EntityKind
from bot.nlu.entities.gazetteer import load_gazetteer

TODAY = date(2020, 5, 20)  # a Wednesday
REGIONS = Path(__file__).parents[3] / "data" / "knowledge" / "regions.yml"
RULES = ExtractionRules(load_gazetteer(REGIONS), compile_pattern(DEFAULT_PATTERN))


def found(text: str) -> list[tuple[str, str, str | int]]:
    return [(e.kind.value, e.text, e.value) for e in extract(text, RULES, TODAY)]


def values(text: str, kind: EntityKind) -> list[str | int]:
    return [e.value for e in extract(text, RULES, TODAY) if e.kind is kind]


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("je voudrais 25 k€", 25_000_00),
        ("je voudrais 25k€ vite", 25_000_00),
        ("il me faut 25k pour juin", 25_000_00),
        ("vingt-cinq mille", 25_000_00),
        ("environ vingt-cinq mille euros", 25_000_00),
        ("deux cent mille euros pour la trésorerie", 200_000_00),
        ("25 000,00 €", 25_000_00),
        ("25 000 €", 25_000_00),
        ("25.000 euros", 25_000_00),
        ("1,5 M€", 1_500_000_00),
        ("1.5 million d'euros", 1_500_000_00),
        ("deux millions d’euros", 2_000_000_00),
        ("12,50 € de frais", 12_50),
        ("25 mille euros", 25_000_00),
        ("un prêt de 50000", 50_000_00),
        ("peut-on emprunter 30 000 ?", 30_000_00),
        ("€ 500", 500_00),
        ("mille euros", 1_000_00),
        ("une demande de 300 000 euros", 300_000_00),
    ],
)
def test_amounts_become_cents(text: str, cents: int) -> None:
    assert values(text, EntityKind.AMOUNT) == [cents]


@pytest.mark.parametrize(
    "text",
    [
        "75 ans",
        "20 % du capital",
        "un taux de 0 %",
        "mille mercis",
        "deux mille vingt",
        "une question",
        "en 2020",
        "nous avons 1200 salariés",
        "06 12 34 56 78",
        "le 05/05/2020",
        "étape 3",
        "mon prêt de 2020",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert values(text, EntityKind.AMOUNT) == []


def test_two_amounts_in_one_message() -> None:
    text = "entre 10 000 € et 50 000 €"
    assert values(text, EntityKind.AMOUNT) == [10_000_00, 50_000_00]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("732829320", "siren", "732829320"),
        ("SIREN : 732 829 320.", "siren", "732829320"),
        ("siren 732.829.320", "siren", "732829320"),
        ("siret 732 829 320 00074", "siret", "73282932000074"),
        ("73282932000074", "siret", "73282932000074"),
        ("La Poste : 356 000 000 49837", "siret", "35600000049837"),
    ],
)
def test_company_numbers(text: str, kind: str, value: str) -> None:
    assert [(k, v) for k, _, v in found(text)] == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    ["123456789", "732 829 321", "356 000 000 49839", "732829320 €", "A732829320"],
)
def test_numbers_with_a_wrong_key_are_no_company(text: str) -> None:
    assert not values(text, EntityKind.SIREN) + values(text, EntityKind.SIRET)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("appelez le 06 12 34 56 78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("01.23.45.67.89 merci", "+33123456789"),
        ("+33 6 12 34 56 78", "+33612345678"),
    ],
)
def test_telephone_numbers(text: str, value: str) -> None:
    assert [(k, v) for k, _, v in found(text)] == [("phone", value)]


def test_an_iban_ends_where_its_key_says() -> None:
    text = "iban fr14 2004 1010 0505 0001 3m02 606 merci"
    assert found(text) == [
        ("iban", "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606")
    ]


def test_an_iban_with_a_wrong_key_is_none() -> None:
    assert not values("FR15 2004 1010 0505 0001 3M02 606", EntityKind.IBAN)


def test_an_address_ends_before_the_full_stop() -> None:
    assert found("Écrivez à Compta@Exemple.fr.") == [
        ("email", "Compta@Exemple.fr", "compta@exemple.fr")
    ]


@pytest.mark.parametrize(
    "written", ["RB-2020-004217", "rb-2020-004217", "RB2020004217", "RB 2020 004217"]
)
def test_a_reference_has_one_form(written: str) -> None:
    assert values(f"dossier {written} ?", EntityKind.DOSSIER_REFERENCE) == [
        "RB-2020-004217"
    ]


def test_a_designer_may_choose_another_form_of_reference() -> None:
    rules = ExtractionRules(RULES.gazetteer, compile_pattern(r"FR/\d{4}"))
    [entity] = extract("mon dossier fr/1234", rules, TODAY)
    assert (entity.kind.value, entity.value) == ("dossier_reference", "FR/1234")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("depuis trois semaines", "P3W"),
        ("2 ans de différé", "P2Y"),
        ("une réponse sous 48h", "PT48H"),
        ("quinze jours", "P15D"),
        ("un an et demi", "P18M"),
        ("deux trimestres", "P6M"),
        ("ça fait 40 minutes", "PT40M"),
        ("j'ai 75 ans", "P75Y"),
    ],
)
def test_durations(text: str, value: str) -> None:
    assert [(k, v) for k, _, v in found(text)] == [("duration", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("le 5 mai", "2020-05-05"),
        ("le 1er juin", "2020-06-01"),
        ("le 12 décembre", "2019-12-12"),
        ("05/05/2020", "2020-05-05"),
        ("5-05-20", "2020-05-05"),
        ("05/05", "2020-05-05"),
        ("2020-05-05", "2020-05-05"),
        ("il y a 10 jours", "2020-05-10"),
        ("il y a trois semaines", "2020-04-29"),
        ("dans deux jours", "2020-05-22"),
        ("hier", "2020-05-19"),
        ("avant-hier", "2020-05-18"),
        ("lundi dernier", "2020-05-18"),
        ("mercredi prochain", "2020-05-27"),
        ("en mars 2021", "2021-03"),
    ],
)
def test_dates(text: str, value: str) -> None:
    assert [(k, v) for k, _, v in found(text)] == [("date", value)]


@pytest.mark.parametrize(
    "text", ["31/02/2020", "24h/24", "le 45 mai", "3/4 du capital", "il y a un souci"]
)
def test_what_is_no_date(text: str) -> None:
    assert values(text, EntityKind.DATE) == []


def test_mixed_message_keeps_each_kind_apart() -> None:
    text = (
        "Bonjour, SIREN 732 829 320 à Lyon, prêt de 30 000 € demandé il y a 10 jours, "
        "rappelez-moi au 06 12 34 56 78 ou a.b@exemple.fr, réf RB-2020-004217"
    )
    assert [kind for kind, _, _ in found(text)] == [
        "siren",
        "region",
        "amount",
        "date",
        "phone",
        "email",
        "dossier_reference",
    ]


def test_a_kind_that_is_switched_off_does_not_become_another() -> None:
    rules = ExtractionRules(
        RULES.gazetteer, RULES.reference_pattern, {EntityKind.PHONE, EntityKind.SIREN}
    )
    assert not extract("FR14 2004 1010 0505 0001 3M02 606", rules, TODAY)
