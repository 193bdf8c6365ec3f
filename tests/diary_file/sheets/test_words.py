"""Words for muscles, sides, movements and answers, in seven languages."""

from __future__ import annotations

import pytest

from journal.anatomy import MUSCLE_BY_ID, MUSCLES, Side
from journal.diary_file.sheets import Role, line_words
from journal.diary_file.sheets.cell_pieces import pieces
from journal.diary_file.sheets.recipes import WordMeaning
from journal.diary_file.sheets.word_guesses import read_phrase
from journal.diary_file.sheets.word_lists import (
    SECTION_KINDS,
    WordSection,
    ordered,
    word_languages,
    word_list,
)
from journal.observations import Movement, Phase, Woke
from tests.diary_file.sheets.bringing import bring

GROUPS = {
    *("nothing", "and", "totals", "not", "around"),
    *("about", "about_clock", "about_end"),
}


def meaning(text: str, language: str = "en", role: Role = Role.MUSCLE) -> WordMeaning:
    return read_phrase(text, role, ordered([language])).meaning


def test_there_are_words_of_seven_languages() -> None:
    assert word_languages() == ("en", "ar", "de", "es", "fr", "ja", "pt")


@pytest.mark.parametrize("language", word_languages())
def test_a_file_of_words_names_only_what_the_diary_has(language: str) -> None:
    words = word_list(language)
    assert set(words.sections[WordSection.MUSCLES].values()) <= set(MUSCLE_BY_ID)
    assert set(words.sections[WordSection.HEADERS].values()) <= set(Role)
    assert set(words.groups) == GROUPS
    for section, kind in SECTION_KINDS.items():
        assert set(words.sections[section].values()) <= {member.value for member in kind}


@pytest.mark.parametrize("muscle", MUSCLES)
def test_the_diarys_own_names_are_known_in_every_language(muscle: object) -> None:
    names = (muscle.id, muscle.lay_name)  # type: ignore[attr-defined]
    for name in names:
        found = meaning(name, "ja").muscles
        assert muscle.id in found or found == ("not_sure_where",), name  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("language", "text", "muscle", "side"),
    [
        ("de", "wade re", "calf", "right"),
        ("de", "Li. Wade", "calf", "left"),
        ("de", "OBERSCHENKEL HINTEN", "hamstrings", None),
        ("de", "beide Waden", "calf", "both"),
        ("de", "Fuß", "foot", None),
        ("de", "wad", "calf", None),
        ("en", "L calf", "calf", "left"),
        ("en", "gastrocnemius", "calf", None),
        ("fr", "mollet gauche", "calf", "left"),
        ("fr", "paupière dr.", "eyelid", "right"),
        ("es", "pantorrilla izq.", "calf", "left"),
        ("es", "párpado derecho", "eyelid", "right"),
        ("pt", "panturrilha direita", "calf", "right"),
        ("pt", "pálpebra esq", "eyelid", "left"),
        ("ja", "左ふくらはぎ", "calf", "left"),
        ("ja", "ふくらはぎ 右", "calf", "right"),
        ("ar", "ربلة الساق اليسرى", "calf", "left"),
        ("ar", "الجفن الأيمن", "eyelid", "right"),
    ],
)
def test_places_are_known_by_their_words(
    language: str, text: str, muscle: str, side: str | None
) -> None:
    found = meaning(text, language)
    assert (found.muscles, found.side) == ((muscle,), side)


@pytest.mark.parametrize(
    ("language", "text", "movement"),
    [
        ("de", "Wadenkrampf", Movement.CRAMP),
        ("de", "Zuckung", Movement.TWITCH),
        ("en", "hypnic jerk", Movement.JERK),
        ("en", "fasciculations", Movement.TWITCH),
        ("fr", "crampe", Movement.CRAMP),
        ("es", "mioclonía", Movement.JERK),
        ("pt", "fasciculação", Movement.TWITCH),
        ("ja", "こむら返り", Movement.CRAMP),
        ("ar", "تشنج", Movement.CRAMP),
    ],
)
def test_movements_are_known_by_their_words(language: str, text: str, movement: Movement) -> None:
    assert meaning(text, language, Role.MOVEMENT).movement is movement


def test_a_word_of_two_names_both() -> None:
    found = meaning("Wadenkrampf", "de")
    assert (found.muscles, found.movement) == (("calf",), Movement.CRAMP)


@pytest.mark.parametrize(
    "text", ["kein Krampf in der Wade", "no cramp in the calf", "pas de crampe au mollet"]
)
def test_what_was_not_is_not_read_as_what_was(text: str) -> None:
    assert read_phrase(text, Role.WORDS, ordered(["de", "fr"])).meaning.movement is None


@pytest.mark.parametrize("text", ["none", "keine", "rien", "nada", "nenhuma", "なし", "لا شيء"])
def test_nothing_is_nothing(text: str) -> None:
    assert meaning(text).nothing


def test_a_region_is_no_muscle_and_its_word_stays() -> None:
    brought = bring("Datum;Zeit;Wo\n01.03.2026;02:15;Arm links\n")
    assert (brought.entry.muscle, brought.entry.side) == ("not_sure_where", Side.LEFT)
    assert brought.entry.note == "Wo: Arm links"


def test_an_unknown_kind_is_not_recorded_and_an_unknown_muscle_not_sure_where() -> None:
    brought = bring("Date,Time,Where,Type\n2026-03-01,02:15,zzz,yyy\n")
    assert (brought.entry.muscle, brought.entry.movement) == ("not_sure_where", None)
    assert brought.entry.note == "Where: zzz\nType: yyy"


def test_what_the_person_answered_is_what_a_word_means() -> None:
    words = {Role.MUSCLE: {"zzz": WordMeaning(muscles=("calf",), side=Side.LEFT)}}
    brought = bring("Date,Time,Where\n2026-03-01,02:15,Zzz\n", words=words)
    assert (brought.entry.muscle, brought.entry.side, brought.entry.note) == (
        *("calf", Side.LEFT, ""),
    )


def test_what_an_answer_may_not_cover_stays_in_the_note() -> None:
    """Whoever takes "Wade links – schlimm" for the calf has not said what was bad."""
    calf = WordMeaning(muscles=("calf",), side=Side.LEFT)
    text = "Datum;Zeit;Wo\n01.03.2026;02:15;Wade links – schlimm\n02.03.2026;02:15;Wade links\n"
    words = {Role.MUSCLE: {"wade links schlimm": calf}}
    first, second = bring(text, words=words).entries
    assert (first.muscle, first.side, first.note) == (
        *("calf", Side.LEFT, "Wo: Wade links – schlimm"),
    )
    assert (second.muscle, second.side, second.note) == ("calf", Side.LEFT, "")


def test_words_in_a_sentence_stay_in_the_note_whole() -> None:
    brought = bring("2026-03-01 02:15 left calf again\n2026-03-02 02:15 right thigh twitch 3x\n")
    first, second = brought.entries
    assert (first.muscle, first.side, first.note) == ("calf", Side.LEFT, "left calf again")
    assert (second.muscle, second.movement, second.count, second.note) == (
        *("thigh", Movement.TWITCH, 3, ""),
    )


def test_the_tongue_has_no_side() -> None:
    brought = bring("Date,Time,Where,Side\n2026-03-01,02:15,tongue,left\n")
    assert (brought.entry.muscle, brought.entry.side) == ("tongue", None)
    assert brought.entry.note == "Side: left"


def test_phases_and_waking_are_answers() -> None:
    brought = bring(
        "Datum;Zeit;Schlaf;Geweckt\n01.03.2026;02:15;im Schlaf;ja\n"
        "02.03.2026;23:15;wach im Bett;nein\n"
    )
    assert [(entry.phase, entry.woke) for entry in brought.entries] == [
        (Phase.ASLEEP, Woke.YES),
        (Phase.AWAKE_IN_BED, Woke.NO),
    ]


def test_a_cell_is_divided_into_the_things_it_names() -> None:
    assert pieces("calf, foot") == ("calf", "foot")
    assert pieces("Wade und Fuß li") == ("Wade", "Fuß li")
    assert pieces("calf/foot + hand 3x") == ("calf", "foot", "hand")


def test_a_line_of_words_is_read_for_whoever_types_one() -> None:
    line = line_words("23:40 left calf jerk, 3x")
    assert (str(line.clock), line.count, line.note) == ("23:40:00", 3, "")
    assert line.meaning == WordMeaning(("calf",), Side.LEFT, Movement.JERK)
    other = line_words("slept badly")
    assert (other.clock, other.count, other.note) == (None, None, "slept badly")


@pytest.mark.parametrize("text", ["", "\0", "x" * 10_000, "9" * 400, "::", "[", "24:00", "\ud800"])
def test_a_line_of_anything_raises_nothing(text: str) -> None:
    assert line_words(text, ("de", "xx")).count is None


@pytest.mark.parametrize(
    "words",
    ["low", "lower", "upper", "upper part", "deep", "back side", "big flat muscle"],
)
def test_where_within_a_place_is_no_place(words: str) -> None:
    """None of them says a muscle: half of a name of the diary is none."""
    assert meaning(words).muscles in ((), ("back_unspecified",))
    assert not read_phrase(words, Role.WORDS, ordered(["en"])).is_sure
    assert "trapezius" not in meaning(f"leg, {words}", role=Role.WORDS).muscles


def test_a_part_of_a_place_makes_no_second_entry() -> None:
    content = b'date,time,where\n2026-03-01,02:15,"back, low"\n2026-03-02,02:15,calf\n'
    table = bring(content)
    assert [entry.muscle for entry in table.entries] == ["back_unspecified", "calf"]
