"""Addresses of what is brought in."""

from django.urls import path

from . import views

urlpatterns = [
    path("brought-in/", views.waiting, name="brought_in_waiting"),
    path("brought-in/how-often-wrong/", views.how_often_wrong, name="how_often_wrong"),
    path("family/<id:family_id>/brought-in/", views.of_family, name="brought_in"),
    path("family/<id:family_id>/brought-in/new/", views.bring_in, name="bring_in"),
    path("family/<id:family_id>/brought-in/<id:pk>/", views.text, name="brought_in_text"),
    path("family/<id:family_id>/brought-in/<id:pk>/passage/<id:passage>/<str:verb>/", views.passage, name="passage"),
    path("family/<id:family_id>/brought-in/<id:pk>/speaker/", views.speaker, name="speaker"),
    path("family/<id:family_id>/brought-in/<id:pk>/finish/", views.finish, name="finish_brought_in"),
    path("family/<id:family_id>/brought-in/<id:pk>/consent/", views.consent, name="recording_consent"),
    path("family/<id:family_id>/brought-in/<id:pk>/who/", views.audience, name="brought_in_audience"),
    path("family/<id:family_id>/brought-in/<id:pk>/withdraw/", views.withdraw, name="withdraw_brought_in"),
    path("family/<id:family_id>/brought-in/<id:pk>/put-back/", views.put_back, name="put_brought_in_back"),
]
