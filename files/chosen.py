"""Files that the admin asks for by their number, or names as what is there already: those that a list would offer.

A damaged one is no error.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail.documents.views import chooser as documents
from wagtail.images.forms import ImageInsertionForm
from wagtail.images.permissions import permission_policy
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.images.utils import find_image_duplicates
from wagtail.images.views import chooser as pictures
from wagtail.images.views import multiple
from wagtail.images.views.images import preview

from files.access import shown_in_admin
from files.imaging import ERRORS
from files.models import SiteDocument, SiteImage
from users.models import AnyUser


def check_shown(model: type[Model], pk: object, user: AnyUser) -> None:
    try:
        is_shown = shown_in_admin(model._default_manager.filter(pk=pk), user).exists()
    except ValueError:
        is_shown = False
    if not is_shown:
        raise Http404


class ShownPicture(pictures.ImageChosenResponseMixin):
    """By its title, where it cannot be made."""

    def get_chosen_response_data(self, image: SiteImage, preview_image_filter: str = "max-165x165") -> dict[str, Any]:
        made = get_rendition_or_not_found(image, preview_image_filter)
        shown = {"preview": {"url": made.url, "width": made.width, "height": made.height}}
        data = super(pictures.ImageChosenResponseMixin, self).get_chosen_response_data(image)
        return data | shown | {"default_alt_text": image.default_alt_text}


def shown_duplicates(picture: SiteImage, user: AnyUser) -> QuerySet[SiteImage]:
    return shown_in_admin(find_image_duplicates(picture, user, permission_policy), user)


class PictureBroughtView(pictures.ImageUploadView, ShownPicture):
    def render_duplicate_found_response(
        self, request: HttpRequest, new_image: SiteImage, existing_image: SiteImage
    ) -> HttpResponse:
        shown = shown_duplicates(new_image, request.user).first()
        if shown:
            return super().render_duplicate_found_response(request, new_image, shown)
        if not request.GET.get("select_format"):
            return self.get_chosen_response(new_image)
        form = ImageInsertionForm(initial={"alt_text": new_image.default_alt_text}, prefix="image-chooser-insertion")
        return self.render_select_format_response(new_image, form)


class PicturesBroughtView(multiple.AddView):
    def get_edit_object_response_data(self) -> dict[str, Any]:
        said = super().get_edit_object_response_data()
        if not said.pop("confirm_duplicate_upload", None):
            return said
        shown = shown_duplicates(self.object, self.request.user)
        if not shown:
            return said | {"duplicate": False}
        return said | {"confirm_duplicate_upload": self.get_confirm_duplicate_upload_response(shown)}


class PictureChosenView(pictures.ImageChosenView, ShownPicture):
    def get_object(self, pk: str) -> SiteImage:
        check_shown(SiteImage, pk, self.request.user)
        return super().get_object(pk)


class PicturesChosenView(pictures.ImageChosenMultipleView, ShownPicture):
    def get_objects(self, pks: list[str]) -> QuerySet:
        return shown_in_admin(super().get_objects(pks), self.request.user)


class PictureInTextView(pictures.ImageSelectFormatView, ShownPicture):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        check_shown(SiteImage, kwargs["image_id"], request.user)
        return super().dispatch(request, *args, **kwargs)


class DocumentChosenView(documents.DocumentChosenView):
    def get_object(self, pk: str) -> SiteDocument:
        check_shown(SiteDocument, pk, self.request.user)
        return super().get_object(pk)


class DocumentsChosenView(documents.DocumentChosenMultipleView):
    def get_objects(self, pks: list[str]) -> QuerySet:
        return shown_in_admin(super().get_objects(pks), self.request.user)


def tried_size(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponse:
    """The picture in a size that somebody tries out."""
    try:
        return preview(request, image_id, filter_spec)
    except ERRORS as error:
        raise Http404 from error


def addresses() -> list[URLPattern]:
    """They stand before Wagtail's own, at the same addresses."""
    of_pictures, of_documents = pictures.viewset, documents.viewset
    return [
        path("images/chooser/chosen/<str:pk>/", of_pictures.construct_view(PictureChosenView)),
        path("images/chooser/chosen-multiple/", of_pictures.construct_view(PicturesChosenView)),
        path("images/chooser/<int:image_id>/select_format/", of_pictures.construct_view(PictureInTextView)),
        path("images/chooser/create/", of_pictures.construct_view(PictureBroughtView)),
        path("images/multiple/add/", PicturesBroughtView.as_view()),
        path("images/<int:image_id>/preview/<str:filter_spec>/", tried_size),
        path("documents/chooser/chosen/<str:pk>/", of_documents.construct_view(DocumentChosenView)),
        path("documents/chooser/chosen-multiple/", of_documents.construct_view(DocumentsChosenView)),
    ]
