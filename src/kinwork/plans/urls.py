from django.urls import path

from .views import attention, face, forms, plan, steps

urlpatterns = [
    path("family/<id:family_id>/plan/", plan.plan, name="plan"),
    path("family/<id:family_id>/plan/earlier/<id:pk>/", plan.earlier, name="earlier_plan"),
    path("family/<id:family_id>/plan/agreed/<id:pk>/", plan.as_agreed, name="agreed_plan"),
    path("family/<id:family_id>/plan/for-them/", face.for_them, name="plan_for_them"),
    path("family/<id:family_id>/plan/for-them.pdf", face.on_paper, name="plan_pdf"),
    path("family/<id:family_id>/plan/<slug:what>/<id:pk>/mistaken/", forms.mistaken, name="plan_mistaken"),
    path("family/<id:family_id>/plan/<slug:what>/<id:pk>/stands/", forms.stands, name="plan_stands"),
    path("family/<id:family_id>/plan/words/", forms.words, name="plan_words"),
    path("family/<id:family_id>/plan/agree/", forms.agree_plan, name="agree_plan"),
    path("family/<id:family_id>/plan/review/", forms.review_plan, name="review_plan"),
    path("family/<id:family_id>/plan/end/", forms.end_the_plan, name="end_plan"),
    path("family/<id:family_id>/plan/take-up/<id:pk>/", forms.take_up, name="take_up_plan"),
    path("family/<id:family_id>/plan/aim/", steps.new_aim, name="new_aim"),
    path("family/<id:family_id>/plan/aim/<id:pk>/", steps.aim, name="aim"),
    path("family/<id:family_id>/plan/aim/<id:pk>/end/", steps.end_an_aim, name="end_aim"),
    path("family/<id:family_id>/plan/aim/<id:pk>/reopen/", steps.reopen_aim, name="reopen_aim"),
    path("family/<id:family_id>/plan/aim/<id:pk>/step/", steps.new_step, name="new_step"),
    path("family/<id:family_id>/plan/step/<id:pk>/", steps.step, name="plan_step"),
    path("family/<id:family_id>/plan/step/<id:pk>/out/", steps.step_out, name="step_out"),
    path("family/<id:family_id>/plan/step/<id:pk>/back/", steps.step_back, name="step_back"),
    path("family/<id:family_id>/questions/again/", attention.ask, name="ask_questions"),
    path("family/<id:family_id>/attention/task/", attention.task, name="task_for_flag"),
    path("unit/<id:unit_id>/attention/", attention.of_unit, name="unit_attention"),
]
