from django.urls import path

from . import views

urlpatterns = [
    path("surveys/", views.surveys, name="surveys"),
    path("surveys/new/", views.new_survey, name="new_survey"),
    path("surveys/<id:pk>/", views.survey, name="survey"),
    path("surveys/<id:pk>/answer/", views.answer_survey, name="answer_survey"),
    path("surveys/<id:pk>/results/", views.survey_results, name="survey_results"),
    path("surveys/<id:pk>/close/", views.close_survey, name="close_survey"),
    path("surveys/<id:pk>/withdraw/", views.withdraw_survey, name="withdraw_survey"),
    path("surveys/<id:pk>/at-risk/", views.survey_tells_of_risk, name="survey_tells_of_risk"),
]
