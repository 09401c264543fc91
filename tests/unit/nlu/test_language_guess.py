from __future__ import annotations

import pytest

from bot.nlu.language_guess import guess_language, load_languages
from tests.contract import conversation_data as data

FOREIGN = [
    ("en", "Hello, I own a bakery in Lille and I need a loan, what should I do?"),
    ("en", "what is the interest rate please"),
    ("en", "How long does it take to get the money?"),
    ("en", "my husband has a garage and we can't pay the rent any more"),
    ("es", "¿Cuánto cuesta pedir el préstamo?"),
    ("es", "Tengo una panadería y necesito dinero para pagar el alquiler"),
    ("it", "Buongiorno, ho un ristorante a Nizza e vorrei sapere come ottenerlo"),
    ("it", "quanto tempo ci vuole per avere i soldi?"),
    ("pt", "Olá, tenho uma padaria e preciso de um empréstimo"),
    ("pt", "não falo francês, alguém pode me ajudar?"),
    ("de", "Ich habe eine Bäckerei in Straßburg und brauche einen Kredit"),
    ("de", "wie hoch sind die Zinsen?"),
    ("nl", "Ik heb een winkel in Rijsel en ik heb een lening nodig"),
    ("pl", "Dzień dobry, mam firmę budowlaną i potrzebuję pożyczki"),
    ("ro", "Bună ziua, am un magazin și am nevoie de un împrumut"),
    ("tr", "Merhaba, bir dükkanım var ve krediye ihtiyacım var"),
    ("vi", "xin chào, tôi muốn vay tiền cho nhà hàng của tôi"),
    ("ar", "مرحبا، لدي مطعم وأحتاج إلى قرض"),
    ("ru", "Здравствуйте, мне нужен кредит для магазина"),
    ("zh", "你好，我有一家餐馆，需要贷款"),
    ("el", "Καλησπέρα, χρειάζομαι δάνειο"),
    ("ta", "வணக்கம் எனக்கு கடன் வேண்டும்"),
]
NAMES_AND_JARGON = [
    "",
    "hello",
    "Maria da Silva e João dos Santos",
    "The Corner Shop",
    "Van der Berg und Söhne",
    "Il Mio Ristorante, SARL",
    "Los Amigos Bar",
    "John Smith 60 %, Mary Jones 40 %",
    "le business plan du coworking",
    "cash flow négatif, burn rate trop haut",
    "mon restaurant s'appelle Müller & Γ, à Colmar",
]


@pytest.mark.parametrize(("code", "text"), FOREIGN)
def test_a_sentence_in_another_language_is_recognised(code: str, text: str):
    assert guess_language(text, load_languages()) == code


@pytest.mark.parametrize("text", NAMES_AND_JARGON)
def test_names_and_jargon_are_no_language(text: str):
    assert guess_language(text, load_languages()) is None


def test_no_french_example_is_taken_for_foreign():
    languages = load_languages()
    may_be_foreign = {"ask_response_language", "greet", "thank", "say_goodbye"}
    taken = [
        line
        for intent, lines in data.examples(data.DATA / "nlu").items()
        for line in lines
        if intent not in may_be_foreign and guess_language(line, languages)
    ]
    assert taken == []
