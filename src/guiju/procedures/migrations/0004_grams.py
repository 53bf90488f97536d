"""The index of pairs of characters by which cases are searched, on PostgreSQL."""

from django.db import migrations

from guiju.procedures import grams


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_lists_and_search")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: grams.install(editor.connection),
            lambda apps, editor: grams.remove(editor.connection),
        )
    ]
