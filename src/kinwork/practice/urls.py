from django.urls import path

from . import views

urlpatterns = [
    path("discussion/<id:discussion_id>/quality/", views.rate, name="rate_discussion"),
    path("unit/<id:unit_id>/quality/", views.quality, name="quality"),
]
