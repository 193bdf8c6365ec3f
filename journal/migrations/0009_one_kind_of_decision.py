"""Decisions are taken on patterns alone; those on a criterion as a whole go."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Too many twitches is one pattern, so what was decided on it stays decided.

    A decision on one of the other points says nothing of any one place, and is asked again place by place.
    """
    Review, PatternDecision = (
        apps.get_model("journal", name) for name in ("Review", "PatternDecision")
    )
    decided = set(
        PatternDecision.objects.filter(criterion="too_many").values_list("owner_id", flat=True)
    )
    PatternDecision.objects.bulk_create(
        PatternDecision(
            owner_id=one.owner_id,
            criterion="too_many",
            pattern="too_many/-/-",
            decision=one.decision,
            note=one.note,
            decided_at=one.decided_at,
            rules_version=one.rules_version,
        )
        for one in Review.objects.filter(criterion="too_many").exclude(owner_id__in=decided)
    )


class Migration(migrations.Migration):
    dependencies = [("journal", "0008_pattern_decisions")]

    operations = [
        migrations.RunPython(carry_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="Review"),
    ]
