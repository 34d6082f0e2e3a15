"""What the editor's form of a plain page sends."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def plain_page(page, html="<p>Words.</p>", **more):
    fields = {
        "title": page.title,
        "slug": page.slug,
        "lead": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([("text", rich_text(html))]),
        "comments": inline_formset([]),
    }
    return nested_form_data(fields | more)
