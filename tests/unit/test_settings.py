from __future__ import annotations

import pytest

from bot.errors import SettingsError
from bot.settings import PROJECT_ROOT, load_settings


def test_without_any_variable_everything_stays_on_this_machine() -> None:
    settings = load_settings({})
    assert settings.host == "127.0.0.1"
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{PROJECT_ROOT}/var/ecoute.db"
    assert settings.redis_url is None
    assert settings.allowed_origins == ()
    assert not settings.trust_proxy
    assert not settings.rasa_external
    assert not settings.actions_external


def test_with_sqlite_rasa_has_a_file_of_its_own() -> None:
    settings = load_settings({"BOT_VAR_DIR": "/data"})
    assert settings.tracker_url == "sqlite:////data/tracker.db"


def test_with_postgresql_rasa_shares_the_database() -> None:
    url = "postgresql://bot@db/ecoute"
    assert load_settings({"BOT_DATABASE_URL": url}).tracker_url == url


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        pytest.param("BOT_PORT", "http", id="port is a word"),
        pytest.param("BOT_PORT", "0", id="port zero"),
        pytest.param("BOT_PORT", "65536", id="port too large"),
        pytest.param("BOT_RASA_TIMEOUT_S", "nan", id="not a number"),
        pytest.param("BOT_RASA_TIMEOUT_S", "-1", id="negative duration"),
        pytest.param("BOT_TRUST_PROXY", "peut-être", id="neither yes nor no"),
        pytest.param("BOT_LOG_FORMAT", "xml", id="unknown word"),
        pytest.param("BOT_DATABASE_URL", "mysql://u@h/d", id="another database"),
        pytest.param("BOT_DATABASE_URL", "ecoute.db", id="a path for a URL"),
        pytest.param("BOT_ALLOWED_ORIGINS", "example.fr", id="origin without scheme"),
        pytest.param("BOT_ALLOWED_ORIGINS", "https://a.fr/x", id="origin with a path"),
        pytest.param("BOT_ALLOWED_ORIGINS", "*", id="every origin"),
        pytest.param("BOT_DEMO_PASSWORD", "court", id="short password"),
        pytest.param("BOT_RASA_TOKEN", "court", id="short secret"),
        pytest.param("BOT_SECRETS_KEY", "court", id="no key"),
        pytest.param("BOT_SECRETS_KEY", f"{'A' * 43}=,{'é' * 44}", id="second key"),
    ],
)
def test_a_wrong_value_is_refused_by_name(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"Expected `{variable}`"):
        load_settings({variable: value})


@pytest.mark.parametrize(
    "variable", ["BOT_DEMO_PASSWORD", "BOT_DATABASE_URL", "BOT_SECRETS_KEY"]
)
def test_an_error_never_repeats_a_secret(variable: str) -> None:
    secret = {
        "BOT_DEMO_PASSWORD": "s3cret",
        "BOT_DATABASE_URL": "my://u:s3cret@h",
        "BOT_SECRETS_KEY": "s3cret,s3cret",
    }
    with pytest.raises(SettingsError) as raised:
        load_settings({variable: secret[variable]})
    assert "s3cret" not in str(raised.value)


def test_printing_the_settings_shows_no_secret() -> None:
    settings = load_settings(
        {
            "BOT_DATABASE_URL": "postgresql://u:hush-db@h/d",
            "BOT_RASA_TOKEN": "hush-token-hush-token",
            "BOT_DEMO_PASSWORD": "hush-password",
            "BOT_REDIS_URL": "redis://:hush-redis@h",
            "BOT_SECRETS_KEY": "hush-".ljust(43, "k") + "=",
        }
    )
    assert "hush" not in repr(settings)


def test_a_misspelt_name_is_refused_with_the_right_one() -> None:
    with pytest.raises(SettingsError, match="Did you mean `BOT_PORT`"):
        load_settings({"BOT_PROT": "8001"})


def test_names_that_container_platforms_add_are_let_through() -> None:
    platform = {"BOT_SERVICE_HOST": "10.0.0.1", "BOT_SERVICE_PORT": "80"}
    assert load_settings({**platform, "BOT_TEST_DATABASE_URL": "x"}).port == 8000


def test_an_empty_variable_counts_as_unset() -> None:
    assert load_settings({"BOT_PORT": " ", "BOT_REDIS_URL": ""}) == load_settings({})


def test_origins_are_a_list_without_final_slashes() -> None:
    settings = load_settings({"BOT_ALLOWED_ORIGINS": "https://a.fr/, http://b.fr:81"})
    assert settings.allowed_origins == ("https://a.fr", "http://b.fr:81")


def test_an_address_elsewhere_means_that_we_do_not_start_it() -> None:
    settings = load_settings({"BOT_RASA_URL": "http://rasa:5005"})
    assert settings.rasa_external
    assert not settings.actions_external


def test_addresses_handed_on_by_the_supervisor_still_mean_ours() -> None:
    first = load_settings({"BOT_RASA_PORT": "5100", "BOT_ACTIONS_PORT": "5200"})
    handed_on = {
        "BOT_RASA_PORT": "5100",
        "BOT_ACTIONS_PORT": "5200",
        "BOT_RASA_URL": first.rasa_url,
        "BOT_ACTIONS_URL": first.actions_url,
    }
    assert load_settings(handed_on) == first
