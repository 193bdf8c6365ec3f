"""Where each room of the app begins."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("journal.urls")),
]
