from django.urls import path

from . import grave_change_views

urlpatterns = [
    path("changes/", grave_change_views.changes, name="changes"),
    path("changes/<id:pk>/undo/", grave_change_views.undo, name="undo_change"),
    path("changes/<id:pk>/dispute/", grave_change_views.dispute, name="dispute_change"),
]
