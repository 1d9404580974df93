from django.urls import path

from . import views

urlpatterns = [
    path("returns/", views.returns, name="returns"),
    path("returns/look/", views.look_again, name="look_at_returns"),
    path("returns/keep/", views.keep_as_sent, name="keep_as_sent"),
    path("returns/codes/", views.codes, name="returning_codes"),
    path("returns/sent/<id:pk>/", views.sent_file, name="sent_return"),
    path("unit/<id:unit_id>/returns/", views.unit_returns, name="unit_returns"),
    path("unit/<id:unit_id>/returns/<id:pk>/explain/", views.explain_finding, name="explain_finding"),
    path("unit/<id:unit_id>/returns/<id:pk>/back/", views.take_back, name="take_explanation_back"),
]
