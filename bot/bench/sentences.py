"""French sentences that no model and no cache has seen: templates and chance.

Most ask something that the bot answers, as customers do; some ask it in such a
roundabout way that the bot has to ask back, so that every kind of turn is measured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

OPENINGS = ("", "", "", "Bonjour,", "Dites-moi,", "Svp,", "Une question :", "Ok,")
PLAIN = (
    "quel est le taux du prêt {loan} {where}",
    "à quel taux prêtez-vous {where} {who}",
    "combien peut-on emprunter {who} {where}",
    "quel montant maximum {who} {where}",
    "sur combien d'années rembourse-t-on {amount} euros",
    "quelle est la durée du prêt {loan} {who}",
    "quand commence-t-on à rembourser {amount} euros",
    "quels documents faut-il fournir {who}",
    "quelles pièces justificatives pour le dossier {file}",
    "où en est mon dossier {file}",
    "avez-vous bien reçu ma demande {file} {ago}",
    "pourquoi ma demande {file} a-t-elle été refusée",
    "combien de temps pour avoir une réponse, j'ai déposé ma demande {ago}",
    "qui peut bénéficier du prêt {loan} {where}",
    "est-ce que je suis éligible {who}",
    "faut-il une garantie pour {amount} euros",
    "y a-t-il des frais de dossier pour {amount} euros",
    "comment faire une demande {who} {where}",
    "quel est le rôle de l'expert-comptable {who}",
    "peut-on cumuler {amount} euros avec un PGE",
    "que peut-on financer avec {amount} euros {who}",
    "le prêt {loan} existe-t-il encore {where}",
    "je suis très inquiet {who}, le rideau est fermé {ago}",
)
ROUNDABOUT = (
    "mon comptable se demande comment ça se passe {who} {where}",
    "ma banque n'a pas su m'expliquer ce qu'il en est {who} {where}",
    "il me faut comprendre avant de décider {who}, on a attendu {ago}",
)
ROUNDABOUT_SHARE = 0.1
LOANS = ("Rebond", "Flash Rebond", "rebond", "flash rebond")
WHERE = (
    "en Bretagne", "en Île-de-France", "dans le {department}", "en Occitanie",
    "en Normandie", "dans ma région", "en Auvergne-Rhône-Alpes", "chez nous", "",
)  # fmt: skip
WHO = (
    "pour une boulangerie", "pour un salon de coiffure", "pour un garage",
    "pour une librairie de {staff} salariés", "pour une auto-école",
    "pour un restaurant de {staff} personnes", "pour un atelier de couture",
    "pour une société créée en {year}", "pour une petite agence de voyages",
    "avec {amount} euros de chiffre d'affaires", "quand on a {staff} employés",
)  # fmt: skip
AGO = ("il y a {days} jours", "depuis {days} jours", "le {day} avril", "le {day} mai")


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
    kinds = ROUNDABOUT if chance.random() < ROUNDABOUT_SHARE else PLAIN
    frame = chance.choice(kinds).format(
        loan=chance.choice(LOANS),
        where=chance.choice(WHERE),
        who=chance.choice(WHO),
        ago=chance.choice(AGO),
        file="RB-2020-{file}",
        amount="{amount}",
    )
    filled = frame.format(
        year=chance.randint(1975, 2019),
        staff=chance.randint(2, 49),
        amount=chance.randint(8, 290) * 1000 + chance.choice((0, 500)),
        department=chance.randint(1, 95),
        days=chance.randint(3, 120),
        day=chance.randint(2, 29),
        file=f"{chance.randint(0, 999_999):06d}",
    )
    return " ".join(f"{chance.choice(OPENINGS)} {filled} ?".split())
