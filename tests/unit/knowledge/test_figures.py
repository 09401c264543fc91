from __future__ import annotations

import pytest

from bot.knowledge.figures import typed_figures


@pytest.mark.parametrize(
    "text",
    [
        "Jusqu’à 50 000 €.",
        "Le 22 avril 2020.",
        "En 2021, le prêt a changé.",
        "Un taux de 0,5 %.",
        "Pendant deux ans, le capital attend.",
        "Les deux premières années, rien.",
        "Aucun remboursement la première année.",
        "Comptez une semaine.",
        "Il fallait un an d’activité.",
        "Vingt-cinq pour cent du capital.",
        "Cinq millions d’euros.",
        "Une quinzaine de jours.",
        "C’est un prêt à taux zéro.",
        "Moins de cinquante salariés.",
        "La moitié du besoin.",
        "Le prêt dure « deux ans ».",
        "Par exemple «\u202foui\u202f», pendant deux ans.",
    ],
)
def test_typed_figure_is_found(text):
    assert typed_figures(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "En 2020, le prêt existait.",
        "Jusqu’à {flash_maximum}, dès le {opening_2} et pour {loan_duration}.",
        "Le parcours tenait en trois temps.",
        "Ce sont deux prêts différents, et tous deux se remboursent.",
        "Une idée de la revue ; en quelques semaines ; jour et nuit.",
        "Un conseiller, une personne, un bilan.",
        "La première plateforme ; de huit à la maison.",
        "Par exemple «\u202fdepuis trois ans\u202f» ou «\u202fdix mois\u202f».",
        "Les parts, par exemple\u202f: «\u202f60\u202f%\u202f», «\u202f50/50\u202f».",
        "Dites «\u202fmoi 50\u202f%\u202f», par exemple.",
    ],
)
def test_ordinary_words_are_no_figures(text):
    assert typed_figures(text) == []
