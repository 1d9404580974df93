"""Addresses of the record."""

from django.urls import path

from . import file_views, sharing_views, views, writing_views

urlpatterns = [
    path("family/<id:family_id>/entries/", views.entries, name="entries"),
    path("family/<id:family_id>/entries/<id:pk>/", views.entry, name="entry"),
    path("family/<id:family_id>/entries/new/", writing_views.new_entry, name="new_entry"),
    path("family/<id:family_id>/entries/files/", file_views.attach, name="attach_file"),
    path("family/<id:family_id>/files/<id:pk>/", file_views.entry_file, name="entry_file"),
    path("family/<id:family_id>/files/<id:pk>/small/", file_views.small_picture, name="small_picture"),
    path("family/<id:family_id>/entries/draft/", writing_views.keep_draft, name="keep_entry_draft"),
    path("family/<id:family_id>/entries/draft/<id:pk>/remove/", writing_views.remove_draft, name="remove_draft"),
    path("family/<id:family_id>/entries/draft/<id:pk>/again/", writing_views.take_up_draft, name="take_up_draft"),
    path("family/<id:family_id>/entries/<id:pk>/confirm/", views.confirm_entry, name="confirm_entry"),
    path("family/<id:family_id>/entries/<id:pk>/amend/", views.amend_entry, name="amend_entry"),
    path("family/<id:family_id>/entries/<id:pk>/who/", views.audience, name="entry_audience"),
    path("family/<id:family_id>/sharing/", sharing_views.sharing, name="sharing"),
    path("family/<id:family_id>/sharing/<id:pk>/end/", sharing_views.end, name="end_share"),
    path("shared/", sharing_views.shared_with_me, name="shared_with_me"),
    path("shared/<id:family_id>/", sharing_views.shared_family, name="shared_family"),
    path("family/<id:family_id>/copy/", views.copy, name="copy_for"),
]
