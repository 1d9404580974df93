"""Addresses of recording without a signal. The service worker stands at the root, for it serves what lies below it."""

from django.urls import path

from . import views

urlpatterns = [
    path("service-worker.js", views.service_worker, name="service_worker"),
    path("manifest.webmanifest", views.web_manifest, name="web_manifest"),
    path("offline/", views.form, name="offline"),
    path("offline/who/", views.who, name="offline_who"),
    path("offline/phone/", views.phone, name="offline_phone"),
    path("offline/families/", views.families, name="offline_families"),
    path("offline/sent/", views.sent, name="offline_sent"),
    path("offline/ended/<slug:device>/", views.ended, name="offline_ended"),
    path("offline/phones/", views.phones, name="phones"),
    path("offline/phones/<id:pk>/remove/", views.remove, name="remove_phone"),
]
