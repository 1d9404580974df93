from django.urls import path

from . import views

urlpatterns = [
    path("families/", views.families, name="families"),
    path("units/", views.units, name="units"),
    path("units/children/", views.children, name="children"),
    path("units/overdue/", views.overdue, name="overdue"),
    path("units/conversations/", views.conversations, name="conversations"),
    path("units/flow/", views.flow, name="flow"),
    path("units/flow/families/", views.moved, name="moved"),
    path("units/came-back/", views.came_back, name="came_back"),
    path("units/came-back/list/", views.closings, name="closings"),
    path("units/allocation/", views.unallocated, name="unallocated"),
    path("units/waiting/", views.waiting, name="waiting"),
]
