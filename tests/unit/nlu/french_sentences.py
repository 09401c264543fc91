"""A thousand French sentences, always the same, from parts written for the tests."""

from __future__ import annotations

import random

_OPENINGS = """|Bonjour, |Bonsoir, |svp |Désolé de vous déranger, |Madame, Monsieur, |
Je vous écris car |C’est la troisième fois que je demande : |BJR!! |
Ma comptable me dit : |Allô ? |Re-bonjour, |Euh… """.replace("\n", "").split("|")
_MIDDLES = """quel est le taux du prêt Rebond en {region}
mon dossier de prêt est-il complet
je n'arrive pas à téléverser mon K-bis
combien puis-je emprunter avec {number} salariés
quand vais-je recevoir les {amount}
peut-on reporter les échéances de {number} mois
ma banque refuse de signer le formulaire
une micro-entreprise de {region} est-elle éligible
je voudrais parler à un conseiller
faut-il une garantie personnelle
mon expert‑comptable n’a pas reçu le courriel
l’appli se ferme toute seule sur mon tél
le virement de {amount} n’est pas arrivé
suis-je en train de parler à un robot
nous avons fermé pendant le confinement
qui sont les bénéficiaires effectifs à déclarer
votre magazine parle-t-il de la fraude au président
j’ai perdu {number} clients depuis mars
je suis VRAIMENT en colère contre vous
merci bcp pour votre aide 😊
quels documents dois-je joindre, œuvre d’art comprise""".splitlines()
_ENDINGS = """ ?|.|| !!!|, merci d’avance.|
 car je suis très inquiet pour ma trésorerie.|
 avant le {number} juin ?| et dans quel délai s’il vous plaît ?|
 parce que personne ne répond depuis {number} jours.| 😡😡| (SIREN 552 100 554)|
 ; à défaut, je m’adresserai au tribunal de commerce de Nanterre.""".replace(
    "\n", ""
).split("|")
_REGIONS = ("Île-de-France", "Bretagne", "Occitanie", "Grand Est", "La Réunion")
_AMOUNTS = ("25 k€", "10 000 euros", "5000€", "50 000,00 €", "vingt-cinq mille euros")


def french_sentences(count: int = 1000) -> list[str]:
    draw = random.Random(20)
    found: dict[str, None] = {}
    while len(found) < count:
        sentence = (
            draw.choice(_OPENINGS) + draw.choice(_MIDDLES) + draw.choice(_ENDINGS)
        )
        filled = sentence.format(
            region=draw.choice(_REGIONS),
            number=draw.randint(2, 30),
            amount=draw.choice(_AMOUNTS),
        )
        found[filled] = None
    return list(found)
