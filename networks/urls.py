"""Addresses of people, organisations and terms, below the language."""

from django.urls import path

from networks import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/<slug:slug>/", views.person, name="person"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:slug>/", views.organisation, name="organisation"),
    path("terms/<slug:vocabulary>/<slug:slug>/", views.term, name="term"),
]
