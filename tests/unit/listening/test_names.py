from __future__ import annotations

import sys

import pytest

from bot.listening import names

pytestmark = pytest.mark.nlu  # loads a model


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("J’ai parlé à Camille Durand hier.", "Camille Durand"),
        ("Merci à Sophie pour sa patience.", "Sophie"),
        ("Mme Carpentier m’a raccroché au nez.", "Carpentier"),
        ("Je m'appelle karim et j'attends.", "karim"),
        ("M. Dupont ne répond pas.", "Dupont"),
        ("joignez-moi au 06 12 34 56 78", "06 12 34 56 78"),
        ("mon adresse : lea@exemple.fr", "lea@exemple.fr"),
    ],
)
def test_who_somebody_is_is_hidden(text: str, hidden: str):
    masked = names.mask_verbatim(text)
    assert hidden not in masked
    assert "••••" in masked
    assert names.mask_verbatim(masked) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Franchement déçu, trois semaines d’attente pour 10 000 €.",
        "Le Prêt Rebond m’a sauvé.",
        "On se sent seul quand on est à son compte.",
    ],
)
def test_other_words_stay(text: str):
    assert names.mask_verbatim(text) == text


def test_without_the_model_there_is_no_masker(monkeypatch: pytest.MonkeyPatch):
    names.load_model.cache_clear()
    monkeypatch.setitem(sys.modules, "spacy", None)
    assert names.find_mask() is None
    names.load_model.cache_clear()
