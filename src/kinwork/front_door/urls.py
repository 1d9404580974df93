from django.urls import path

from . import decision_views, views

urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/new/", views.new_contact, name="new_contact"),
    path("contacts/draft/", views.keep_draft, name="keep_draft"),
    path("contacts/known/", views.known_people, name="known_people"),
    path("contacts/draft/<id:pk>/", views.draft, name="draft"),
    path("contacts/draft/<id:pk>/discard/", views.discard_draft, name="discard_draft"),
    path("contacts/<id:pk>/", views.contact, name="contact"),
    path("contacts/<id:pk>/caller/", views.caller, name="caller"),
    path("contacts/<id:pk>/add/", views.add_to_contact, name="add_to_contact"),
    path("contacts/<id:pk>/answer/", views.feedback, name="feedback"),
    path("contacts/<id:pk>/who/<id:about_id>/", decision_views.who, name="contact_who"),
    path("contacts/<id:pk>/decide/", decision_views.decide, name="decide_contact"),
    path("contacts/<id:pk>/unit/<id:about_id>/", decision_views.refer, name="refer_contact"),
]
