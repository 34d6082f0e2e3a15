"""Where readers say what is wrong on a page, below the language: an address of its own, never kept."""

from django.urls import path

from care.feedback import feedback_page

urlpatterns = [
    path("feedback/<int:page_id>/", feedback_page.feedback, name="page_feedback"),
    path("feedback/<int:page_id>/thanks/", feedback_page.thanks, name="page_feedback_thanks"),
]
