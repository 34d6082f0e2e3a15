"""The read API at /api/v2/: what a stranger may see, whoever asks. Each kind of page names its `api_fields`."""

from typing import Any

from django.core.exceptions import FieldError, ObjectDoesNotExist, SuspiciousOperation
from django.db.models import Model, QuerySet
from rest_framework import status
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageParentField, PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from core.addresses import full_address, own_address
from core.visibility import STRANGER, visible_to
from files.access import public_ids
from files.models import SiteImage
from files.pictures import rendition_of

# Searching has an address of its own, /api/search/, which takes any words.
SEARCHING = {"search", "search_operator"}
LONGEST_NUMBER = 9
# What Wagtail raises on its way through a request that names a field, a site or a number that is none.
NOT_UNDERSTOOD = (OverflowError, ValueError, SuspiciousOperation, FieldError, ObjectDoesNotExist)


class ForStrangers:
    """Nobody is signed in here, nothing is rendered as HTML, and what cannot be understood is a 400."""

    authentication_classes: list[type] = []
    renderer_classes = [JSONRenderer]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc] # a mixin of Wagtail's view sets
        for value in [*request.GET.values(), str(kwargs.get("pk", ""))]:
            if "\0" in value or (value.isdecimal() and len(value) > LONGEST_NUMBER):
                raise BadRequestError("a value is too large or holds a character that cannot be")

    def handle_exception(self, error: Exception) -> Response:
        if isinstance(error, NOT_UNDERSTOOD):
            return Response({"message": "The request cannot be understood."}, status=status.HTTP_400_BAD_REQUEST)
        return super().handle_exception(error)  # type: ignore[misc] # a mixin of Wagtail's view sets


class PublicPageUrlField(Field):
    """Where visitors find the page; what is not ours in Wagtail's lists asks the row of the site instead."""

    def get_attribute(self, instance: Page) -> Page:
        return instance

    def to_representation(self, value: Page) -> str | None:
        path = own_address(value)
        return full_address(path) if path else None


class ParentField(PageParentField):
    """As a page of ours, which knows the address of the site."""

    def get_attribute(self, instance: Page) -> Page | None:
        found = super().get_attribute(instance)
        return found.specific_deferred if found else None


class PublicPageSerializer(PageSerializer):
    html_url = PublicPageUrlField(read_only=True)
    parent = ParentField(read_only=True)


class Pages(ForStrangers, PagesAPIViewSet):
    base_serializer_class = PublicPageSerializer
    filter_backends = [backend for backend in PagesAPIViewSet.filter_backends if backend is not SearchFilter]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - SEARCHING

    def get_base_queryset(self) -> QuerySet:
        return visible_to(super().get_base_queryset(), STRANGER)


class RenditionUrlField(Field):
    """Originals have no public address: a picture is offered at 1600 pixels at most."""

    def get_attribute(self, instance: Model) -> Model:
        return instance

    def to_representation(self, value: SiteImage) -> str | None:
        made = rendition_of(value, "api")
        return full_address(made.url) if made else None


class PublicImageSerializer(ImageSerializer):
    download_url = RenditionUrlField(read_only=True)


class Files(ForStrangers, BaseAPIViewSet):
    """Those that a page which a stranger may see uses."""

    filter_backends = [FieldsFilter, OrderingFilter]
    known_query_parameters = BaseAPIViewSet.known_query_parameters - SEARCHING

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(pk__in=public_ids(self.model))


class Images(Files, ImagesAPIViewSet):
    base_serializer_class = PublicImageSerializer
    filter_backends = Files.filter_backends


class Documents(Files, DocumentsAPIViewSet):
    filter_backends = Files.filter_backends


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", Pages)
router.register_endpoint("images", Images)
router.register_endpoint("documents", Documents)
