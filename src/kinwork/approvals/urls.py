from django.urls import path

from . import views

urlpatterns = [
    path("approvals/", views.queue, name="approvals"),
    path("approvals/mine/", views.mine, name="my_approvals"),
    path("approvals/<id:pk>/return/", views.give_back, name="give_back"),
    path("approvals/<id:pk>/again/", views.again, name="approve_again"),
    path("authority/approvals/", views.approval_rules, name="approval_rules"),
]
