"""Places of a night at which it went on and on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0030_videos_to_show"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConstantMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('night_of', models.DateField()),
                ('muscle', models.CharField(choices=[('eyelid', 'Eyelid'), ('forehead', 'Forehead, eyebrow'), ('temple', 'Temple'), ('jaw', 'Jaw, chewing muscle'), ('cheek', 'Cheek'), ('lips', 'Lips'), ('chin', 'Chin'), ('tongue', 'Tongue'), ('neck_front', 'Front or side of neck'), ('neck_skin', 'Skin of the neck'), ('neck_side_deep', 'Side of neck, deep'), ('neck_back', 'Back of neck'), ('levator_scapulae', 'Neck to shoulder blade'), ('trapezius_upper', 'Top of shoulder'), ('deltoid', 'Shoulder cap'), ('supraspinatus', 'Above the shoulder blade'), ('infraspinatus', 'On the shoulder blade'), ('teres', 'Back of the armpit'), ('biceps', 'Front of upper arm'), ('brachialis', 'Front of upper arm, deep'), ('triceps', 'Back of upper arm'), ('brachioradialis', 'Forearm, thumb side'), ('forearm_inner', 'Forearm, palm side'), ('forearm_outer', 'Forearm, back side'), ('thumb_web', 'Between thumb and first finger'), ('thumb_base', 'Ball of the thumb'), ('little_finger_base', 'Little-finger edge of palm'), ('hand_between', 'Between the hand bones'), ('hand', 'Hand, not sure'), ('chest', 'Chest'), ('serratus_anterior', 'Side of ribs'), ('ribs', 'Between the ribs'), ('diaphragm', 'Under the ribs, breathing muscle'), ('abs', 'Front of belly'), ('obliques', 'Side of belly'), ('abdomen', 'Belly, not sure'), ('trapezius', 'Upper back, big flat muscle'), ('rhomboids', 'Between spine and shoulder blade'), ('latissimus', 'Side of the back'), ('serratus_posterior', 'Back of the ribs'), ('erector_spinae', 'Along the spine'), ('multifidus', 'Deep, right beside the spine'), ('quadratus_lumborum', 'Low back, above the hip bone'), ('upper_back', 'Upper back, not sure'), ('lower_back', 'Lower back, not sure'), ('back_unspecified', 'Back, not sure'), ('gluteus_maximus', 'Buttock'), ('gluteus_medius', 'Side of hip'), ('hip_flexor', 'Front of hip, groin'), ('pelvic_floor', 'Pelvic floor'), ('quadriceps', 'Front of thigh'), ('vastus_medialis', 'Just above the inner knee'), ('hamstrings', 'Back of thigh'), ('adductors', 'Inner thigh'), ('calf', 'Calf'), ('soleus', 'Lower calf, deep'), ('shin', 'Shin'), ('outer_leg', 'Outer lower leg'), ('foot_arch', 'Arch of the foot'), ('thigh', 'Thigh, not sure'), ('foot', 'Foot, not sure'), ('whole_body', 'Whole body'), ('not_sure_where', 'Not sure where')], max_length=32)),
                ('side', models.CharField(blank=True, choices=[('left', 'Left'), ('right', 'Right'), ('both', 'Both')], max_length=8)),
                ('called_back', models.CharField(blank=True, choices=[('yes', 'Yes, my back'), ('no', 'No')], max_length=4)),
                ('recorded_at', models.DateTimeField()),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='constant_marks', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'night_of', 'muscle', 'side'), name='one_constant_mark_a_place')],
            },
        ),
    ]
