"""A conversation with everything an evidence card may have; all of it is invented."""

from __future__ import annotations

from tests.web_console.fake_samples import (
    Row,
    at,
    conversation,
    loan_file,
    reading,
    say,
)

RICH = "facade00-0007"
EARLIER = "0ddba11a-0008"


def earlier_conversation() -> Row:
    """What the same customer said three days before."""
    days = 3 * 86400
    return conversation(
        EARLIER,
        "closed",
        "requested",
        [
            say("customer", "Il me manque quelle pièce ?", days),
            say("agent", "Seulement le bilan.", days - 60, agent="Noor Modèle"),
        ],
    )


def rich_conversation() -> Row:
    """An angry customer, half-way through the pre-check, for the second time."""
    return conversation(
        RICH,
        "human",
        "negative_sentiment",
        _said(),
        agent={"username": "demo", "name": "Camille Exemple"},
        signals=[
            {"rule": "strong_negative", "value": -0.86, "threshold": -0.5},
            {"rule": "unhappiness_deepens", "value": 0.91, "threshold": 0.3},
        ],
        left={
            "text": "Réglé : le taux. Attend le bilan de son comptable pour jeudi.",
            "agent": "Noor Modèle",
            "at": at(90000),
        },
        summary=[
            {"seq": 1, "text": "Bonjour, j’ai déposé un dossier de 30 000 € en mars."},
            {"seq": 3, "text": "Combien de temps faut-il encore ?"},
            {
                "seq": 5,
                "text": "Trois semaines que j’attends, c’est honteux, "
                "je vais prendre un avocat.",
            },
        ],
        wants=[
            _wish("ask_delay", "Les délais", 3, 0.82),
            _wish("ask_application_status", "Où en est mon dossier", 1, 0.67),
        ],
        runners_up=[
            {"intent": "ask_delay", "label": "Les délais", "seq": 5, "confidence": 0.2},
            {
                "intent": "file_complaint",
                "label": "Déposer une réclamation",
                "seq": 5,
                "confidence": 0.09,
            },
        ],
        told=[
            {
                "seq": 2,
                "text": "Votre dossier **RB-2020-004217** est en vérification depuis "
                "le 2 avril. C’est une étape normale du parcours, et il arrive aussi "
                "que des pièces manquent : vous les verriez dans votre espace.",
            }
        ],
        known=[
            _known("requested_slot", "Question ouverte", "Effectif"),
            _known("region", "Région", "Île-de-France"),
            _known("eligibility_legal_form", "Forme juridique", "SARL ou EURL"),
            _known("eligibility_age_months", "Ancienneté", "2 ans et 3 mois"),
            _known(
                "eligibility_turnover_cents", "Chiffre d’affaires annuel", "250 000 €"
            ),
            _known("magazine_topic", "Sujet de la revue", "Le dark social"),
            {**_known("phone", "Téléphone cité", "••••\xa0678"), "seq": 3},
        ],
        earlier=[
            {
                "id": EARLIER,
                "at": at(3 * 86400),
                "mode": "closed",
                "reason": "requested",
                "resolution": "informed",
                "tags": ["pièces"],
                "summary": None,
                "score": 4,
            }
        ],
        suggestions=[
            {
                "intent": "ask_delay",
                "text": "À l’époque, les délais annoncés allaient de 48 h à 7 jours.",
                "source": "unanswered",
                "label": "Les délais",
            },
            {
                "intent": "file_complaint",
                "text": "Vos mots sont transmis tels quels, et vous recevez un numéro.",
                "source": "runner_up",
                "label": "Déposer une réclamation",
            },
        ],
        files=[loan_file()],
    )


def _said() -> list[Row]:
    status = reading("ask_application_status", 0.67, "neutral", 0.05)
    delay = reading("ask_delay", 0.82, "worried", -0.2)
    angry = reading("express_frustration", 0.71, "angry", -0.86)
    return [
        say(
            "customer",
            "Bonjour, j’ai déposé un dossier de 30 000 € en mars. Où en est-il ?",
            600,
            status,
        ),
        say("bot", "Votre dossier **RB-2020-004217** est en vérification.", 598),
        say("customer", "Combien de temps faut-il encore ?", 520, delay),
        say("bot", "Pour vérifier votre cas : combien de salariés avez-vous ?", 518),
        say(
            "customer",
            "Trois semaines que j’attends, c’est honteux, je vais prendre un avocat.",
            420,
            angry,
        ),
        say("bot", "Je comprends votre colère. Je vous passe une personne.", 418),
        say("system", "Camille Exemple a rejoint la conversation.", 300),
    ]


def _wish(intent: str, label: str, seq: int, confidence: float) -> Row:
    return {
        "intent": intent,
        "label": label,
        "seq": seq,
        "confidence": confidence,
        "text": {1: "Où en est-il ?", 3: "Combien de temps faut-il encore ?"}[seq],
    }


def _known(slot: str, label: str, value: str) -> Row:
    return {"slot": slot, "label": label, "value": value, "raw": None}
