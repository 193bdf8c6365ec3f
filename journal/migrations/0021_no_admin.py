"""What Django's admin had made in databases of releases that had it installed, though no page led
there: an empty table that pointed at accounts, and its permissions (docs/adr/0192).
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_permissions(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label="admin").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("journal", "0020_tries_for_nobody"),
    ]
    operations = [
        migrations.RunPython(forget_permissions, migrations.RunPython.noop),
        migrations.RunSQL("DROP TABLE IF EXISTS django_admin_log", migrations.RunSQL.noop),
        migrations.RunSQL(
            "DELETE FROM django_migrations WHERE app = 'admin'", migrations.RunSQL.noop
        ),
    ]
