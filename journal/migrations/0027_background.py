"""Rows of what a person brings along, handedness, and the answer about texts from before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0026_night_sleep'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='earlier_words',
            field=models.CharField(blank=True, choices=[('keep', 'Keep'), ('rows', 'Rows'), ('new', 'New')], default='', max_length=4),
        ),
        migrations.AddField(
            model_name='appointment',
            name='handedness',
            field=models.CharField(blank=True, choices=[('left', 'Left'), ('right', 'Right'), ('both', 'Both')], default='', max_length=5),
        ),
        migrations.CreateModel(
            name='Beginning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_id', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('discarded_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(max_length=20)),
                ('on_date', models.CharField(blank=True, max_length=10)),
                ('detail', models.CharField(blank=True, max_length=200)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('owner', 'row_id'), name='one_beginning_an_id')],
            },
        ),
        migrations.CreateModel(
            name='MedicalTest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_id', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('discarded_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.CharField(max_length=20)),
                ('what', models.CharField(blank=True, max_length=200)),
                ('on_date', models.CharField(blank=True, max_length=10)),
                ('result', models.TextField(blank=True, max_length=1000)),
                ('result_by', models.CharField(blank=True, max_length=8)),
                ('by_whom', models.CharField(blank=True, max_length=100)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('owner', 'row_id'), name='one_medicaltest_an_id')],
            },
        ),
        migrations.CreateModel(
            name='Medicine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_id', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('discarded_at', models.DateTimeField(blank=True, null=True)),
                ('name', models.CharField(max_length=100)),
                ('dose', models.CharField(blank=True, max_length=100)),
                ('from_date', models.CharField(blank=True, max_length=10)),
                ('until_date', models.CharField(blank=True, max_length=10)),
                ('ongoing', models.BooleanField(default=False)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('afterwards', models.CharField(blank=True, max_length=16)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('owner', 'row_id'), name='one_medicine_an_id')],
            },
        ),
        migrations.CreateModel(
            name='VisitStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_id', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('discarded_at', models.DateTimeField(blank=True, null=True)),
                ('on_date', models.CharField(blank=True, max_length=10)),
                ('by_whom', models.CharField(blank=True, max_length=100)),
                ('words', models.TextField(max_length=2000)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)s_rows', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('owner', 'row_id'), name='one_visitstatement_an_id')],
            },
        ),
    ]
