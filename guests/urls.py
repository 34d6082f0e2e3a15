"""The addresses that people without an account are given. They are no part of the page tree."""

from django.urls import path

from guests.views.read_draft import guest_picture, read_draft

urlpatterns = [
    path("draft/<str:token>/", read_draft, name="guest_draft"),
    path("draft/<str:token>/picture/<str:signature>/<path:name>", guest_picture, name="guest_picture"),
]
