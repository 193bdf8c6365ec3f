"""The diary's addresses. A name here is also the view's, the template's, the style sheet's and the test file's."""

from django.urls import path

from journal.views import answers, article, dashboard, diary, episodes, morning, nights, pad, settings, welcome
from twitchlog.later import LaterRoutes, LaterViews

# What is asked for rarely, or brings a large library along.
api_docs = LaterViews("journal.views.api_docs")
appointment = LaterViews("journal.views.appointment")
door = LaterViews("journal.api.door")
ending = LaterViews("journal.views.ending")
files = LaterViews("journal.views.files")
patterns = LaterViews("journal.views.patterns")
report = LaterViews("journal.views.report")
share = LaterViews("journal.views.share")
tokens = LaterViews("journal.views.tokens")
unsaved = LaterViews("journal.views.unsaved")

urlpatterns = [
    path("", welcome.welcome, name="welcome"),
    path("demo/", welcome.demo, name="demo"),
    path("robots.txt", welcome.robots, name="robots"),
    path("favicon.ico", welcome.favicon, name="favicon"),
    path("apple-touch-icon.png", welcome.touch_icon, name="touch_icon"),
    path("pad/", pad.pad, name="pad"),
    path("pad/map.svg", pad.pad_map, name="pad_map"),
    path("pad/phone/", pad.phone, name="phone"),
    path("reach/", pad.reach, name="reach"),
    path("sw.js", pad.sw, name="sw"),
    path("day-sw.js", pad.day_sw, name="day_sw"),
    path("offline/", pad.offline, name="offline"),
    path("manifest.webmanifest", pad.manifest, name="manifest"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    path("log/", episodes.log, name="log"),
    path("episodes/", diary.diary, name="diary"),
    path("episodes/<int:pk>/", episodes.edit, name="edit"),
    path("episodes/<int:pk>/delete/", episodes.delete, name="delete"),
    path("episodes/<int:pk>/restore/", episodes.restore, name="restore"),
    path("episodes/<int:pk>/put-back/<str:moved>/", episodes.put_back, name="put_back"),
    path("episodes/<int:pk>/answer/", answers.answer, name="answer"),
    path("trash/", diary.trash, name="trash"),
    path("nights/", nights.nights, name="nights"),
    path("patterns/", patterns.patterns, name="patterns"),
    path("morning/", morning.morning, name="morning"),
    path("morning/remember/", morning.remember, name="remember"),
    path("morning/rest/", morning.rest, name="rest_of_night"),
    path("appointment/", appointment.appointment, name="appointment"),
    path("appointment/afterwards/", appointment.afterwards, name="afterwards"),
    path("appointment/<int:pk>/close/", appointment.close, name="close_appointment"),
    path("appointment/<int:pk>/delete/", appointment.delete, name="delete_appointment"),
    path("ending/", ending.ending, name="ending"),
    path("too-many/", answers.too_many, name="too_many"),
    path("decide/", answers.decide, name="decide"),
    path("report/", report.report, name="report"),
    path("report/report.pdf", report.report_pdf, name="report_pdf"),
    path("report/report.fhir.json", report.report_fhir, name="report_fhir"),
    path("report/freeze/", report.freeze, name="freeze"),
    path("report/frozen/", share.frozen_reports, name="frozen_reports"),
    path("report/frozen/<int:pk>/", share.frozen, name="frozen"),
    path("report/frozen/<int:pk>/report.pdf", share.frozen_pdf, name="frozen_pdf"),
    path("report/frozen/<int:pk>/delete/", share.delete_frozen, name="delete_frozen"),
    path("share/", share.share, name="share"),
    path("share/<int:pk>/revoke/", share.share_revoke, name="share_revoke"),
    path("s/<str:token>/", share.shared, name="shared"),
    path("s/<str:token>/report.pdf", share.shared_pdf, name="shared_pdf"),
    path("article/", article.article, name="article"),
    path("article/other-things/", article.other_things, name="other_things"),
    path("help/", article.help_page, name="help"),
    path("unsaved/", unsaved.unsaved, name="unsaved"),
    path("settings/", settings.settings, name="settings"),
    path("settings/time-zone/", settings.time_zone, name="time_zone"),
    path("settings/delete-account/", settings.delete_account, name="delete_account"),
    path("import/", files.import_diary, name="import_diary"),
    path("import/progress/", files.import_progress, name="import_progress"),
    path("export/", files.export_page, name="export_page"),
    path("export/diary.<str:kind>", files.export_diary, name="export_diary"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("api/docs", api_docs.api_docs, name="api_docs"),
    LaterRoutes("api/", "journal.api.door", namespace="api"),
    path("api/<path:rest>", door.nothing_here),
]
