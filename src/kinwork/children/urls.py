from django.urls import path

from . import status_views

urlpatterns = [
    path("family/<id:family_id>/status/", status_views.statuses, name="statuses"),
    path("family/<id:family_id>/status/<id:pk>/back/", status_views.take_back, name="take_back_status"),
]
