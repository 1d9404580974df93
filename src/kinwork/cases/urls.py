from django.urls import path

from . import views

urlpatterns = [
    path("families/", views.families, name="families"),
    path("search/", views.search_page, name="search"),
    path("families/open/<int:unit_id>/", views.open_family, name="open_family"),
    path("family/<int:family_id>/", views.family, name="family"),
    path("family/<int:family_id>/questions/", views.questions, name="questions"),
    path("family/<int:family_id>/member/", views.add_member, name="add_member"),
    path("family/<int:family_id>/member/<int:pk>/", views.change_member, name="change_member"),
    path("family/<int:family_id>/date/", views.new_date, name="new_date"),
    path("family/<int:family_id>/date/<int:pk>/cancel/", views.cancel_date, name="cancel_date"),
    path("family/<int:family_id>/close/", views.close_family, name="close_family"),
    path("family/<int:family_id>/reopen/", views.reopen_family, name="reopen_family"),
]
