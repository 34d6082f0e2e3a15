"""Addresses of sign-ups in the admin."""

from django.urls import URLPattern, path

from signup.staff import views


def admin_urls() -> list[URLPattern]:
    return [
        path("sign-ups/", views.overview, name="sign_ups_overview"),
        path("sign-ups/<int:page_id>/", views.people, name="sign_ups"),
        path("sign-ups/<int:page_id>/<day:day>/", views.people, name="sign_ups"),
        path("sign-ups/<int:page_id>/add/", views.add, name="sign_ups_add"),
        path("sign-ups/<int:page_id>/<day:day>/add/", views.add, name="sign_ups_add"),
        path("sign-ups/<int:page_id>/list.csv", views.export, name="sign_ups_export"),
        path("sign-ups/<int:page_id>/<day:day>/list.csv", views.export, name="sign_ups_export"),
        path("sign-ups/person/<int:pk>/came/", views.check_in, name="sign_up_came"),
        path("sign-ups/person/<int:pk>/cancel/", views.cancel, name="sign_up_cancel"),
    ]
