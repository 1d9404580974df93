from django.urls import path

from . import views

urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/count/", views.count, name="notices_count"),
    path("notices/seen/", views.seen, name="notices_seen"),
    path("notices/email/", views.email, name="notices_email"),
    path("notices/<id:notice_id>/unread/", views.unread, name="notice_unread"),
    path("notices/<id:notice_id>/read/", views.read, name="notice_read"),
]
