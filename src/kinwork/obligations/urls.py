from django.urls import path

from . import calendar_views, period_views, views

urlpatterns = [
    path("family/<id:family_id>/due/", views.family_due, name="family_due"),
    path("family/<id:family_id>/due/<slug:rule>/put-off/", views.put_off_view, name="put_off"),
    path("family/<id:family_id>/due/again/<id:pk>/", views.due_again, name="due_again"),
    path("authority/periods/", period_views.periods, name="periods"),
    path("authority/periods/<id:pk>/end/", period_views.end_period_view, name="end_period"),
    path("authority/terms/", calendar_views.terms_page, name="terms"),
    path("authority/terms/<slug:what>/<id:pk>/", calendar_views.turn_day, name="turn_day"),
    path("authority/working-out/<id:pk>/", calendar_views.recounting, name="recounting"),
    path("unit/<id:unit_id>/due/", views.unit_due, name="unit_due"),
]
