"""The table of contents of the service."""

from __future__ import annotations

from aiohttp import web

from bot.gateway import (
    accessibility_page,
    account_views,
    audit_views,
    brand_views,
    customer_views,
    desk_views,
    export_views,
    file_views,
    hotline_views,
    identity_views,
    invitation_views,
    login_views,
    openapi,
    pages,
    people_views,
    routing_views,
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

    add_people_routes(app)
    get(f"{API}/desk/queue", desk_views.get_queue)
    one = f"{API}/desk/conversations/{{id}}"
    get(one, desk_views.get_conversation)
    post(f"{one}/claim", desk_views.claim)
    post(f"{one}/release", desk_views.release)
    post(f"{one}/transfer", desk_views.transfer)
    post(f"{one}/return_to_bot", desk_views.return_to_bot)
    post(f"{one}/close", desk_views.close)
    post(f"{one}/messages", desk_views.post_message)

    post(f"{one}/assign", routing_views.assign)
    post(f"{one}/take_over", routing_views.take_over)
    post(f"{one}/join", routing_views.join)
    post(f"{API}/desk/me/availability", routing_views.set_my_availability)
    get(f"{API}/desk/agents", routing_views.get_agents)
    app.router.add_patch(f"{API}/desk/agents/{{username}}", routing_views.change_agent)
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
    get("/accessibilite", accessibility_page.get_statement)
    get("/widget.js", pages.browser_file)
    get("/web/integrity.json", pages.integrity)
    get("/web/{name:.+}", pages.browser_file)


def add_people_routes(app: web.Application) -> None:
    """Adds the door of the desk, accounts, people and the audit trail."""
    get, post, delete = (
        app.router.add_get,
        app.router.add_post,
        app.router.add_delete,
    )
    post(f"{API}/desk/session", login_views.log_in)
    delete(f"{API}/desk/session", login_views.log_out)

    me = f"{API}/desk/me"
    get(me, account_views.get_me)
    post(me, account_views.post_me)
    post(f"{me}/password", account_views.post_password)
    get(f"{me}/sessions", account_views.get_sessions)
    delete(f"{me}/sessions", account_views.delete_other_sessions)
    delete(f"{me}/sessions/{{id}}", account_views.delete_session)
    factor = f"{me}/second_factor"
    post(factor, account_views.post_second_factor)
    post(f"{factor}/confirm", account_views.post_second_factor_confirm)
    post(f"{factor}/disable", account_views.post_second_factor_disable)

    get(f"{API}/desk/people", people_views.get_people)
    one = f"{API}/desk/people/{{username}}"
    post(f"{one}/role", people_views.post_role)
    post(f"{one}/disable", people_views.post_disable)
    post(f"{one}/enable", people_views.post_enable)
    post(f"{one}/reset_second_factor", people_views.post_reset_second_factor)

    invitations = f"{API}/desk/invitations"
    get(invitations, invitation_views.get_invitations)
    post(invitations, invitation_views.post_invitation)
    post(f"{invitations}/look", invitation_views.post_look)
    post(f"{invitations}/accept", invitation_views.post_accept)
    delete(f"{invitations}/{{id}}", invitation_views.delete_invitation)

    get(f"{API}/desk/audit", audit_views.get_audit)
