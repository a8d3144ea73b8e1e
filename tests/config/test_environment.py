"""The database entry for an address."""

from sambayan.config.environment import database, setting


def test_an_address_keeps_its_own_options(tmp_path):
    entry = database("postgresql://a:b@localhost/c?sslmode=require", tmp_path)

    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["pool"]["max_size"] == 8


def test_without_an_address_sqlite_keeps_what_it_acknowledged(tmp_path):
    entry = database("", tmp_path / "var")

    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in entry["OPTIONS"]["init_command"]
    assert (tmp_path / "var").is_dir()


def test_a_setting_is_read_with_its_type(monkeypatch):
    monkeypatch.setenv("SAMBAYAN_HOSTS", "a.id,b.id")

    assert setting("SAMBAYAN_HOSTS") == ["a.id", "b.id"]
