"""The home of a person who is signed in, below the language."""

from django.urls import path

from home import views

urlpatterns = [path("your-network/", views.your_network, name="your_network")]
