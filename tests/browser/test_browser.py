"""The browser that the other tests here use: that it starts, and that its check of accessibility finds things."""

import pytest

from tests.browser.conftest import Axe, Person


async def test_a_page_without_fault_passes(person: Person, axe: Axe) -> None:
    page = await person()
    await page.set_content('<!doctype html><html lang="pl"><title>moot</title><main><h1>Cześć</h1></main></html>')
    await axe(page)


async def test_a_picture_without_words_is_found(person: Person, axe: Axe) -> None:
    page = await person()
    await page.set_content('<!doctype html><html lang="en"><title>moot</title><img src="data:,"></html>')
    with pytest.raises(AssertionError, match="image-alt"):
        await axe(page)
