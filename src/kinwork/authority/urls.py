from django.urls import path

from . import first_start_views, people_views, post_views, template_views, views

urlpatterns = [
    path("sign-in/first-start/", first_start_views.first_start, name="first_start"),
    path("authority/", views.authority, name="authority"),
    path("authority/history/", views.history, name="authority_history"),
    path("authority/template/", template_views.templates, name="templates"),
    path("authority/template/<slug:key>/", template_views.template, name="from_template"),
    path("authority/unit/", views.new_unit, name="new_unit"),
    path("authority/unit/<id:unit_id>/", views.unit, name="set_up_unit"),
    path("authority/unit/<id:unit_id>/buddy/", views.buddy, name="choose_buddy"),
    path("authority/unit/<id:unit_id>/end/", views.end_unit, name="end_unit"),
    path("authority/unit/<id:unit_id>/go-on/", views.go_on_with_unit, name="go_on_with_unit"),
    path("authority/unit/<id:unit_id>/posts/", post_views.add_post, name="add_post"),
    path("authority/unit/<id:unit_id>/posts/<id:pk>/end/", post_views.end_post, name="end_post"),
    path("authority/unit/<id:unit_id>/posts/<id:pk>/keep/", post_views.keep_post, name="keep_post"),
    path("authority/duty/", views.duty, name="put_on_duty"),
    path("authority/duty/<id:pk>/end/", views.end_duty, name="end_duty"),
    path("authority/people/", people_views.new_person, name="new_person"),
    path("authority/people/list/", people_views.people_list, name="people_list"),
    path("unit/<id:unit_id>/people/join/", post_views.join, name="join_unit"),
    path("unit/<id:unit_id>/people/<id:pk>/", post_views.holding, name="holding"),
    path("unit/<id:unit_id>/people/<id:pk>/dates/", post_views.dates, name="post_dates"),
    path("unit/<id:unit_id>/people/<id:pk>/leave/", post_views.leave, name="leave_post"),
    path("unit/<id:unit_id>/people/<id:pk>/move/", post_views.move, name="move_worker"),
    path("unit/<id:unit_id>/people/absence/", post_views.absence, name="note_absence"),
    path("unit/<id:unit_id>/people/absence/<id:pk>/end/", post_views.end_absence, name="end_absence"),
]
