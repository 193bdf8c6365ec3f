"""The diary's addresses. A name here is also the view's, the template's, the style sheet's and the test file's."""

from django.urls import path

from journal.api import door
from journal.views import answers, article, dashboard, diary, episodes, files, nights, pad, settings, welcome

urlpatterns = [
    path("", welcome.welcome, name="welcome"),
    path("demo/", welcome.demo, name="demo"),
    path("robots.txt", welcome.robots, name="robots"),
    path("favicon.ico", welcome.favicon, name="favicon"),
    path("pad/", pad.pad, name="pad"),
    path("pad/map.svg", pad.pad_map, name="pad_map"),
    path("pad/phone/", pad.phone, name="phone"),
    path("sw.js", pad.sw, name="sw"),
    path("manifest.webmanifest", pad.manifest, name="manifest"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("log/", episodes.log, name="log"),
    path("episodes/", diary.diary, name="diary"),
    path("episodes/<int:pk>/", episodes.edit, name="edit"),
    path("episodes/<int:pk>/delete/", episodes.delete, name="delete"),
    path("episodes/<int:pk>/restore/", episodes.restore, name="restore"),
    path("episodes/<int:pk>/answer/", answers.answer, name="answer"),
    path("trash/", diary.trash, name="trash"),
    path("nights/", nights.nights, name="nights"),
    path("too-many/", answers.too_many, name="too_many"),
    path("review/<slug:code>/", answers.review, name="review"),
    path("article/", article.article, name="article"),
    path("article/other-things/", article.other_things, name="other_things"),
    path("help/", article.help_page, name="help"),
    path("settings/", settings.settings, name="settings"),
    path("settings/delete-account/", settings.delete_account, name="delete_account"),
    path("import/", files.import_diary, name="import_diary"),
    path("export/", files.export_page, name="export_page"),
    path("export/diary.<str:kind>", files.export_diary, name="export_diary"),
    path("api/", door.urls),
    path("api/<path:rest>", door.nothing_here),
]
