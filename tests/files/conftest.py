"""Pictures of which renditions are made as on a real site."""

import pytest
from django.core.cache import cache


@pytest.fixture
def files_on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}
    cache.clear()
