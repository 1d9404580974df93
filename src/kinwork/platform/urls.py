"""Every address. Apps bring their own; only the house's are here."""

from django.urls import URLPattern, URLResolver, include, path

from . import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("components/", views.components, name="components"),
    path("", include("kinwork.accounts.urls")),
    path("", include("kinwork.authority.urls")),
    path("", include("kinwork.offline.urls")),
    path("", include("kinwork.api.urls")),
    path("", include("kinwork.units.urls")),
    path("", include("kinwork.notices.urls")),
    path("", include("kinwork.cases.urls")),
    path("", include("kinwork.obligations.urls")),
    path("", include("kinwork.approvals.urls")),
    path("", include("kinwork.children.urls")),
    path("", include("kinwork.confidentiality.urls")),
    path("", include("kinwork.find.urls")),
    path("", include("kinwork.search.urls")),
    path("", include("kinwork.persons.urls")),
    path("", include("kinwork.genograms.urls")),
    path("", include("kinwork.networks.urls")),
    path("", include("kinwork.family_pages.urls")),
    path("", include("kinwork.record.urls")),
    path("", include("kinwork.origins.urls")),
    path("", include("kinwork.front_door.urls")),
    path("", include("kinwork.documents.urls")),
    path("", include("kinwork.faces.urls")),
    path("", include("kinwork.measures.urls")),
    path("", include("kinwork.surveys.urls")),
    path("", include("kinwork.observation.urls")),
    path("", include("kinwork.formal_meetings.urls")),  # before those whose addresses end in any verb
    path("", include("kinwork.meetings.urls")),
    path("", include("kinwork.plans.urls")),
    path("", include("kinwork.transfers.urls")),
    path("", include("kinwork.summaries.urls")),
    path("", include("kinwork.chronology.urls")),
    path("", include("kinwork.overview.urls")),
    path("", include("kinwork.calendars.urls")),
    path("", include("kinwork.practice.urls")),
    path("", include("kinwork.training.urls")),
    path("", include("kinwork.chain.urls")),
    path("", include("kinwork.evaluation.urls")),
    path("", include("kinwork.national_returns.urls")),
    path("", include("kinwork.studies.urls")),
    path("", include("kinwork.service_figures.urls")),
    path("", include("kinwork.bundles.urls")),
    path("", include("kinwork.retention.urls")),
]
handler400 = "kinwork.platform.views.bad_request"
handler404 = "kinwork.platform.views.not_found"
handler500 = "kinwork.platform.views.broken"
