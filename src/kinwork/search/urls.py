from django.urls import path

from . import merging_views, views

urlpatterns = [
    path("search/", views.search_page, name="search"),
    path("person/<id:person_id>/records/", merging_views.records, name="person_records"),
    path("person/<id:person_id>/same-as/<id:other_id>/", merging_views.merge, name="merge_people"),
    path("merging/<id:pk>/", merging_views.take_apart, name="take_apart"),
    path("duplicates/", merging_views.duplicates, name="duplicates"),
]
