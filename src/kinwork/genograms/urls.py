from django.urls import path

from . import print_views, views

urlpatterns = [
    path("family/<id:family_id>/genogram/", views.genogram, name="genogram"),
    path("family/<id:family_id>/genogram/draw/<slug:what>/", views.draw, name="draw_genogram"),
    path("family/<id:family_id>/genogram/turn/<slug:what>/", views.turn, name="turn_genogram"),
    path("family/<id:family_id>/genogram/take/<slug:kind>/<id:pk>/", views.take, name="take_from_genogram"),
    path("family/<id:family_id>/genogram/by/<slug:who>/", views.by, name="genogram_by"),
    path("family/<id:family_id>/genogram/by/<slug:who>/<slug:what>/", views.by, name="draw_by"),
    path("family/<id:family_id>/genogram/pdf/", print_views.genogram_pdf, name="genogram_pdf"),
    path("family/<id:family_id>/genogram/png/", print_views.genogram_png, name="genogram_png"),
]
