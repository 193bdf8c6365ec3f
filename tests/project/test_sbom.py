"""`make sbom` names every package that runs, as it is pinned, and none that does not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.project.test_requirements import locked
from tools.sbom import SBOM_FOLDER, of_running, pinned
from twitchlog.release import RELEASE

LOCK = (
    "# by `make lock`\nDjango==5.2.19 \\\n    --hash=sha256:00\nargon2-cffi==25.1.0 ; "
    "python_version > '3' \\\n"
)


def document(**versions: str) -> dict[str, Any]:
    """As cyclonedx-bom writes it, for packages of these versions, each of which needs all
    others.
    """
    components = [
        {"bom-ref": name, "name": name, "version": version} for name, version in versions.items()
    ]
    needs = [{"ref": name, "dependsOn": [*versions]} for name in versions]
    root = {"component": {"bom-ref": "root-component", "name": "twitchlog"}}
    return {
        "metadata": root,
        "components": components,
        "dependencies": [*needs, {"ref": "root-component"}],
    }


def test_it_names_what_runs_and_leaves_out_what_tests_need() -> None:
    made = of_running(document(Django="5.2.19", argon2_cffi="25.1.0", pytest="9"), pinned(LOCK))
    assert [one["name"] for one in made["components"]] == ["Django", "argon2_cffi"]
    assert made["dependencies"][0] == {"ref": "Django", "dependsOn": ["Django", "argon2_cffi"]}
    assert made["dependencies"][-1] == {"ref": "root-component"}
    assert made["metadata"]["component"]["version"] == RELEASE


@pytest.mark.parametrize(
    "versions", [{"Django": "5.2.19"}, {"Django": "5.2.18", "argon2_cffi": "25.1.0"}]
)
def test_another_version_or_none_is_an_error(versions: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="not installed as pinned: "):
        of_running(document(**versions), pinned(LOCK))


def test_every_pinned_package_is_wanted() -> None:
    wanted = pinned((SBOM_FOLDER / "requirements.lock").read_text(encoding="utf-8"))
    assert set(wanted) == set(locked("requirements.lock"))
