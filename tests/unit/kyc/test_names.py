from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.kyc.name_likeness import name_likeness
from bot.kyc.names import name_words, sound_of

ALIKE_FROM = 88  # screening.hit_from of data/knowledge/kyc.yml


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Igor Essaïlov", "ESSAILOV Igor", id="order, accents, capitals"),
        pytest.param("Igor Essailov", "Игорь Эссаилов", id="Cyrillic"),
        pytest.param("Jean-Baptiste Exemple", "Jean Baptiste EXEMPLE", id="hyphen"),
        pytest.param("Jeanbaptiste Exemple", "Jean-Baptiste EXEMPLE", id="glued"),
        pytest.param("Marie d’Exemple", "MARIE D'EXEMPLE", id="apostrophes"),
        pytest.param("Marie Dexemple", "Marie d’Exemple", id="elision written glued"),
        pytest.param("Luc de la Tour", "TOUR Luc", id="particles"),
        pytest.param("Youssef Al-Fictivi", "Yusuf El Fiktifi", id="Arabic romanised"),
        pytest.param("Mohamed Chimérique", "Muhammad CHIMERIC", id="two spellings"),
        pytest.param("Vladimir Mensongeov", "Wladimir Mensongeof", id="Slavic endings"),
        pytest.param("Anna Fabuleux", "FABULEUX Anna Maria", id="a middle name more"),
        pytest.param("Igor Esailov", "Igor Essailov", id="a letter missing"),
        pytest.param("Igor Essailvo", "Igor Essailov", id="two letters swapped"),
        pytest.param("I. Essailov", "Igor Essailov", id="an initial"),
        pytest.param("Œuvrard Zoé", "OEUVRARD ZOE", id="ligature"),
    ],
)
def test_the_same_name_spelt_otherwise_is_alike(one, other):
    assert name_likeness(one, other) >= ALIKE_FROM


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Jean Martin", "Pierre Martin", id="common surname alone"),
        pytest.param("Jean Martin", "Jean Dupont", id="common first name alone"),
        pytest.param("Martin", "Jean Dupont", id="nothing in common"),
        pytest.param("Anna Durand", "Paul Fabuleux", id="two strangers"),
        pytest.param("Mohamed Durand", "Mohamed Chimérique", id="first name of many"),
        pytest.param("Marie Petit", "Marion Grand", id="near first name only"),
    ],
)
def test_what_many_people_share_is_not_alike(one, other):
    assert name_likeness(one, other) < ALIKE_FROM


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("Émile DE LA TOUR-Exemple", ("emile", "exemple", "tour"), id="de"),
        pytest.param("De La", ("de", "la"), id="a name made only of particles"),
        pytest.param("", (), id="empty"),
        pytest.param("123 …", (), id="no letter"),
        pytest.param("M. Paul", ("paul",), id="courtesy"),
    ],
)
def test_words_of_a_name(name, words):
    assert name_words(name) == words


@given(st.text(max_size=60))
def test_words_are_small_ascii_and_stay_the_same(name):
    words = name_words(name)
    assert all(word.isascii() and word.islower() for word in words)
    assert name_words(" ".join(words)) == words


@given(st.text(max_size=60))
def test_capitals_do_not_count(name):
    # « ß » and the like have no single capital: compare what casefold makes of them.
    assert name_words(name.casefold()) == name_words(name.casefold().swapcase()) or (
        any(len(c.swapcase()) != 1 or c.swapcase().casefold() != c for c in
            name.casefold() if c.isalpha())
    )  # fmt: skip


latin = st.lists(
    st.text("abcdefghijklmnoprstuvéèïç", min_size=2, max_size=9),
    min_size=2,
    max_size=4,
)


@given(latin, st.randoms(use_true_random=False))
def test_order_and_hyphens_do_not_count(words, shuffler):
    other = list(words)
    shuffler.shuffle(other)
    assert name_likeness(" ".join(words), "-".join(other)) == 100 or not name_words(
        " ".join(words)
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_symmetric_and_bounded(one, other):
    likeness = name_likeness(one, other)
    assert 0 <= likeness <= 100
    assert likeness == name_likeness(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mohammed", "muhamed"),
        ("wladimir", "vladimir"),
        ("youssef", "iusef"),
        ("khalil", "kalil"),
        ("tchernov", "chernov"),
    ],
)
def test_one_sound_has_one_spelling(one, other):
    assert sound_of(one) == sound_of(other)
