from django.urls import path

from . import agency_views, print_views, views

urlpatterns = [
    path("family/<id:family_id>/network/", views.network, name="network"),
    path("family/<id:family_id>/network/add/", views.add, name="add_tie"),
    path("family/<id:family_id>/network/turn/<slug:what>/", views.turn, name="turn_network"),
    path("family/<id:family_id>/network/<id:tie_id>/", views.tie, name="tie"),
    path("family/<id:family_id>/network/<id:tie_id>/<slug:what>/", views.change_tie, name="change_tie"),
    path("family/<id:family_id>/network/pdf/", print_views.network_pdf, name="network_pdf"),
    path("family/<id:family_id>/network/ecomap/pdf/", print_views.ecomap_pdf, name="ecomap_pdf"),
    path("agencies/", agency_views.agencies, name="agencies"),
    path("agencies/<id:agency_id>/", agency_views.agency, name="agency"),
]
