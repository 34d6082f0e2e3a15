"""The address that a person's own calendar asks. It is no part of the page tree."""

from django.urls import path

from planning.subscription.private_calendar import private_calendar

urlpatterns = [path("editorial-calendar/<str:token>/calendar.ics", private_calendar, name="private_calendar")]
