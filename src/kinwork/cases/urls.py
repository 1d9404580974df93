from django.urls import path

from . import grave_change_views, status_views

urlpatterns = [
    path("family/<id:family_id>/status/", status_views.statuses, name="statuses"),
    path("family/<id:family_id>/status/<id:pk>/back/", status_views.take_back, name="take_back_status"),
    path("changes/", grave_change_views.changes, name="changes"),
    path("changes/<id:pk>/undo/", grave_change_views.undo, name="undo_change"),
    path("changes/<id:pk>/dispute/", grave_change_views.dispute, name="dispute_change"),
]
