"""What the typesetter's own font shows, and where the fonts for the rest are found."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from journal.paper import bundled_font, fallback_fonts


@pytest.mark.parametrize("style", ["", 'weight: "semibold", ', 'style: "italic", '])
def test_the_stated_characters_are_all_shown(style: str) -> None:
    """The typesetter refuses an accessible document with a character that its font does not
    have.
    """
    words = " ".join(sorted(bundled_font.BUNDLED_CHARACTERS))
    font = f'{style}font: "{bundled_font.BUNDLED}", fallback: false'
    source = f'#set document(title: "T")\n#set text({font})\n#sys.inputs.at("words")'
    made = typst.compile(
        source.encode(),
        sys_inputs={"words": words},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    assert made.startswith(b"%PDF")


def test_plain_text_needs_no_other_font() -> None:
    assert bundled_font.unshown_characters(
        "Zwölf Grüße, naïve café — “5 × 2 ≤ 11” № 4\n\t\u200d\ufe0f"
    ) == {"№"}
    assert bundled_font.unshown_characters("abc") == set()


def test_composed_and_rid_of_what_has_no_place_on_paper() -> None:
    assert bundled_font.printable("e\u0301\x00\x07\x1b\u202e\ufeff\n") == "é\n"


def test_without_fonts_everything_foreign_is_missing(tmp_path: Path) -> None:
    choice = fallback_fonts.choose_fonts(set("ب心"), [tmp_path, tmp_path / "nowhere"])
    assert (choice.families, choice.files, choice.missing) == ([], [], set("ب心"))


def test_a_run_that_cannot_be_shown_is_named() -> None:
    missing = set("𐍈𐌰🫨")
    assert fallback_fonts.name_unshown("a 𐍈𐌰 b 🫨", missing) == "a ‹Gothic × 2› b ‹U+1FAE8›"
    assert fallback_fonts.name_unshown("as it was", set()) == "as it was"
