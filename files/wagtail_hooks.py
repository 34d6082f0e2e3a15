"""Who may have a document, and the reports on documents without words and on pictures that cannot be shown."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.urls import URLPattern, path
from wagtail import hooks

from files import chosen, deletion, file_report, picture_report
from files.access import may_have, shown_in_admin, used_by_live_pages

for report in (file_report, picture_report):
    hooks.register("register_admin_urls", report.admin_urls)
    hooks.register("register_reports_menu_item", report.menu_item)


# Before Wagtail's own, so that ours answer.
@hooks.register("register_admin_urls", order=-10)
def doors_that_delete() -> list[URLPattern]:
    return [
        path("images/<int:pk>/delete/", deletion.delete_image),
        path("images/multiple/<int:pk>/delete/", deletion.delete_uploaded_image),
        path("documents/delete/<int:pk>/", deletion.delete_document),
        path("documents/multiple/<int:pk>/delete/", deletion.delete_uploaded_document),
    ]


hooks.register("register_admin_urls", chosen.addresses, order=-10)
hooks.register("before_bulk_action", deletion.ask_about_several)


@hooks.register("construct_image_chooser_queryset")
@hooks.register("construct_document_chooser_queryset")
def files_to_choose_from(files: QuerySet, request: HttpRequest) -> QuerySet:
    return shown_in_admin(files, request.user)


@hooks.register("before_serve_document")
def only_public_documents(document: Model, request: HttpRequest) -> HttpResponse | None:
    """A document that only private pages use is private. That one of a draft exists is not said."""
    if may_have(document, request.user):
        return None
    if request.user.is_authenticated or not used_by_live_pages(document):
        raise Http404
    return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
