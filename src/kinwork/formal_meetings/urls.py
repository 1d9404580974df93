from django.urls import path

from .views import family, meeting, mine, telling, writing

_ONE = "family/<id:family_id>/meetings/<id:pk>/"

urlpatterns = [
    path("family/<id:family_id>/meetings/", family.family_meetings, name="family_meetings"),
    path("family/<id:family_id>/meetings/new/", family.arrange_meeting, name="arrange_meeting"),
    path(_ONE, meeting.formal_meeting, name="formal_meeting"),
    path(f"{_ONE}part/<slug:part>/", meeting.formal_part, name="formal_part"),
    path(f"{_ONE}print/", meeting.print_meeting, name="print_meeting"),
    path(f"{_ONE}change/", meeting.change_formal_meeting, name="change_formal_meeting"),
    path(f"{_ONE}cancel/", meeting.cancel_formal_meeting, name="cancel_formal_meeting"),
    path(f"{_ONE}back/", meeting.put_formal_meeting_back, name="put_formal_meeting_back"),
    path(f"{_ONE}invite/", meeting.invite, name="invite_to_meeting"),
    path(f"{_ONE}who/all/", meeting.all_here, name="all_here"),
    path(f"{_ONE}who/<id:invitation_id>/", meeting.invitation, name="meeting_invitation"),
    path(f"{_ONE}who/<id:invitation_id>/tell/", telling.tell_invited, name="tell_invited"),
    path(f"{_ONE}who/<id:invitation_id>/letter.pdf", telling.invitation_letter, name="invitation_letter"),
    path(f"{_ONE}letters.pdf", telling.invitation_letters, name="invitation_letters"),
    path(f"{_ONE}meeting.ics", telling.meeting_calendar_file, name="meeting_calendar_file"),
    path(f"{_ONE}agreed/", meeting.agreed_at_meeting, name="agreed_at_meeting"),
    path(f"{_ONE}report/", meeting.meeting_report, name="meeting_report"),
    path(f"{_ONE}views/", meeting.meeting_view, name="meeting_view"),
    path(f"{_ONE}held/", meeting.hold_meeting, name="hold_meeting"),
    path(f"{_ONE}correct/", meeting.correct_meeting, name="correct_meeting"),
    path(f"{_ONE}not-held/", meeting.meeting_not_held, name="meeting_not_held"),
    path(f"{_ONE}next/<slug:kind>/", meeting.next_meeting, name="next_meeting"),
    path(f"{_ONE}live/", writing.formal_live, name="formal_live"),
    path(f"{_ONE}here/", writing.formal_here, name="formal_here"),
    path(f"{_ONE}texts/", writing.formal_texts, name="formal_texts"),
    path(f"{_ONE}save/", writing.formal_save, name="formal_save"),
    path(f"{_ONE}box/<str:box>/<id:row_id>/", writing.formal_box, name="formal_box"),
    path(f"{_ONE}box/<str:box>/<id:row_id>/history/", writing.formal_box_history, name="formal_box_history"),
    path(f"{_ONE}box/<str:box>/<id:row_id>/history/<id:version>/", writing.formal_bring_back, name="formal_bring_back"),
    path("unit/<id:unit_id>/meetings/", mine.unit_calendar, name="unit_calendar"),
    path("my-meetings/<id:pk>/", mine.answer_meeting, name="answer_meeting"),
]
