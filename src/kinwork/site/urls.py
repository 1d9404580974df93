"""Every address. Apps bring their own; only the house's are here."""

from django.urls import URLPattern, URLResolver, include, path

from . import accounts, demo_sign_in, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("sign-in/", accounts.sign_in, name="account_login"),
    path("sign-out/", accounts.sign_out, name="account_logout"),
    path("sign-in/demo/<id:user_id>/", demo_sign_in.sign_in_as, name="demo_sign_in"),
    path("", include("kinwork.units.urls")),
    path("", include("kinwork.cases.urls")),
    path("", include("kinwork.meetings.urls")),
    path("", include("kinwork.practice.urls")),
]
handler400 = "kinwork.site.views.bad_request"
handler404 = "kinwork.site.views.not_found"
handler500 = "kinwork.site.views.broken"
