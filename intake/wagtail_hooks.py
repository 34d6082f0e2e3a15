"""The addresses of the admin where documents come in."""

from wagtail import hooks

from intake.views import admin_urls

hooks.register("register_admin_urls", admin_urls)
