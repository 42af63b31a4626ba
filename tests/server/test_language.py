"""Pages speak the browser's language, until a person chooses another."""

from tests.server.browser import Browser
from tests.server.server_in_thread import ServerInThread


def test_a_person_chooses_a_language_and_comes_back_to_where_they_were(running: ServerInThread) -> None:
    trainer, ana = Browser(running).make_workshop(), Browser(running)
    english = ana.http.get(f"/j/{trainer.workshop}")
    assert "Your name" in english.text
    assert f'href="/language/pl?back=%2Fj%2F{trainer.workshop}"' in english.text.replace("back=/j/", "back=%2Fj%2F")
    polish = ana.http.get("/language/pl", params={"back": f"/j/{trainer.workshop}"})
    assert polish.url.path == f"/j/{trainer.workshop}"
    assert 'lang="pl"' in polish.text
    assert "Your name" not in polish.text


def test_the_choice_leads_to_no_other_site_and_to_no_unknown_language(running: ServerInThread) -> None:
    ana = Browser(running)
    for path in ("/language/pl?back=//evil.example/", "/language/pl?back=https://evil.example", "/language/xx"):
        assert ana.http.get(path, follow_redirects=False).status_code == 404
