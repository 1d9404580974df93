from django.urls import path

from . import views

urlpatterns = [
    path("unit/", views.my_unit, name="my_unit"),
    path("unit/<id:unit_id>/people/", views.people, name="unit_people"),
    path("unit/<id:unit_id>/people/deputy/", views.deputy, name="name_deputy"),
    path("unit/<id:unit_id>/people/deputy/<id:pk>/withdraw/", views.withdraw_deputy, name="withdraw_deputy"),
]
