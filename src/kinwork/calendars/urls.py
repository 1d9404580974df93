from django.urls import path

from . import views

urlpatterns = [
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/<id:pk>/end/", views.end, name="end_calendar"),
    path("calendar/<str:token>.ics", views.feed, name="calendar_feed"),
]
