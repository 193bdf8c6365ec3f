"""Where each room of the app begins."""

from django.urls import include, path

handler400 = "journal.views.edges.unreadable"
handler500 = "journal.views.edges.broken"
handler404 = "journal.views.edges.not_found"

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("journal.urls")),
]
