from django.urls import path

from . import views

urlpatterns = [
    path("discussion/<int:discussion_id>/quality/", views.rate, name="rate_discussion"),
    path("unit/<int:unit_id>/quality/", views.quality, name="quality"),
]
