from django.urls import path

from . import role_views, views

urlpatterns = [
    path("families/open/", views.begin_family, name="begin_family"),
    path("families/open/<id:unit_id>/", views.open_family, name="open_family"),
    path("family/<id:family_id>/", views.family, name="family"),
    path("family/<id:family_id>/questions/", views.questions, name="questions"),
    path("family/<id:family_id>/member/", views.add_member, name="add_member"),
    path("family/<id:family_id>/member/<id:pk>/", views.change_member, name="change_member"),
    path("family/<id:family_id>/roles/", role_views.new_role, name="new_role"),
    path("family/<id:family_id>/roles/<id:pk>/end/", role_views.stop_role, name="stop_role"),
    path("family/<id:family_id>/date/", views.new_date, name="new_date"),
    path("family/<id:family_id>/date/<id:pk>/cancel/", views.cancel_date, name="cancel_date"),
    path("family/<id:family_id>/date/<id:pk>/put-back/", views.put_date_back, name="put_date_back"),
    path("family/<id:family_id>/close/", views.close_family, name="close_family"),
    path("family/<id:family_id>/reopen/", views.reopen_family, name="reopen_family"),
]
