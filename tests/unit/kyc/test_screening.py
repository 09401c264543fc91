from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kyc.countries import default_countries
from bot.kyc.kyc_rules import default_kyc_rules
from bot.kyc.sanctions_files import SAMPLE_FILE, read_sanctions_file
from bot.kyc.sanctions_list import (
    ListedName,
    ListedParty,
    PartialDate,
    PartyKind,
    SanctionsList,
)
from bot.kyc.screening import EvidenceKind, Person, ScreeningOutcome, screen

RULES = default_kyc_rules().screening
SAMPLE = read_sanctions_file(SAMPLE_FILE, default_countries())
BORN = PartialDate(1962, 5, 3)


def listed(*names: str, born: PartialDate | None = None, **given) -> SanctionsList:
    """A list of one person with these names."""
    party = ListedParty(
        reference="1",
        kind=PartyKind.PERSON,
        names=tuple(ListedName(n, len(n.split()) == 1, i > 0)
                    for i, n in enumerate(names)),
        birth_dates=(born,) if born else (),
        **given,
    )  # fmt: skip
    return SanctionsList("treasury", (party,))


def references(person: Person, sanctions: SanctionsList = SAMPLE) -> list[str]:
    return [hit.party.reference for hit in screen(person, sanctions, RULES).hits]


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        pytest.param("Igor Essaïlov", "9001", id="as listed"),
        pytest.param("essailov igor", "9001", id="inverted, small letters"),
        pytest.param("Игорь Эссаилов", "9001", id="Cyrillic"),
        pytest.param("Ihor Essailoff", "9001", id="alias"),
        pytest.param("Yusuf El-Fictivi", "9002", id="romanised otherwise"),
        pytest.param("Jean Baptiste Delatour Exemple", "9003", id="particles glued"),
        pytest.param("Baltazar Testov Invente", "9004", id="whole name in surname"),
        pytest.param("Awa Koné Imaginaire", "9006", id="double surname turned round"),
        pytest.param("Wladimir Mensongeov", "9008", id="v and w"),
        pytest.param("Mohammed Ali Chimerique", "9011", id="Mohammed, Muhammad"),
        pytest.param("Anna Fabuleux", "9012", id="without the second first name"),
    ],
)
def test_a_variant_of_a_listed_name_is_a_hit(name, reference):
    assert references(Person(name)) == [reference]


@pytest.mark.parametrize(
    "name",
    [
        "Igor Martin",
        "Jean-Baptiste Durand",
        "Anna Maria Lopez",
        "Mohamed Ali Benali",
        "Vladimir Petit",
        "Marie Exemple",
        "Youssef Bernard",
        "Société fictive d’exemple",
    ],
)
def test_a_common_name_alone_is_no_hit(name):
    result = screen(Person(name), SAMPLE, RULES)
    assert result.outcome is ScreeningOutcome.CLEAR


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(None, BORN, True, id="we do not know"),
        pytest.param(BORN, None, True, id="the list does not know"),
        pytest.param(BORN, BORN, True, id="the same day"),
        pytest.param(BORN, PartialDate(1962), True, id="the same year, no more known"),
        pytest.param(BORN, PartialDate(1962, 3, 5), True, id="day and month swapped"),
        pytest.param(BORN, PartialDate(1963), True, id="a year beside"),
        pytest.param(BORN, PartialDate(1985, 5, 3), False, id="a homonym much younger"),
    ],
)
def test_birth_dates_tell_homonyms_apart(ours, theirs, expected):
    person = Person("Igor Essailov", ours)
    assert bool(references(person, listed("Igor Essailov", born=theirs))) is expected


def test_one_of_several_birth_dates_is_enough():
    party = listed("Igor Essailov").parties[0]
    several = SanctionsList(
        "eu",
        (ListedParty("1", PartyKind.PERSON, party.names,
                     (PartialDate(1940), BORN)),),
    )  # fmt: skip
    assert references(Person("Igor Essailov", BORN), several) == ["1"]


def test_another_nationality_never_hides_an_equal_name():
    person = Person("Igor Essailov", nationality="FR")
    hit = screen(
        person, listed("Igor Essailov", nationalities=frozenset({"RU"})), RULES
    ).hits[0]
    assert hit.score == 97
    assert [e.kind for e in hit.evidence] == [
        EvidenceKind.NAME,
        EvidenceKind.NATIONALITY,
    ]


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        pytest.param(Person("Paul Faussaire"), False, id="surname alone"),
        pytest.param(Person("Paul Faussaire", BORN), True, id="and the birth date"),
        pytest.param(
            Person("Paul Faussaire", PartialDate(1999, 1, 1)), False, id="another date"
        ),
        pytest.param(
            Person("Paul Faussaire", nationality="RU"), True, id="and nationality"
        ),
        pytest.param(
            Person("Faussaire", BORN), True, id="no first name on either side"
        ),
    ],
)
def test_a_listed_surname_without_first_name_needs_more(person, expected):
    sanctions = listed("FAUSSAIRE", born=BORN, nationalities=frozenset({"RU"}))
    assert bool(references(person, sanctions)) is expected


def test_evidence_says_what_was_compared_and_what_it_adds():
    person = Person("Ihor Essailoff", BORN, "RU")
    hit = screen(person, SAMPLE, RULES).hits[0]
    assert [(e.kind.value, e.declared, e.listed, e.points) for e in hit.evidence] == [
        ("alias", "Ihor Essailoff", "Ihor ESSAILOFF", 100),
        ("birth_date", "1962-05-03", "1962-05-03", 10),
        ("nationality", "RU", "RU", 3),
    ]
    assert hit.score == 100


@pytest.mark.parametrize(
    ("person", "sanctions"),
    [
        pytest.param(Person("Igor Essailov"), SanctionsList("eu", ()), id="empty list"),
        pytest.param(Person("…"), SAMPLE, id="a name without a letter"),
    ],
)
def test_what_could_not_be_compared_is_no_clearance(person, sanctions):
    assert screen(person, sanctions, RULES).outcome is ScreeningOutcome.NOT_SCREENED


def test_hits_are_sorted_and_limited():
    parties = tuple(
        ListedParty(str(i), PartyKind.PERSON, (ListedName("Igor Essailov"),))
        for i in range(20)
    )
    found = screen(Person("Igor Essailov"), SanctionsList("eu", parties), RULES)
    assert len(found.hits) == RULES.max_hits
    assert [h.party.reference for h in found.hits] == sorted(
        h.party.reference for h in found.hits
    )


@given(st.text(max_size=40))
def test_any_name_is_compared_without_error(name):
    result = screen(Person(name, BORN, "FR"), SAMPLE, RULES)
    assert all(0 <= hit.score <= 100 for hit in result.hits)


WITH_FIRST_NAME = [p.names[0] for p in SAMPLE.persons if not p.names[0].surname_only]
WAYS_OF_WRITING = [
    str.upper,
    str.lower,
    str.title,
    lambda name: " ".join(reversed(name.split())),
    lambda name: name.replace("-", " "),
    lambda name: name.replace(" ", "-"),
]


@given(
    st.sampled_from([name.whole for name in WITH_FIRST_NAME]),
    st.sampled_from(WAYS_OF_WRITING),
)
def test_every_listed_person_is_found_however_written(name, written):
    assert screen(Person(written(name)), SAMPLE, RULES).hits
