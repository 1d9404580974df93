"""Addresses of the indicators and of what is entered for them."""

from django.urls import path

from . import views

urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/count/", views.count, name="count_indicators"),
    path("indicators/figures/", views.figures, name="service_figures"),
    path("indicators/figures/file/", views.figures_of_a_file, name="service_figures_file"),
    path("indicators/figures/milestone/", views.milestone, name="service_milestone"),
    path("indicators/figures/<id:figure_id>/remove/", views.remove_figure, name="remove_service_figure"),
    path(
        "indicators/figures/milestone/<id:milestone_id>/remove/",
        views.remove_milestone,
        name="remove_service_milestone",
    ),
    path("indicators/<slug:key>/", views.indicator, name="indicator"),
    path("indicators/<slug:key>/unit/<id:unit_id>/", views.indicator_of_unit, name="indicator_of_unit"),
]
