from __future__ import annotations

from typing import Any

from bot.contracts.sentiment import SentimentLabel
from bot.escalation.conversation import read_conversation, read_turn

Event = dict[str, Any]


def user(text: str = "bonjour", **parse_data: Any) -> Event:
    parse_data.setdefault("intent", {"name": "greet", "confidence": 0.9})
    return {"event": "user", "text": text, "parse_data": parse_data}


def action(name: str) -> Event:
    return {"event": "action", "name": name}


def slot(name: str, value: Any) -> Event:
    return {"event": "slot", "name": name, "value": value}


LISTEN = action("action_listen")
IN_FORM = [{"event": "active_loop", "name": "form"}, slot("requested_slot", "company")]


def test_a_turn_holds_what_the_nlu_measured():
    turn = read_turn(
        {
            "intent": {"name": "ask_rate", "confidence": 0.7},
            "intent_ranking": [
                {"name": "ask_rate", "confidence": 0.7},
                {"name": "ask_fees", "confidence": 0.2},
            ],
            "entities": [{"entity": "region", "value": "Bretagne"}],
            "sentiment": {
                "polarity": -0.6,
                "label": "angry",
                "probability": 0.7,
                "probabilities": {"angry": 0.7, "distressed": 0.1, "worried": 0.2},
            },
        },
        "le taux en Bretagne",
    )
    assert (turn.intent, turn.confidence) == ("ask_rate", 0.7)
    assert [r.intent for r in turn.ranking] == ["ask_rate", "ask_fees"]
    assert turn.about == {("region", "Bretagne")}
    assert (turn.polarity, turn.label) == (-0.6, SentimentLabel.ANGRY)
    assert (turn.angry, turn.distressed, turn.worried) == (0.7, 0.1, 0.2)


def test_a_sentiment_with_one_label_still_tells_its_probability():
    sentiment = {"polarity": -0.5, "label": "distressed", "probability": 0.8}
    turn = read_turn({"intent": {}, "sentiment": sentiment}, "x")
    assert (turn.angry, turn.distressed) == (0.0, 0.8)


def chosen(key: str) -> dict[str, Any]:
    return {"default": {"response": {"intent_response_key": key}, "ranking": []}}


def test_a_retrieval_intent_is_about_the_answer_chosen_for_it():
    faq = {"intent": {"name": "faq", "confidence": 0.9}}
    turn = read_turn({**faq, "response_selector": chosen("faq/fees")}, "les frais")
    assert turn.about == {("answer", "faq/fees")}


def test_the_selector_says_nothing_about_other_intents():
    greeting = {"intent": {"name": "greet", "confidence": 0.9}}
    turn = read_turn({**greeting, "response_selector": chosen("faq/fees")}, "salut")
    assert turn.about == frozenset()


def test_a_button_is_certain_and_has_no_mood():
    sentiment = {"polarity": -0.9, "label": "angry", "probability": 0.9}
    event = user("/ask_rate", intent={"name": "ask_rate", "confidence": 0.4})
    event["parse_data"]["sentiment"] = sentiment
    turn = read_conversation([event]).turns[0]
    assert (turn.confidence, turn.polarity, turn.angry) == (1.0, None, 0.0)


def test_a_written_slash_is_no_button():
    intent = {"name": "ask_rate", "confidence": 0.4}
    sentiment = {"polarity": -0.9, "label": "angry", "probability": 0.9}
    turn = read_turn({"intent": intent, "sentiment": sentiment}, "/!\\ honte à vous")
    assert (turn.confidence, turn.polarity) == (0.4, -0.9)


def test_a_story_names_an_intent_without_confidence_and_is_certain():
    assert read_turn({"intent": {"name": "greet"}}, "").confidence == 1.0


def test_a_message_that_nothing_could_read_is_doubtful():
    turn = read_turn({"intent": {"name": None, "confidence": 0.0}}, "…")
    assert (turn.intent, turn.confidence) == (None, 0.0)


def test_what_the_bot_did_about_a_turn_is_kept_with_it():
    events = [user(), action("action_clarify"), LISTEN]
    events += [user(), action("action_acknowledge"), {"event": "undo"}]
    conversation = read_conversation(events)
    assert [t.clarified for t in conversation.turns] == [True, False]
    assert [t.acknowledged for t in conversation.turns] == [False, True]
    assert conversation.actions == ["action_acknowledge"]


def test_after_a_handoff_the_next_message_begins_a_new_count():
    events = [user("a"), action("action_handoff"), LISTEN]
    assert len(read_conversation(events).turns) == 1
    assert [t.text for t in read_conversation([*events, user("b")]).turns] == ["b"]


def test_a_new_session_forgets_everything():
    events = [user(), *IN_FORM, {"event": "session_started"}, user("b")]
    conversation = read_conversation(events)
    assert [(t.text, t.awaited) for t in conversation.turns] == [("b", False)]


def test_an_undone_message_was_not_said():
    events = [user("a"), LISTEN, user("b"), {"event": "rewind"}]
    assert [t.text for t in read_conversation(events).turns] == ["a"]


def test_a_message_to_a_form_is_awaited_until_the_form_rejects_it():
    heard = read_conversation([*IN_FORM, user()])
    assert heard.turns[0].awaited
    rejection = {"event": "action_execution_rejected", "name": "form"}
    assert not read_conversation([*IN_FORM, user(), rejection]).turns[0].awaited


def test_a_button_in_a_form_is_not_an_awaited_answer():
    assert not read_conversation([*IN_FORM, user("/greet")]).turns[0].awaited


def test_a_closed_form_awaits_nothing():
    events = [*IN_FORM, {"event": "active_loop", "name": None}, user()]
    assert not read_conversation(events).turns[0].awaited


def test_an_action_that_failed_in_this_turn_is_known():
    failure = slot("escalation", {"kind": "failed", "action": "action_tell_terms"})
    events = [user(), failure]
    assert read_conversation(events).failed_action == "action_tell_terms"
    assert read_conversation([*events, user()]).failed_action is None


def test_an_empty_conversation_has_no_turn():
    assert read_conversation([]).turns == []
