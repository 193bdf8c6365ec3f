"""What the typesetter's own font shows, and where the fonts for the rest are found."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from journal.paper import fallback, fonts


@pytest.mark.parametrize("style", ["", 'weight: "semibold", ', 'style: "italic", '])
def test_the_stated_characters_are_all_shown(style: str) -> None:
    """The typesetter refuses an accessible document with a character that its font does not have."""
    words = " ".join(sorted(fonts.BUNDLED_CHARACTERS))
    font = f'{style}font: "{fonts.BUNDLED}", fallback: false'
    source = f'#set document(title: "T")\n#set text({font})\n#sys.inputs.at("words")'
    made = typst.compile(source.encode(), sys_inputs={"words": words}, ignore_system_fonts=True, pdf_standards=["ua-1"])
    assert made.startswith(b"%PDF")


def test_plain_text_needs_no_other_font() -> None:
    assert fonts.foreign("Zwölf Grüße, naïve café — “5 × 2 ≤ 11” № 4\n\t\u200d\ufe0f") == {"№"}
    assert fonts.foreign("abc") == set()


def test_composed_and_rid_of_what_has_no_place_on_paper() -> None:
    assert fonts.plain("e\u0301\x00\x07\x1b\u202e\ufeff\n") == "é\n"


def test_without_fonts_everything_foreign_is_missing(tmp_path: Path) -> None:
    choice = fallback.choose(set("ب心"), [tmp_path, tmp_path / "nowhere"])
    assert (choice.families, choice.files, choice.missing) == ([], [], set("ب心"))


def test_a_run_that_cannot_be_shown_is_named() -> None:
    missing = set("𐍈𐌰🫨")
    assert fallback.say("a 𐍈𐌰 b 🫨", missing) == "a ‹Gothic × 2› b ‹U+1FAE8›"
    assert fallback.say("as it was", set()) == "as it was"
