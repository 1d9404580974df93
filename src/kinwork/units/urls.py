from django.urls import path

from . import views

urlpatterns = [
    path("unit/", views.my_unit, name="my_unit"),
    path("unit/<int:unit_id>/people/", views.people, name="unit_people"),
    path("unit/<int:unit_id>/people/join/", views.join, name="join_unit"),
    path("unit/<int:unit_id>/people/<int:pk>/leave/", views.leave, name="leave_post"),
    path("unit/<int:unit_id>/people/deputy/", views.deputy, name="name_deputy"),
]
