"""Addresses of training."""

from django.urls import path

from . import views

urlpatterns = [
    path("training/", views.register, name="training"),
    path("training/new/", views.make, name="make_programme"),
    path("training/take-up/<slug:key>/", views.take_up, name="take_up_programme"),
    path("training/<id:programme_id>/", views.programme, name="training_programme"),
    path("training/<id:programme_id>/end/", views.end, name="end_programme"),
    path("training/<id:programme_id>/taken/<id:pk>/remove/", views.remove_day, name="remove_training"),
    path("my-training/", views.mine, name="my_training"),
    path("my-training/session/<id:pk>/remove/", views.remove_session, name="remove_session"),
    path("my-training/practise/", views.agree_practising, name="agree_practising"),
    path("my-training/practise/<id:pk>/done/", views.practising_done, name="practising_done"),
    path("my-training/practise/<id:pk>/carry/", views.carry_practising, name="carry_practising"),
    path("unit/<id:unit_id>/training/", views.unit, name="unit_training"),
    path("unit/<id:unit_id>/training/<id:user_id>/induction/", views.an_induction, name="induction"),
]
