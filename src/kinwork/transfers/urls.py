from django.urls import path

from . import handing_on_views, views, whole_unit

urlpatterns = [
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/<id:pk>/", views.transfer, name="transfer"),
    path("transfers/<id:pk>/pack/", views.pack, name="hand_over_pack"),
    path("transfers/<id:pk>/pack.pdf", views.pack_pdf, name="hand_over_pack_pdf"),
    path("family/<id:family_id>/transfer/", views.offer_transfer, name="offer_transfer"),
    path("family/<id:family_id>/move/", views.move_now, name="move_now"),
    path("family/<id:family_id>/hand-on/", handing_on_views.hand_on, name="hand_on"),
    path("unit/<id:unit_id>/move-families/", whole_unit.move_unit, name="move_unit"),
]
