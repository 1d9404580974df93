from django.urls import path

from . import access_views, genogram_views, person_views, views

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
    path("person/<id:person_id>/", person_views.person, name="person"),
    path("family/<id:family_id>/person/<id:person_id>/who/", person_views.change_person, name="change_person"),
    path(
        "family/<id:family_id>/person/<id:person_id>/confidential/<id:pk>/",
        person_views.confidential_address,
        name="confidential_address",
    ),
    path("family/<id:family_id>/person/<id:person_id>/note/<slug:what>/", person_views.note, name="note_of_person"),
    path(
        "family/<id:family_id>/person/<id:person_id>/<slug:what>/<id:pk>/",
        person_views.change_note,
        name="change_note_of_person",
    ),
    path("family/<id:family_id>/questions/", views.questions, name="questions"),
    path("family/<id:family_id>/member/", views.add_member, name="add_member"),
    path("family/<id:family_id>/member/<id:pk>/", views.change_member, name="change_member"),
    path("family/<id:family_id>/date/", views.new_date, name="new_date"),
    path("family/<id:family_id>/date/<id:pk>/cancel/", views.cancel_date, name="cancel_date"),
    path("family/<id:family_id>/close/", views.close_family, name="close_family"),
    path("family/<id:family_id>/reopen/", views.reopen_family, name="reopen_family"),
]
