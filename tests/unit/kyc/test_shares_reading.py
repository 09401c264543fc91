from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kyc.beneficial_owners import WHOLE_BP
from bot.kyc.declared_shares import (
    Standing,
    as_json,
    from_json,
    merge,
    missing_bp,
    standing_of,
    total_bp,
    write_summary,
)
from bot.kyc.kyc_rules import default_kyc_rules
from bot.kyc.owner_words import default_owner_words
from bot.kyc.shares_reading import read_shares

WORDS = default_owner_words()
RULES = default_kyc_rules().beneficial_owners
HALF, THIRD = 5_000, 3_333


def read(text: str) -> dict[str, int]:
    return {holder.label: bp for holder, bp in read_shares(text, WORDS).shares}


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("moi 60 %, ma sœur Anna 40 %", {"vous": 6_000, "votre sœur Anna": 4_000}),
        ("moi 60% ma soeur 40%", {"vous": 6_000, "votre sœur": 4_000}),
        ("60% moi 40% anna", {"vous": 6_000, "Anna": 4_000}),
        ("moi 60 et Paul Essai 40", {"vous": 6_000, "Paul Essai": 4_000}),
        ("Moi : 60 Anna : 40", {"vous": 6_000, "Anna": 4_000}),
        ("ma holding détient 51 %", {"votre holding": 5_100}),
        ("la SCI Horizon a 30 %", {"la société Horizon": 3_000}),
        ("ma holding Alpha 51 %, moi 49", {"la société Alpha": 5_100, "vous": 4_900}),
        ("ma société est à 100 % à moi", {"vous": WHOLE_BP}),
        ("une société détient 20 %", {"une société": 2_000}),
        ("50/50 avec mon frère", {"vous": HALF, "votre frère": HALF}),
        ("60/40 avec ma femme", {"vous": 6_000, "votre épouse": 4_000}),
        ("je détiens tout", {"vous": WHOLE_BP}),
        ("je suis associé unique", {"vous": WHOLE_BP}),
        ("soixante pour cent pour moi, dix pour Léa", {"vous": 6_000, "Léa": 1_000}),
        ("j'ai deux tiers, ma fille un tiers", {"vous": 6_667, "votre fille": THIRD}),
        ("jai 70 pourcent", {"vous": 7_000}),
        ("mon ami karim 30 %", {"votre ami Karim": 3_000}),
        ("33,33 % pour Luc", {"Luc": THIRD}),
        ("Mme Leroy : 25 %, M. Petit : 75 %", {"Leroy": 2_500, "Petit": 7_500}),
        ("non, ma sœur a 35 %", {"votre sœur": 3_500}),
    ],
)  # fmt: skip
def test_shares_are_read(text, shares):
    assert read(text) == shares


@pytest.mark.parametrize(
    "text",
    [
        "Jeanne Imaginaire, née le 31 mars 1969",
        "née le 1er août 69, française",
        "Luc Exemple 12/03/1975",
    ],
)
def test_the_day_of_a_birth_is_no_share(text):
    assert read(text) == {}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("à parts égales avec deux associés", 3),
        ("nous sommes trois associés à parts égales", 3),
        ("un tiers chacun avec Paul et Marie", 3),
        ("33,33 % chacun, Luc, Léa et moi", 3),
        ("Paul, Marie et moi à parts égales", 3),
        ("moitié-moitié avec ma sœur", 2),
    ],
)
def test_equal_parts_are_given_to_everyone(text, people):
    shares = read(text)
    assert len(shares) == people
    assert "vous" in shares
    assert max(shares.values()) - min(shares.values()) <= 1


def test_two_of_a_role_are_two_people():
    shares = read("deux associés à 25 % chacun et moi 50 %")
    assert shares == {"votre associé 1": 2_500, "votre associé 2": 2_500, "vous": HALF}


@pytest.mark.parametrize(
    "text",
    [
        "c'est quoi un bénéficiaire effectif",
        "j'ai 45 ans",
        "bonjour",
        "je préfère ne pas répondre",
        "SIREN 732 829 320",
        "nous sommes 3",
        "",
        "%",
        "250 %",
    ],
)
def test_what_is_no_share_is_not_read(text):
    assert read_shares(text, WORDS).is_empty


def test_the_rest_goes_to_whoever_is_named():
    reading = read_shares("60 % pour moi et le reste à mon mari", WORDS)
    draft = merge((), reading, RULES)
    assert write_summary(draft) == "vous 60\u202f%, votre mari 40\u202f%"
    assert standing_of(draft, RULES) is Standing.WHOLE


def test_shares_in_a_later_message_replace_the_ones_before():
    draft = merge((), read_shares("moi 60 %, Anna 60 %", WORDS), RULES)
    assert standing_of(draft, RULES) is Standing.TOO_MUCH
    draft = merge(draft, read_shares("Anna 40 %", WORDS), RULES)
    assert (total_bp(draft), missing_bp(draft)) == (WHOLE_BP, 0)


@given(st.text(max_size=120))
def test_any_text_is_read_without_error(text):
    reading = read_shares(text, WORDS)
    assert all(0 <= share_bp <= WHOLE_BP for _, share_bp in reading.shares)
    draft = merge((), reading, RULES)
    assert from_json(as_json(draft)) == draft


NAMES = ("Anna Essai", "Luc Essai", "Zoé Essai", "Karim Essai")


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=4),
    st.sampled_from([", ", " et ", " ; ", "\n"]),
)
def test_every_listed_share_is_found_in_any_separation(percents, separator):
    said = dict(zip(NAMES, percents, strict=False))
    text = separator.join(f"{name} {percent} %" for name, percent in said.items())
    assert read(text) == {name: percent * 100 for name, percent in said.items()}
