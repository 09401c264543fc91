import pytest

from bot.store.word_forms import word_forms


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Dossiers", ("dossi",)),
        ("conseillères", ("conseiller",)),
        ("prêt", ("pret",)),
        ("paiement", ("paiement",)),
        ("taux", ("taux",)),
        ("locaux", ("local", "locau")),
        ("RB-2020-004217", ("rb-2020-004217",)),
        ("0612", ("0612",)),
        ("100%", ("100%",)),
        ("l’aide", ("l'aide",)),
        ("\u0301", ("",)),
    ],
)
def test_a_word_is_shortened_to_what_its_forms_share(word, pieces):
    assert word_forms(word) == pieces
