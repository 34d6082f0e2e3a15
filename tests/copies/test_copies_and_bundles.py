"""A page that waits in a bundle, and a working copy of it: neither takes the other past its review."""

import pytest
from django.urls import reverse

from bundles.models import BundleItem
from bundles.standing import Refused, put_in_new
from copies.models import WorkingCopy
from core.going_live import CannotGoLive
from tests.copies.conftest import decide, fresh, rewrite, send

pytestmark = pytest.mark.django_db


def test_a_copy_is_put_in_no_bundle(copy, editor, sign_in):
    with pytest.raises(Refused, match="Put the page itself"):
        put_in_new(copy.pk, "Spring", editor)
    address, client = reverse("bundle_put", args=[copy.pk]), sign_in(editor)
    assert client.get(address).status_code in {302, 403, 404}
    assert address not in client.get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).text
    assert not BundleItem.objects.exists()


def test_a_copy_takes_no_page_out_of_its_bundle(page, copy, editor, moderator):
    put_in_new(page.pk, "Spring", editor)
    rewrite(copy, editor, title="Rewritten")
    state = send(copy, editor)
    with pytest.raises(CannotGoLive, match="Spring"):
        decide(state, moderator)
    state.refresh_from_db()
    assert (state.status, fresh(page).title) == ("in_progress", "Housing")
    assert WorkingCopy.objects.get().copy_id == copy.pk
