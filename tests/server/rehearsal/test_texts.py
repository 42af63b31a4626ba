"""What simulated people say fits together."""

from moot.server.rehearsal import texts


def test_whatever_stands_in_one_row_fits_together_and_other_columns_are_not_left_empty() -> None:
    firms = texts.rows("stakeholders")
    at = next(at for at, row in enumerate(firms) if row["stakeholder"] == texts.cell("stakeholder", "value:ana", 5))
    assert texts.cell("pains", "value:ana", 5) == firms[at]["pains"]
    assert texts.cell("pain-relievers", "value:ana", 5) == texts.cell("pain-reliever", "value:ana", 5)
    assert texts.cell("something-of-ones-own", "value:ana", 5)


def test_every_opinion_changes_something_and_every_indicator_is_smart() -> None:
    assert all(texts.change(row["opinion"]) == row["change"] for row in texts.rows("opinions"))
    assert texts.change("Something that a human wrote")
    assert all(all(texts.smart(row).values()) for row in texts.rows("indicators"))


def test_every_challenge_has_ideas_causes_and_plans() -> None:
    for challenge in texts.challenges():
        assert len(texts.causes(challenge)) >= 2
        assert len(texts.ideas(challenge)) >= 8
        assert sum(texts.is_planned(idea) for idea in texts.ideas(challenge)) >= 2
    assert set(texts.plan("Something that nobody foresaw")) == {"what", "who", "first-step", "needed", "risks"}
