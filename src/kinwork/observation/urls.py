from django.urls import path

from . import asked_views, coding_views, feedback_views, running_views, views

_ALL = "family/<id:family_id>/observations/"
_ONE = f"{_ALL}<id:pk>/"
_CODING = "coding/<id:pk>/"
_SIMULATED = "coding/simulated/<id:pk>/"
_PRACTICE = "my-practice/<id:pk>/"
urlpatterns = [
    path(_ALL, views.observations, name="observations"),
    path(f"{_ALL}new/", views.new_observation, name="new_observation"),
    path(_ONE, views.observation, name="observation"),
    path(f"{_ONE}recording/", views.keep_observation_recording, name="keep_observation_recording"),
    path(f"{_ONE}recording/delete/", views.delete_recording, name="delete_observation_recording"),
    path(f"{_ONE}withdraw/", views.withdraw_consent, name="withdraw_consent"),
    path(f"{_ONE}remove/", views.remove_observation, name="remove_observation"),
    path(f"{_ONE}code/", views.code_live, name="code_live"),
    path("coding/", coding_views.codings, name="codings"),
    path("coding/next/", coding_views.take_next, name="take_next"),
    path("coding/run/", running_views.run, name="run_coding"),
    path("coding/share/", running_views.set_share, name="set_share"),
    path("coding/assign/", running_views.assign, name="assign_coding"),
    path("coding/training-set/", running_views.training_set, name="training_set"),
    path("coding/agreement/", running_views.agreement_page, name="coding_agreement"),
    path("coding/simulated/", running_views.simulated_interviews, name="simulated_interviews"),
    path("coding/simulated/new/", running_views.new_simulated, name="new_simulated"),
    path(_SIMULATED, running_views.simulated_interview, name="simulated_interview"),
    path(f"{_SIMULATED}recording/", running_views.keep_simulated_recording, name="keep_simulated_recording"),
    path(f"{_SIMULATED}recording/delete/", running_views.delete_simulated, name="delete_simulated_recording"),
    path(f"{_SIMULATED}withdraw/", running_views.withdraw_simulated, name="withdraw_simulated"),
    path(_CODING, coding_views.code_session, name="coding"),
    path(f"{_CODING}marks/", coding_views.mark_moment, name="mark_moment"),
    path(f"{_CODING}recording/", coding_views.coding_recording, name="coding_recording"),
    path(f"{_CODING}give-back/", coding_views.give_back, name="give_back"),
    path("my-practice/", feedback_views.my_practice, name="my_practice"),
    path(_PRACTICE, feedback_views.sheet, name="practice_feedback"),
    path(f"{_PRACTICE}release/", feedback_views.release, name="release_feedback"),
    path(f"{_PRACTICE}recording/", feedback_views.own_recording, name="practice_recording"),
    path("access-request/<id:request_id>/sound/<id:pk>/", asked_views.asked_sound, name="access_request_sound"),
    path("observed-skill/", feedback_views.skill, name="observed_skill"),
]
