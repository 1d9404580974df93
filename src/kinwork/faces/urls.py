from django.urls import path

from . import link_views, own_page_views, views

_ALL = "family/<id:family_id>/plain/"
_ONE = f"{_ALL}<id:pk>/"
_OWN = "family/<id:family_id>/child/<id:person_id>/own-page/"
urlpatterns = [
    path("link/<str:token>/", link_views.by_link, name="by_link"),
    path("family/<id:family_id>/links/", link_views.links, name="links"),
    path("family/<id:family_id>/links/new/", link_views.ask, name="ask_by_link"),
    path("family/<id:family_id>/links/<id:pk>/withdraw/", link_views.withdraw, name="withdraw_link"),
    path(_OWN, own_page_views.own_page, name="own_page"),
    path(f"{_OWN}keep/", own_page_views.add, name="add_to_own_page"),
    path(f"{_OWN}<slug:kind>/", own_page_views.file, name="own_page_file"),
    path(_ALL, views.faces, name="faces"),
    path(f"{_ALL}new/", views.new_face, name="new_face"),
    path("reading-age/", views.age, name="reading_age"),
    path(_ONE, views.face, name="face"),
    path(f"{_ONE}section/<slug:section>/", views.write_part, name="face_part"),
    path(f"{_ONE}section/<slug:section>/stays/", views.go_over, name="face_part_stays"),
    path(f"{_ONE}as-read/", views.as_read, name="face_as_read"),
    path(f"{_ONE}pictures/", views.pictures, name="face_pictures"),
    path(f"{_ONE}pdf/", views.pdf, name="face_pdf"),
    path(f"{_ONE}language/", views.language, name="face_language"),
    path(f"{_ONE}comment/", views.new_comment, name="face_comment"),
    path(f"{_ONE}comment/<id:comment>/answer/", views.answer_comment, name="face_answer"),
    path(f"{_ONE}given/", views.give, name="give_face"),
    path(f"{_ONE}given/<id:given>/", views.given, name="face_given"),
    path(f"{_ONE}away/", views.put_away, name="put_face_away"),
    path(f"{_ONE}take-up/", views.take_up, name="take_face_up"),
]
