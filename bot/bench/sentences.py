"""French sentences that no model and no cache has seen: templates and chance."""

from __future__ import annotations

import random
from collections.abc import Iterator

OPENINGS = (
    "Bonjour,",
    "Bonsoir,",
    "Dites-moi,",
    "Une question :",
    "Excusez-moi,",
    "Rebonjour,",
    "Alors voilà,",
    "Petite précision :",
    "Je me permets,",
    "Encore moi,",
    "Svp,",
    "",
)
WISHES = (
    "je voudrais savoir {topic} pour {who}",
    "pouvez-vous me dire {topic}, sachant que c'est pour {who}",
    "mon comptable demande {topic} quand il s'agit de {who}",
    "est-ce que vous savez {topic} si on est {who}",
    "ma banque n'a pas su m'expliquer {topic} pour {who}",
    "il me faut comprendre {topic}, je représente {who}",
    "j'aimerais qu'on m'explique {topic} avant de décider pour {who}",
)
TOPICS = (
    "quel est le taux",
    "jusqu'à combien on peut emprunter",
    "combien de temps dure le prêt",
    "quand on commence à rembourser",
    "quels papiers il faut envoyer",
    "où en est le dossier",
    "qui a le droit de demander",
    "s'il faut une caution",
    "comment marche le différé",
    "pourquoi on nous demande un justificatif",
    "à qui s'adresser",
    "si c'est cumulable",
)
WHO = (
    "une boulangerie",
    "un salon de coiffure",
    "un garage",
    "une petite librairie",
    "un bureau d'études",
    "une auto-école",
    "un restaurant",
    "une agence de voyages",
    "une association sportive",
    "un atelier de couture",
    "une micro-entreprise",
)
DETAILS = (
    "créée en {year}",
    "de {staff} salariés",
    "avec {amount} euros de chiffre d'affaires",
    "installée dans le {department}",
    "qui attend depuis {days} jours",
    "fermée depuis {days} jours",
    "dont le dossier porte le numéro {file}",
)


def unseen_sentences(seed: int) -> Iterator[str]:
    """Yields sentences without end, none of them twice.

    Args:
        seed: The same seed gives the same sentences.
    """
    chance = random.Random(seed)
    given: set[str] = set()
    while True:
        sentence = _sentence(chance)
        if sentence not in given:
            given.add(sentence)
            yield sentence


def _sentence(chance: random.Random) -> str:
    wish = chance.choice(WISHES).format(
        topic=chance.choice(TOPICS), who=chance.choice(WHO)
    )
    detail = chance.choice(DETAILS).format(
        year=chance.randint(1975, 2020),
        staff=chance.randint(1, 49),
        amount=chance.randint(8, 990) * 1000,
        department=chance.randint(1, 95),
        days=chance.randint(3, 120),
        file=chance.randint(10_000, 99_999),
    )
    return f"{chance.choice(OPENINGS)} {wish} {detail} ?".strip()
