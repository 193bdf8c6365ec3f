"""What limits count lies in a file of its own (docs/adr/0152); the table of before held internet addresses."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0015_tries_of_a_link")]
    operations = [
        migrations.RunSQL("DROP TABLE IF EXISTS journal_shared_counts", migrations.RunSQL.noop)
    ]
