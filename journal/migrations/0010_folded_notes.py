"""Notes as the search compares them now: without accents and ways of writing one character (docs/adr/0126)."""

from django.db import migrations, transaction

from journal.search_text import fold

BATCH = 500


def fold_again(apps, schema_editor):
    """Write what the search compares anew where it differs."""
    episodes = apps.get_model("journal", "Episode").objects
    connection = schema_editor.connection
    table = connection.ops.quote_name("journal_episode")
    changed = []
    for key, note, folded in (
        episodes.exclude(note="").values_list("pk", "note", "note_folded").iterator(BATCH)
    ):
        if fold(note) != folded:
            changed.append((fold(note), key))
    for start in range(0, len(changed), BATCH):
        batch = changed[start : start + BATCH]
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET note_folded = %s WHERE id = %s", batch)


class Migration(migrations.Migration):
    atomic = False  # a batch is a transaction; begun again, it goes on
    dependencies = [("journal", "0009_one_kind_of_decision")]
    operations = [migrations.RunPython(fold_again, migrations.RunPython.noop, elidable=True)]
