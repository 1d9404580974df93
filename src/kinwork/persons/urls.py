from django.urls import path

from . import views

IN_FAMILY = "family/<id:family_id>/person/<id:person_id>"

urlpatterns = [
    path("person/<id:person_id>/", views.person, name="person"),
    path(f"{IN_FAMILY}/who/", views.change_person, name="change_person"),
    path(f"{IN_FAMILY}/confidential/<id:pk>/", views.confidential_address, name="confidential_address"),
    path(f"{IN_FAMILY}/note/<slug:what>/", views.note, name="note_of_person"),
    path(f"{IN_FAMILY}/<slug:what>/<id:pk>/", views.change_note, name="change_note_of_person"),
]
