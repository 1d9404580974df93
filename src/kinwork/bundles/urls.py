"""Addresses of requests and bundles."""

from django.urls import path

from . import views

urlpatterns = [
    path("access-requests/", views.requests, name="access_requests"),
    path("access-requests/for/<id:person_id>/", views.register, name="register_access_request"),
    path("access-request/<id:request_id>/", views.request_page, name="access_request"),
    path("access-request/<id:request_id>/clock/", views.change_clock, name="access_request_clock"),
    path("access-request/<id:request_id>/words/", views.words, name="access_request_words"),
    path("access-request/<id:request_id>/read/", views.read, name="access_request_read"),
    path("access-request/<id:request_id>/file/<id:item_id>/", views.asked_file, name="access_request_file"),
    path("access-request/<id:request_id>/decisions.csv", views.decisions, name="access_request_decisions"),
    path("access-request/<id:request_id>/do/<slug:do>/", views.go_on, name="access_request_do"),
    path("family/<id:family_id>/bundles/", views.family_bundles, name="family_bundles"),
    path("bundle/<id:bundle_id>/", views.bundle, name="bundle"),
    path("bundle/<id:bundle_id>/cancel/", views.cancel, name="cancel_bundle"),
    path("bundle/<id:bundle_id>/file/", views.bundle_file, name="bundle_file"),
]
