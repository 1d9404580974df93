from django.urls import path

from .views import discussion, live, meeting, minutes, work

urlpatterns = [
    path("my-work/", work.work, name="my_work"),
    path("unit/<int:unit_id>/", work.unit_board, name="unit_board"),
    path("meeting/", meeting.my_meeting, name="my_meeting"),
    path("meeting/of/<int:unit_id>/", meeting.unit_meeting, name="unit_meeting"),
    path("meeting/of/<int:unit_id>/open/", meeting.open_meeting, name="open_meeting"),
    path("meeting/<int:meeting_id>/", meeting.meeting, name="meeting"),
    path("meeting/<int:meeting_id>/agenda/", meeting.agenda_section, name="agenda_section"),
    path("meeting/<int:meeting_id>/who/", meeting.attendance_section, name="attendance_section"),
    path("meeting/<int:meeting_id>/item/<int:item_id>/start/", discussion.start, name="start_discussion"),
    path("meeting/<int:meeting_id>/item/<int:item_id>/<slug:verb>/", meeting.change_item, name="change_item"),
    path("meeting/<int:meeting_id>/add-family/", meeting.add_family, name="add_to_agenda"),
    path("meeting/<int:meeting_id>/time/", meeting.plan_time, name="plan_time"),
    path("meeting/<int:meeting_id>/who/<int:attendance_id>/", meeting.mark_attendance, name="mark_attendance"),
    path("meeting/<int:meeting_id>/guest/", meeting.add_guest, name="add_guest"),
    path("meeting/<int:meeting_id>/close/", meeting.close_meeting, name="close_meeting"),
    path("meeting/<int:meeting_id>/minutes/", minutes.meeting_minutes, name="meeting_minutes"),
    path("meeting/<int:meeting_id>/minutes.pdf", minutes.meeting_pdf, name="meeting_pdf"),
    path("meeting/<int:meeting_id>/live/", live.listen, name="live"),
    path("meeting/<int:meeting_id>/here/", live.here, name="here"),
    path("meeting/<int:meeting_id>/save/", live.save_in_meeting, name="save_in_meeting"),
    path("discussion/<int:discussion_id>/", discussion.discussion, name="discussion"),
    path("discussion/<int:discussion_id>/end/", discussion.end, name="end_discussion"),
    path("discussion/<int:discussion_id>/save/", live.save_in_discussion, name="save_in_discussion"),
    path("discussion/<int:discussion_id>/state/", live.state, name="discussion_state"),
    path("discussion/<int:discussion_id>/minute/", minutes.minute, name="minute"),
    path("discussion/<int:discussion_id>/minute.pdf", minutes.minute_pdf, name="minute_pdf"),
    path("discussion/<int:discussion_id>/amend/", minutes.amend, name="amend"),
    path("discussion/<int:discussion_id>/part/<slug:name>/", discussion.section, name="section"),
    path("discussion/<int:discussion_id>/add/<slug:name>/", discussion.add, name="add_to_discussion"),
    path("discussion/<int:discussion_id>/hypothesis/<int:pk>/", discussion.hypothesis, name="weigh_hypothesis"),
    path(
        "discussion/<int:discussion_id>/conversation/<int:pk>/<slug:verb>/",
        discussion.conversation,
        name="change_conversation",
    ),
    path("discussion/<int:discussion_id>/decision/<int:pk>/<slug:verb>/", discussion.decision, name="change_decision"),
    path(
        "discussion/<int:discussion_id>/earlier/<slug:kind>/<int:pk>/<slug:verb>/", discussion.earlier, name="earlier"
    ),
    path("family/<int:family_id>/<slug:kind>/<int:pk>/<slug:verb>/", work.change_action, name="change_action"),
    path("family/<int:family_id>/new-task/", work.new_task, name="new_task"),
    path("family/<int:family_id>/bring-to-meeting/", work.bring_forward, name="bring_forward"),
    path("words/date/", live.read_typed_date, name="read_date"),
]
