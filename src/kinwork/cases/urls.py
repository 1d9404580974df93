from django.urls import path

from . import access_views, genogram_views, views

urlpatterns = [
    path("families/", views.families, name="families"),
    path("search/", views.search_page, name="search"),
    path("families/open/<id:unit_id>/", views.open_family, name="open_family"),
    path("family/<id:family_id>/", views.family, name="family"),
    path("family/<id:family_id>/open/", access_views.open_with_reason, name="open_with_reason"),
    path("family/<id:family_id>/emergency/", access_views.open_in_emergency, name="open_in_emergency"),
    path("family/<id:family_id>/readers/", access_views.readers, name="readers"),
    path("family/<id:family_id>/history/", access_views.history, name="history"),
    path("family/<id:family_id>/restrict/", access_views.restrict, name="restrict"),
    path("emergency/", access_views.emergency, name="emergency"),
    path("reviews/", access_views.reviews, name="reviews"),
    path("reviews/<id:opening_id>/", access_views.review, name="review"),
    path("looked-at/by/<id:user_id>/", access_views.staff_log, name="staff_log"),
    path("looked-at/", access_views.patterns, name="patterns"),
    path("family/<id:family_id>/genogram/", genogram_views.genogram, name="genogram"),
    path("family/<id:family_id>/genogram/draw/<slug:what>/", genogram_views.draw, name="draw_genogram"),
    path("family/<id:family_id>/genogram/turn/<slug:what>/", genogram_views.turn, name="turn_genogram"),
    path("family/<id:family_id>/genogram/take/<slug:kind>/<id:pk>/", genogram_views.take, name="take_from_genogram"),
    path("family/<id:family_id>/genogram/by/<slug:who>/", genogram_views.by, name="genogram_by"),
    path("family/<id:family_id>/genogram/by/<slug:who>/<slug:what>/", genogram_views.by, name="draw_by"),
    path("family/<id:family_id>/questions/", views.questions, name="questions"),
    path("family/<id:family_id>/member/", views.add_member, name="add_member"),
    path("family/<id:family_id>/member/<id:pk>/", views.change_member, name="change_member"),
    path("family/<id:family_id>/date/", views.new_date, name="new_date"),
    path("family/<id:family_id>/date/<id:pk>/cancel/", views.cancel_date, name="cancel_date"),
    path("family/<id:family_id>/close/", views.close_family, name="close_family"),
    path("family/<id:family_id>/reopen/", views.reopen_family, name="reopen_family"),
]
