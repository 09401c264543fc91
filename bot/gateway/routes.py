"""The table of contents of the service."""

from __future__ import annotations

from aiohttp import web

from bot.gateway import (
    brand_views,
    customer_views,
    desk_views,
    export_views,
    file_views,
    hotline_views,
    identity_views,
    openapi,
    pages,
    share_views,
    supervision_views,
    work_views,
)

API = "/api/v1"


def add_routes(app: web.Application) -> None:
    """Adds every route there is."""
    get, post, delete = (
        app.router.add_get,
        app.router.add_post,
        app.router.add_delete,
    )
    post(f"{API}/conversations", customer_views.open_conversation)
    one = f"{API}/conversations/{{id}}"
    post(f"{one}/messages", customer_views.post_message)
    get(f"{one}/messages", customer_views.get_messages)
    post(f"{one}/messages/{{seq:[0-9]{{1,10}}}}/share", share_views.post_share)
    post(f"{one}/feedback", customer_views.post_feedback)
    post(f"{one}/identity", identity_views.post_identity)
    get(f"{one}/export", export_views.get_export)
    delete(one, customer_views.delete_conversation)

    post(f"{API}/desk/session", desk_views.log_in)
    delete(f"{API}/desk/session", desk_views.log_out)
    get(f"{API}/desk/me", desk_views.get_me)
    get(f"{API}/desk/queue", desk_views.get_queue)
    one = f"{API}/desk/conversations/{{id}}"
    get(one, desk_views.get_conversation)
    post(f"{one}/claim", desk_views.claim)
    post(f"{one}/release", desk_views.release)
    post(f"{one}/transfer", desk_views.transfer)
    post(f"{one}/return_to_bot", desk_views.return_to_bot)
    post(f"{one}/close", desk_views.close)
    post(f"{one}/messages", desk_views.post_message)

    post(f"{one}/reopen", work_views.post_reopen)
    post(f"{one}/read", work_views.post_read)
    post(f"{one}/mentions/seen", work_views.post_mentions_seen)
    get(f"{one}/transcript", work_views.get_transcript)
    get(f"{API}/desk/canned_answers", work_views.get_canned_answers)
    get(f"{API}/desk/tags", work_views.get_closing_choices)
    get(f"{API}/desk/mentions", work_views.get_mentions)
    get(f"{API}/desk/search", work_views.get_search)

    callbacks, complaints = f"{API}/desk/callbacks", f"{API}/desk/complaints"
    get(callbacks, hotline_views.get_callbacks)
    post(f"{callbacks}/{{id}}/done", hotline_views.post_callback_done)
    get(complaints, hotline_views.get_complaints)
    post(f"{complaints}/{{id}}/read", hotline_views.post_complaint_read)

    get(f"{API}/desk/board", supervision_views.get_board)
    history = f"{API}/desk/history"
    get(history, supervision_views.get_history)
    get(f"{history}.csv", supervision_views.get_history_csv)
    get(f"{history}/conversations", supervision_views.get_conversations)
    get(f"{history}/conversations.csv", supervision_views.get_conversations_csv)

    get(f"{API}/brand", brand_views.get_brand)

    post(f"{API}/desk/alerts/{{id}}/lift", file_views.lift_alert)
    post(f"{API}/desk/alerts/{{id}}/confirm", file_views.confirm_alert)
    get(f"{API}/desk/files/{{reference}}/export", file_views.export_file)

    get(f"{API}/openapi.json", openapi.openapi_json)
    get("/healthz", pages.healthz)
    get("/readyz", pages.readyz)
    get("/metrics", pages.prometheus)
    get("/", brand_views.demo_page)
    get("/s/{code:.*}", share_views.get_page)
    get("/console", pages.console_page)
    get("/widget.js", pages.browser_file)
    get("/web/integrity.json", pages.integrity)
    get("/web/{name:.+}", pages.browser_file)
