"""Addresses of the members' door, below the language."""

from django.urls import path

from users import views

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("account/", views.account, name="account"),
    path("account/password/", views.ChangePassword.as_view(), name="password_change"),
    path("account/reset/", views.ask_reset, name="password_reset"),
    path("account/reset/sent/", views.reset_sent, name="password_reset_sent"),
    path("account/reset/done/", views.reset_done, name="password_reset_done"),
    path("account/reset/<uidb64>/<token>/", views.ChooseNewPassword.as_view(), name="password_reset_confirm"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("_util/login/", views.wagtail_login),
]
