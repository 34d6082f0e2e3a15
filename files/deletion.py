"""Deleting a picture or a document that live pages use: asked about first, and left to those who may publish."""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as several_documents
from wagtail.images import permissions as image_permissions
from wagtail.images.views import images
from wagtail.images.views import multiple as several_images

from core.admin.live_uses import ask_first, live_uses
from files.models import SiteDocument, SiteImage

FILES = (SiteImage, SiteDocument)


def delete_image(request: HttpRequest, pk: int) -> HttpResponse:
    image = get_object_or_404(SiteImage, pk=pk)
    may = image_permissions.permission_policy.user_has_permission_for_instance(request.user, "delete", image)
    return (ask_first(request, [image]) if may else None) or images.DeleteView.as_view()(request, image_id=pk)


def delete_document(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(SiteDocument, pk=pk)
    may = document_policy.user_has_permission_for_instance(request.user, "delete", document)
    return (ask_first(request, [document]) if may else None) or documents.DeleteView.as_view()(request, document_id=pk)


def delete_uploaded_image(request: HttpRequest, pk: int) -> HttpResponse:
    refusal = _refusal(request, get_object_or_404(SiteImage, pk=pk))
    return refusal or several_images.DeleteView.as_view()(request, image_id=pk)


def delete_uploaded_document(request: HttpRequest, pk: int) -> HttpResponse:
    refusal = _refusal(request, get_object_or_404(SiteDocument, pk=pk))
    return refusal or several_documents.DeleteView.as_view()(request, doc_id=pk)


def _refusal(request: HttpRequest, file: Model) -> HttpResponse | None:
    """Right after an upload no page uses the file: whoever comes with one in use is sent to the page that asks."""
    if not live_uses([file], request.user).are_there:
        return None
    return JsonResponse({"success": False}, status=403)


def ask_about_several(
    request: HttpRequest, action_type: str, objects: list[Model], action: BulkAction
) -> HttpResponse | None:
    return ask_first(request, objects) if action_type == "delete" and action.model in FILES else None
